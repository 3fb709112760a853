package org.onestophub.simulator;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.onestophub.support.TestTls;

/** A mail server on loopback that speaks SMTP, IMAP and IMAPS on ports the system chose. */
public final class MailServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int TIMEOUT_MILLIS = 20_000;

    private final PromptGreenMail server;

    private MailServer(PromptGreenMail server) {
        this.server = server;
    }

    /** A running server without accounts. */
    public static MailServer start() {
        TestTls.ofMailServers();
        PromptGreenMail server = new PromptGreenMail(
                setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_IMAP), setup(ServerSetup.PROTOCOL_IMAPS));
        server.start();
        return new MailServer(server);
    }

    /** Opens a mailbox; the address is also the login. */
    public void account(String address, String password) {
        server.setUser(address, address, password);
    }

    /** Loopback. */
    public String host() {
        return HOST;
    }

    /** Port of plain IMAP. */
    public int imapPort() {
        return server.port(ServerSetup.PROTOCOL_IMAP);
    }

    /** Port of IMAP over TLS; the certificate is that of {@link TestTls#ofMailServers}. */
    public int imapsPort() {
        return server.port(ServerSetup.PROTOCOL_IMAPS);
    }

    /** Port of SMTP. */
    public int smtpPort() {
        return server.port(ServerSetup.PROTOCOL_SMTP);
    }

    /**
     * Hands in a mail over SMTP, its ASCII bytes untouched but for dot stuffing, and returns when the server has taken it.
     * @throws IOException if the server refuses
     */
    public void deliver(String from, String to, byte[] eml) throws IOException {
        try (Socket socket = new Socket(HOST, smtpPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            expect(in, "220");
            say(out, in, "EHLO simulator.example.org", "250");
            say(out, in, "MAIL FROM:<" + from + ">", "250");
            say(out, in, "RCPT TO:<" + to + ">", "250");
            say(out, in, "DATA", "354");
            out.write(stuffed(eml).getBytes(StandardCharsets.ISO_8859_1));
            say(out, in, ".", "250");
            say(out, in, "QUIT", "221");
        }
    }

    /**
     * Lays a mail into a mailbox as if another server had handed it over: no header is added, no byte is changed, not
     * even raw 8-bit ones in headers, which this server's SMTP side would replace.
     * @throws IOException if there is no such mailbox or the mail cannot be stored
     */
    public void place(String address, byte[] eml) throws IOException {
        Properties asIs = new Properties();
        asIs.put("mail.mime.allowutf8", "false");
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(asIs), new ByteArrayInputStream(eml));
            GreenMailUser user = server.getUserManager().getUserByEmail(address);
            server.getManagers()
                    .getImapHostManager()
                    .getInbox(user)
                    .appendMessage(
                            mail, new Flags(), Date.from(Clock.systemUTC().instant()));
        } catch (MessagingException | FolderException e) {
            throw new IOException("mail cannot be stored", e);
        }
    }

    /** Number of mails in all mailboxes. */
    public int size() {
        return server.getReceivedMessages().length;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static ServerSetup setup(String protocol) {
        ServerSetup setup = new ServerSetup(0, HOST, protocol);
        // by default two seconds, which a busy machine may need longer than
        setup.setServerStartupTimeout(TIMEOUT_MILLIS);
        return setup;
    }

    private static String stuffed(byte[] eml) {
        String text = new String(eml, StandardCharsets.ISO_8859_1);
        String dotted = (text.startsWith(".") ? "." : "") + text.replace("\r\n.", "\r\n..");
        return dotted.endsWith("\r\n") ? dotted : dotted + "\r\n";
    }

    private static void say(OutputStream out, BufferedReader in, String line, String code) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        expect(in, code);
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("SMTP server did not answer " + code);
        }
    }
}
