package org.onestophub.outlet.sink;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.remote.SmtpServer;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a mail server as far as one can without sending a mail. */
final class MailProbe {

    private static final Duration TIMEOUT = Duration.ofMillis(ProbeSocket.TIMEOUT_MILLIS);

    private final MailSinkStep sink;
    private final SmtpServer server;

    MailProbe(MailSinkStep sink) {
        this.sink = sink;
        this.server = sink.server();
    }

    void run(ProbeSteps steps) {
        try (ProbeSocket line = new ProbeSocket(server.host(), server.port())) {
            line.resolve(steps);
            line.connect(steps);
            if (server.security() == SmtpServer.Security.SMTPS) {
                line.tls(steps, server.trust().judge(), server.checkHostName(), sink.clock(), plain -> {});
            }
            line.greeting(steps, "220 ");
            if (server.security() == SmtpServer.Security.STARTTLS) {
                line.tls(steps, server.trust().judge(), server.checkHostName(), sink.clock(), MailProbe::startTls);
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

    private Map<String, String> over(SmtpServer.Use<Boolean> question) throws IOException, MessagingException {
        try {
            if (!server.use(sink.login(), TIMEOUT, question)) {
                throw new ProblemException(Problem.RIGHT_MISSING);
            }
            return Map.of();
        } catch (AuthenticationFailedException e) {
            throw new ProblemException(Problem.LOGIN_REFUSED);
        }
    }
}
