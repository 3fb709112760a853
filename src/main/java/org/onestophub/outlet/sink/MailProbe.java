package org.onestophub.outlet.sink;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a mail server as far as one can without sending a mail. */
final class MailProbe {

    private static final Duration TIMEOUT = Duration.ofMillis(ProbeSocket.TIMEOUT_MILLIS);

    private final MailSinkStep sink;

    MailProbe(MailSinkStep sink) {
        this.sink = sink;
    }

    void run(ProbeSteps steps) {
        try (ProbeSocket line = new ProbeSocket(sink.host(), sink.port())) {
            line.resolve(steps);
            line.connect(steps);
            if (sink.security().equals("smtps")) {
                line.tls(steps, sink.trust().judge(), sink.checkHostName(), sink.clock(), plain -> {});
            }
            line.greeting(steps, "220 ");
            if (sink.security().equals("starttls")) {
                line.tls(steps, sink.trust().judge(), sink.checkHostName(), sink.clock(), MailProbe::startTls);
            }
        }
        steps.step("login", Problem.SERVER_STRANGE, () -> over(line -> true));
        steps.step("sender", Problem.RIGHT_MISSING, () -> over(line -> line.takes(sink.from())));
        steps.skip("hand-over", "no mail is sent");
    }

    private static void startTls(ProbeSocket line) throws IOException {
        try {
            line.say("EHLO onestop-hub");
            line.expect("250 ");
            line.say("STARTTLS");
            line.expect("220 ");
        } catch (ProblemException e) {
            throw new ProblemException(Problem.TLS_REFUSED);
        }
    }

    private interface Question {
        boolean isAnsweredWell(SmtpConnection line) throws MessagingException;
    }

    private Map<String, String> over(Question question) throws IOException, MessagingException {
        SmtpConnection line = new SmtpConnection(sink.session(), sink.login());
        try (Socket plain = new Socket();
                Deadline end = Deadline.of(TIMEOUT, plain)) {
            SmtpConnection.connect(plain, sink.host(), sink.port(), TIMEOUT);
            line.connect(
                    sink.security().equals("smtps")
                            ? sink.trust().over(plain, sink.host(), sink.port(), sink.checkHostName())
                            : plain);
            boolean isWell = question.isAnsweredWell(line);
            line.end();
            if (!isWell) {
                throw new ProblemException(Problem.RIGHT_MISSING);
            }
            return Map.of();
        } catch (AuthenticationFailedException e) {
            throw new ProblemException(Problem.LOGIN_REFUSED);
        }
    }
}
