package org.onestophub.operate.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Finds faults in the settings of alerts at the start, and not when an alert is to be sent. */
@Component
class AlertSettings implements FaultSource {

    private static final String PREFIX = "hub.alerts.";
    private static final int SHORTEST_SECRET = 16;
    /** One thread sends everything; a server that hangs longer than this would delay other alerts. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final List<Fault> faults = new ArrayList<>();

    AlertSettings(AlertProperties properties) {
        Set<String> words =
                Arrays.stream(AlertCondition.values()).map(AlertCondition::word).collect(Collectors.toSet());
        require(words.containsAll(properties.off()), Problem.SETTING_INVALID, "off");
        AlertProperties.Mail mail = properties.mail();
        if (!mail.host().isBlank()) {
            require(mail.security().isPresent(), Problem.SETTING_INVALID, "mail.tls");
            require(isTrust(mail.certificateFile()), Problem.SETTING_INVALID, "mail.certificate-file");
            require(isWait(mail.connectTimeout()), Problem.SETTING_INVALID, "mail.connect-timeout");
            require(isWait(mail.answerTimeout()), Problem.SETTING_INVALID, "mail.answer-timeout");
            require(mail.from().indexOf('@') > 0, Problem.SETTING_INVALID, "mail.from");
            require(!mail.to().isEmpty(), Problem.SETTING_INVALID, "mail.to");
            require(mail.username().isBlank() || isGiven(mail.password()), Problem.SECRET_MISSING, "mail.password");
        }
        AlertProperties.Webhook webhook = properties.webhook();
        if (!webhook.url().isBlank()) {
            require(isAddress(webhook.url()), Problem.SETTING_INVALID, "webhook.url");
            require(isGiven(webhook.secret()), Problem.SECRET_MISSING, "webhook.secret");
            require(
                    webhook.secret() == null || webhook.secret().length() >= SHORTEST_SECRET,
                    Problem.SETTING_INVALID,
                    "webhook.secret");
        }
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    private void require(boolean fits, Problem problem, String setting) {
        if (!fits) {
            faults.add(Fault.of(problem, PREFIX + setting, 0, ""));
        }
    }

    private static boolean isGiven(String secret) {
        return secret != null && !secret.isBlank();
    }

    private static boolean isTrust(String certificateFile) {
        try {
            TrustedCertificates.of(certificateFile);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static boolean isWait(Duration wait) {
        return wait.toMillis() > 0 && wait.compareTo(LONGEST_WAIT) <= 0;
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
