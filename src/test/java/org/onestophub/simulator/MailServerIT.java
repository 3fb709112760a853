package org.onestophub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.junit.jupiter.api.Test;

/** The simulated mail server behaves like one. */
class MailServerIT {

    private static final String BOX = "complaints@example.org";

    @Test
    void aMailHandedInBySmtpComesOutByImapWithItsBytes() throws Exception {
        byte[] eml = mail("complaint");

        try (MailServer server = MailServer.start()) {
            server.account(BOX, "p&ss w%rd");
            server.deliver("a@example.org", BOX, eml);

            byte[] fetched = onlyMail(server, "imap", server.imapPort());
            String text = new String(fetched, StandardCharsets.ISO_8859_1);
            assertThat(text).endsWith(new String(eml, StandardCharsets.ISO_8859_1).stripTrailing());
            assertThat(onlyMail(server, "imaps", server.imapsPort())).isEqualTo(fetched);
        }
    }

    @Test
    void aMailLaidIntoTheBoxKeepsEveryByteEvenRawOnesInHeaders() throws Exception {
        byte[] eml = mail("投诉");

        try (MailServer server = MailServer.start()) {
            server.account(BOX, "p&ss w%rd");
            server.place(BOX, eml);

            assertThat(onlyMail(server, "imap", server.imapPort())).isEqualTo(eml);
        }
    }

    private static byte[] mail(String subject) {
        return ("From: a@example.org\r\nTo: " + BOX + "\r\nSubject: " + subject
                        + "\r\nMessage-ID: <1@example.org>\r\n\r\n..两点开头\r\n.一点\r\n")
                .getBytes(Charset.forName("GB18030"));
    }

    private static byte[] onlyMail(MailServer server, String protocol, int port) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.imaps.ssl.trust", "127.0.0.1");
        properties.put("mail.imaps.ssl.checkserveridentity", "false");
        try (Store store = Session.getInstance(properties).getStore(protocol)) {
            store.connect(server.host(), port, BOX, "p&ss w%rd");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                Message[] mails = inbox.getMessages();
                assertThat(mails).hasSize(1);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ((IMAPMessage) mails[0]).setPeek(true);
                mails[0].writeTo(bytes);
                return bytes.toByteArray();
            }
        }
    }
}
