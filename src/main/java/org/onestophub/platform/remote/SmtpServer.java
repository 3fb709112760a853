package org.onestophub.platform.remote;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/**
 * A mail server that takes mails by SMTP. One connection for each use, which is closed when its time is over.
 *
 * @param host its name or address
 * @param port its port
 * @param security how the line is encrypted
 * @param trust the certificates that are trusted
 * @param checkHostName whether the certificate must name the host
 * @param connectTimeout longest wait for a connection
 * @param answerTimeout longest wait for everything that follows
 * @param ownName what the hub calls itself; otherwise the machine's own name would go out
 */
public record SmtpServer(
        String host,
        int port,
        Security security,
        TrustedCertificates trust,
        boolean checkHostName,
        Duration connectTimeout,
        Duration answerTimeout,
        String ownName) {

    /** How a line is encrypted. */
    public enum Security {
        /** By a command, which the server must offer. */
        STARTTLS,
        /** From the first byte. */
        SMTPS,
        /** Not at all. */
        NONE;

        /** The one of that word, in small letters. */
        public static Optional<Security> of(String word) {
            return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
        }

        /** Its word: {@code starttls}, {@code smtps} or {@code none}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A user and his password. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login";
        }
    }

    /**
     * What became of a mail.
     *
     * @param problem null if the server has it; DL-101 if it refused for good, DL-302 if nothing was handed over, DL-303 if
     *     it takes nothing now, DL-304 if the outcome is unknown
     * @param status the server's code, empty if it gave none
     * @param words its text, empty if it sent none; it may quote an address
     */
    public record Answer(@Nullable Problem problem, String status, String words) {}

    /** Something that is done while logged in. */
    @FunctionalInterface
    public interface Use<T> {
        /** Does it. */
        T over(SmtpConnection line) throws MessagingException;
    }

    /** What a mail for this server is made with. */
    public Session session() {
        return Session.getInstance(properties(false));
    }

    /** Hands over a complete mail; to all its receivers or to none, as half a delivery could not be repeated. */
    public Answer send(MimeMessage mail, Optional<Login> login) {
        SmtpConnection line = line(login);
        AtomicReference<@Nullable Answer> taken = new AtomicReference<>();
        try {
            return use(line, connectTimeout.plus(answerTimeout), open -> {
                open.sendMessage(mail, mail.getAllRecipients());
                Answer answer = new Answer(null, "250", open.getLastServerResponse());
                taken.set(answer);
                return answer;
            });
        } catch (MessagingException e) {
            return line.judge(e);
        } catch (IOException e) {
            // also a socket that does not close well, after the server's yes
            Answer answer = taken.get();
            return answer != null ? answer : new Answer(Problem.DESTINATION_UNREACHABLE, "", "");
        }
    }

    /**
     * Does something while logged in, within {@code time}.
     * @throws IOException if there is no connection
     * @throws MessagingException if the server refuses
     */
    public <T> T use(Optional<Login> login, Duration time, Use<T> what) throws IOException, MessagingException {
        return use(line(login), time, what);
    }

    private <T> T use(SmtpConnection line, Duration time, Use<T> what) throws IOException, MessagingException {
        try (Socket plain = new Socket();
                Deadline end = Deadline.of(time, plain)) {
            SmtpConnection.connect(plain, host, port, connectTimeout);
            line.connect(security == Security.SMTPS ? trust.over(plain, host, port, checkHostName) : plain);
            T done = what.over(line);
            line.end();
            return done;
        }
    }

    private SmtpConnection line(Optional<Login> login) {
        String user = login.map(Login::user).orElse(null);
        String password = login.map(Login::password).orElse(null);
        return new SmtpConnection(
                Session.getInstance(properties(login.isPresent())),
                new URLName("smtp", host, port, null, user, password));
    }

    private Properties properties(boolean logsIn) {
        String startTls = Boolean.toString(security == Security.STARTTLS);
        Properties mail = new Properties();
        mail.put("mail.smtp.ssl.socketFactory", trust.context().getSocketFactory());
        mail.put("mail.smtp.ssl.checkserveridentity", Boolean.toString(checkHostName));
        mail.put("mail.smtp.starttls.enable", startTls);
        mail.put("mail.smtp.starttls.required", startTls);
        mail.put("mail.smtp.auth", Boolean.toString(logsIn));
        // one address refused, none sent
        mail.put("mail.smtp.sendpartial", "false");
        mail.put("mail.smtp.localhost", ownName);
        mail.put("mail.smtp.quitwait", "false");
        return mail;
    }
}
