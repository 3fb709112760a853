package org.onestophub.operate.alert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.onestophub.complaint.SizeRange;
import org.onestophub.platform.remote.SmtpServer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which alerts are sent, and how.
 *
 * @param off conditions that raise no alert, for example channel-silent
 * @param after so long a condition must hold before an alert is sent
 * @param clearAfter so long it must be over before that is sent
 * @param group changes within this time go in one message
 * @param channelFailures failures in a row after which a channel counts as failing
 * @param channelFailing time after which a channel that fails counts as failing, however seldom it tries
 * @param quarantineOpen inputs that may wait for a person
 * @param quarantineOldest so long one of them may wait
 * @param workOldest so long an input may wait to be worked on
 * @param slowOldest so long a letter, or what else takes minutes each, may wait to be worked on; a pile of letters that was
 *     scanned at once is no fault
 * @param outboxOldest so long an event may wait for the intake queue
 * @param queueDepth messages that may wait in the queue of a destination
 * @param destinationOldest so long a delivery may wait for its destination
 * @param diskFree space on the disk of hub.home below which an alert is sent
 * @param certificateDays days before a certificate's end from which on an alert is sent
 * @param certificateFiles files with own certificates (PEM), which are watched in the same way
 * @param mail alerts by mail
 * @param webhook alerts by HTTP
 */
@Validated
@ConfigurationProperties("hub.alerts")
public record AlertProperties(
        @DefaultValue List<@Size(max = 60) String> off,

        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 1) @DefaultValue("1m")
        Duration after,

        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 1) @DefaultValue("5m")
        Duration clearAfter,

        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 1) @DefaultValue("1m")
        Duration group,

        @Min(1) @Max(1_000_000) @DefaultValue("5") int channelFailures,

        @NotNull @DurationMin(millis = 1) @DurationMax(days = 366) @DefaultValue("15m")
        Duration channelFailing,

        @Min(1) @Max(100_000_000) @DefaultValue("50") int quarantineOpen,

        @NotNull @DurationMin(millis = 1) @DurationMax(days = 366) @DefaultValue("3d")
        Duration quarantineOldest,

        @NotNull @DurationMin(millis = 1) @DurationMax(days = 366) @DefaultValue("10m")
        Duration workOldest,

        @NotNull @DurationMin(millis = 1) @DurationMax(days = 366) @DefaultValue("2h")
        Duration slowOldest,

        @NotNull @DurationMin(millis = 1) @DurationMax(days = 366) @DefaultValue("5m")
        Duration outboxOldest,

        @Min(1) @Max(100_000_000) @DefaultValue("1000") int queueDepth,

        @NotNull @DurationMin(millis = 1) @DurationMax(days = 366) @DefaultValue("1h")
        Duration destinationOldest,

        @NotNull @SizeRange(min = "1MB", max = "100TB") @DefaultValue("5GB")
        DataSize diskFree,

        @Min(0) @Max(3_650) @DefaultValue("21") int certificateDays,
        @DefaultValue List<Path> certificateFiles,
        @NotNull @Valid @DefaultValue Mail mail,
        @NotNull @Valid @DefaultValue Webhook webhook) {

    /**
     * Alerts by mail.
     *
     * @param host the mail server; empty: no mail is sent
     * @param port its port
     * @param tls starttls, tls (from the start; smtps is the same) or none
     * @param certificateFile PEM file with the certificate of the server or of its issuer; empty: those the JVM trusts
     * @param checkHostName whether the certificate must name the host
     * @param connectTimeout longest wait for a connection
     * @param answerTimeout longest wait for everything that follows
     * @param username login; empty: none
     * @param password its password
     * @param from the sender's address
     * @param to the receivers' addresses
     */
    public record Mail(
            @NotNull @Size(max = 255) @DefaultValue("") String host,
            @Min(1) @Max(65535) @DefaultValue("587") int port,

            @Pattern(regexp = "starttls|tls|smtps|none") @DefaultValue("starttls")
            String tls,

            @NotNull @Size(max = 1000) @DefaultValue("") String certificateFile,
            @DefaultValue("true") boolean checkHostName,

            @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 10) @DefaultValue("10s")
            Duration connectTimeout,

            @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 10) @DefaultValue("30s")
            Duration answerTimeout,

            @NotNull @Size(max = 255) @DefaultValue("") String username,
            @Size(max = 1000) String password,
            @NotNull @Size(max = 320) @DefaultValue("") String from,
            @DefaultValue List<@Size(min = 3, max = 320) String> to) {

        /** How the line is encrypted; empty if {@code tls} is no word for it. */
        Optional<SmtpServer.Security> security() {
            return SmtpServer.Security.of(tls.equals("tls") ? SmtpServer.Security.SMTPS.word() : tls);
        }

        @Override
        public String toString() {
            return "Mail";
        }
    }

    /**
     * Alerts by HTTP.
     *
     * @param url address that takes a POST of JSON; empty: nothing is posted
     * @param secret key of the signature, 16 characters or more
     */
    public record Webhook(
            @NotNull @Size(max = 2000) @DefaultValue("") String url,
            @Size(max = 1000) String secret) {

        @Override
        public String toString() {
            return "Webhook";
        }
    }
}
