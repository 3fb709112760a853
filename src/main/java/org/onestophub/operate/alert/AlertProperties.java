package org.onestophub.operate.alert;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.onestophub.platform.remote.SmtpServer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

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
@ConfigurationProperties("hub.alerts")
public record AlertProperties(
        @DefaultValue List<String> off,
        @DefaultValue("1m") Duration after,
        @DefaultValue("5m") Duration clearAfter,
        @DefaultValue("1m") Duration group,
        @DefaultValue("5") int channelFailures,
        @DefaultValue("15m") Duration channelFailing,
        @DefaultValue("50") int quarantineOpen,
        @DefaultValue("3d") Duration quarantineOldest,
        @DefaultValue("10m") Duration workOldest,
        @DefaultValue("2h") Duration slowOldest,
        @DefaultValue("5m") Duration outboxOldest,
        @DefaultValue("1000") int queueDepth,
        @DefaultValue("1h") Duration destinationOldest,
        @DefaultValue("5GB") DataSize diskFree,
        @DefaultValue("21") int certificateDays,
        @DefaultValue List<Path> certificateFiles,
        @DefaultValue Mail mail,
        @DefaultValue Webhook webhook) {

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
            @DefaultValue("") String host,
            @DefaultValue("587") int port,
            @DefaultValue("starttls") String tls,
            @DefaultValue("") String certificateFile,
            @DefaultValue("true") boolean checkHostName,
            @DefaultValue("10s") Duration connectTimeout,
            @DefaultValue("30s") Duration answerTimeout,
            @DefaultValue("") String username,
            String password,
            @DefaultValue("") String from,
            @DefaultValue List<String> to) {

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
    public record Webhook(@DefaultValue("") String url, String secret) {

        @Override
        public String toString() {
            return "Webhook";
        }
    }
}
