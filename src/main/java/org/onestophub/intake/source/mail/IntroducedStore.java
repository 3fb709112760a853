package org.onestophub.intake.source.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/**
 * An IMAP store whose connections send ID (RFC 2971) right after each login, if the server has that capability. 163,
 * 126 and yeah.net reject SELECT with "Unsafe Login" from clients that do not.
 */
final class IntroducedStore extends IMAPStore {

    /** Names the product, not the installation: the server of a mailbox may belong to anybody. */
    private static final Map<String, String> WHO =
            Map.of("name", "Onestop-Hub", "version", "1", "vendor", "Onestop-Hub");

    /** A store of this session; {@code protocol} is {@code imap} or {@code imaps}. */
    IntroducedStore(Session session, String protocol) {
        super(session, null, protocol, protocol.equals("imaps"));
    }

    @Override
    protected IMAPProtocol newIMAPProtocol(String host, int port) throws IOException, ProtocolException {
        return new IntroducedProtocol(host, port);
    }

    /** One connection. The library logs in at several places, so the first command after the login is the place to see. */
    private final class IntroducedProtocol extends IMAPProtocol {

        private boolean introduced;

        private IntroducedProtocol(String host, int port) throws IOException, ProtocolException {
            super(name, host, port, session.getProperties(), isSSL, IntroducedStore.this.logger);
        }

        @Override
        public synchronized Response[] command(String command, Argument arguments) {
            if (!introduced && isAuthenticated() && hasCapability("ID")) {
                introduced = true;
                introduce();
            }
            return super.command(command, arguments);
        }

        private void introduce() {
            try {
                id(new LinkedHashMap<>(WHO));
            } catch (ProtocolException e) {
                // a server that rejects ID may still open the folder; if not, that is the failure to report
            }
        }
    }
}
