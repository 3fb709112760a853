package org.onestophub.simulator;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;

/**
 * GreenMail whose IMAP answers go out at once, as those of mail servers do. It writes an answer in several pieces, and
 * with Nagle's algorithm each waits 40 ms for the client's delayed confirmation of the one before.
 */
public final class PromptGreenMail extends GreenMail {

    /** Servers as described by {@code setups}; start them. */
    public PromptGreenMail(ServerSetup... setups) {
        super(setups);
    }

    /** The port on which the protocol, one of {@link ServerSetup}'s, is spoken. */
    public int port(String protocol) {
        return services.get(protocol).getPort();
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
        Map<String, AbstractServer> made = super.createServices(setups, managers);
        made.replaceAll((protocol, server) ->
                server instanceof ImapServer ? new PromptImap(server.getServerSetup(), managers) : server);
        return made;
    }

    private static final class PromptImap extends AbstractServer {

        PromptImap(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client);
        }

        @Override
        protected void handleClientSocket(Socket client) throws SocketException {
            client.setTcpNoDelay(true);
            super.handleClientSocket(client);
        }
    }
}
