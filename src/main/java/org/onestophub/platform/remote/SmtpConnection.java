package org.onestophub.platform.remote;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/** An SMTP connection that knows how far it came: until the last dot is sent, a server has accepted nothing (RFC 5321, 4.2.5). */
public final class SmtpConnection extends SMTPTransport {

    private static final int OK = 250;

    private boolean isLoggedIn;
    private boolean isDotSent;

    /** {@code login} names user and password, or none. */
    SmtpConnection(Session session, URLName login) {
        super(session, login);
    }

    /** A connected socket under the name given: by an address Angus would look for the name in the certificate. */
    static void connect(Socket socket, String host, int port, Duration timeout) throws IOException {
        InetAddress named =
                InetAddress.getByAddress(host, InetAddress.getByName(host).getAddress());
        socket.connect(new InetSocketAddress(named, port), Math.toIntExact(timeout.toMillis()));
    }

    @Override
    public synchronized void connect(Socket socket) throws MessagingException {
        super.connect(socket);
        isLoggedIn = true;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        isDotSent = true;
        super.finishData();
    }

    /** What a failure means. */
    SmtpServer.Answer judge(MessagingException fault) {
        if (!isLoggedIn) {
            return new SmtpServer.Answer(Problem.DESTINATION_UNREACHABLE, "login", "");
        }
        int code = 0;
        String words = "";
        for (Exception next = fault; next != null; next = nextOf(next)) {
            int own = codeOf(next);
            // one address refused for good: the mail as a whole is
            if (own >= 400 && own / 100 > code / 100) {
                code = own;
                words = next.getMessage();
            }
        }
        if (code == 0) {
            return new SmtpServer.Answer(isDotSent ? Problem.OUTCOME_UNKNOWN : Problem.DESTINATION_UNREACHABLE, "", "");
        }
        return new SmtpServer.Answer(
                code < 500 ? Problem.DESTINATION_BUSY : Problem.DESTINATION_REFUSED,
                Integer.toString(code),
                words == null ? "" : words);
    }

    /** Whether the server takes mails of this sender; none is begun. */
    public boolean takes(String sender) throws MessagingException {
        boolean takes = simpleCommand("MAIL FROM:<" + sender + ">") == OK;
        simpleCommand("RSET");
        return takes;
    }

    /** Sends QUIT and closes; a fault there changes nothing. */
    void end() {
        try {
            close();
        } catch (MessagingException e) {
            // the server closed first
        }
    }

    private static @Nullable Exception nextOf(Exception fault) {
        return fault instanceof MessagingException known ? known.getNextException() : null;
    }

    private static int codeOf(Exception fault) {
        if (fault instanceof SMTPSendFailedException sending) {
            return sending.getReturnCode();
        }
        if (fault instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        return fault instanceof SMTPSenderFailedException sender ? sender.getReturnCode() : 0;
    }
}
