package org.onestophub.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings with which a hub meets its simulated neighbours. */
public final class HubSettings {

    private static final String OFFICE = "office@example.org";

    private final Map<String, Object> settings = new LinkedHashMap<>();

    /** A hub on loopback that keeps everything under {@code home}. */
    public HubSettings(Path home, int httpPort) {
        set("hub.home", home);
        set("server.address", "127.0.0.1");
        set("server.port", httpPort);
        set("logging.file.name", home.resolve("hub.log"));
        set("logging.threshold.console", "off");
        // the simulated server's, not the hub's
        set("logging.level.org.apache.ftpserver", "error");
        // a slow machine takes its time; a sender that has to come again would be counted again
        set("hub.receive.patience", "60s");
        // and a line that is closed at the very moment it is used again would be a sender's fault
        set("server.tomcat.keep-alive-timeout", "10m");
        set("spring.main.banner-mode", "off");
    }

    /** Sets one more. */
    public HubSettings set(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    /** Lets the holder of {@code secret} in. */
    public HubSettings key(String name, String secret, String roles) {
        return set("hub.access.keys." + name + ".secret", secret).set("hub.access.keys." + name + ".roles", roles);
    }

    /** Opens the broker to the case system. */
    public HubSettings caseSystem(int port, String secret) {
        return set("hub.broker.port", port).set("hub.broker.destinations.case-system.secret", secret);
    }

    /** Switches every channel on and points it at its neighbour; folders that must exist are made. */
    public HubSettings channels(Neighbours neighbours, String password, int mllpPort) throws IOException {
        set("hub.channels.hotline.enabled", true);
        set("hub.channels.desk.enabled", true);
        set("hub.channels.patient-adt.enabled", true).set("hub.channels.patient-adt.port", mllpPort);
        orders(neighbours.orders(), password);
        set("hub.channels.public-opinion.enabled", true);
        opinion(neighbours.opinion());
        MailServer mail = neighbours.mail();
        server("email", mail.host(), mail.imapPort(), Neighbours.MAILBOX, password);
        set("hub.channels.email.protocol", "imap").set("hub.channels.email.start-tls-required", false);
        set("hub.channels.email.delay", 1000);
        polled("email-folder", "");
        set("hub.channels.status-queue.enabled", true).set("hub.channels.status-oa.enabled", true);
        set("hub.channels.status-folder.enabled", true);
        polled("status-folder", "");
        sheets(mail, password);
        files("phone-cdr", "cdr", neighbours, password);
        files("letter", "letters", neighbours, password);
        FtpServer ftps = neighbours.ftps();
        server("letter-ftps", ftps.host(), ftps.port(), ftps.user(), password);
        set("hub.channels.letter-ftps.certificate-file", ftps.certificate());
        polled("letter-ftps", "letters");
        Files.createDirectories(ftps.root().resolve("letters"));
        return this;
    }

    private void sheets(MailServer mail, String password) {
        set("hub.channels.hotline-sheet.enabled", true);
        polled("hotline-sheet", "");
        set("hub.channels.register.enabled", true);
        polled("register", "");
        server("hotline-sheet-mail", mail.host(), mail.imapPort(), Neighbours.SHEETS_MAILBOX, password);
        String prefix = "hub.channels.hotline-sheet-mail.";
        set(prefix + "protocol", "imap")
                .set(prefix + "start-tls-required", false)
                .set(prefix + "delay", 1000);
    }

    /** Points the channel of feeds at this vendor. */
    public HubSettings opinion(OpinionVendor vendor) {
        String prefix = "hub.channels.opinion-feed.";
        set(prefix + "enabled", true).set(prefix + "url", vendor.url()).set(prefix + "allow-plain-http", true);
        return set(prefix + "delay", 1000);
    }

    /** Points the channel that asks for orders at this platform. */
    public HubSettings orders(OrderList orders, String password) {
        String prefix = "hub.channels.hotline-pull.";
        set(prefix + "enabled", true).set(prefix + "url", orders.url()).set(prefix + "allow-plain-http", true);
        set(prefix + "auth", "login").set(prefix + "login-url", orders.loginUrl());
        set(prefix + "login-user", OrderList.USER).set(prefix + "secret", password);
        set(prefix + "token-field", "/data/token").set(prefix + "items-field", "/data/list");
        set(prefix + "total-field", "/data/total").set(prefix + "page-size", 2);
        return set(prefix + "answer-field", "/code")
                .set(prefix + "accepted-values", 0)
                .set(prefix + "delay", 1000);
    }

    /** Alarms go to the simulated mail server, the table of complaints and papers of reports to folders. */
    public HubSettings destinations(MailServer mail) {
        String alarms = "hub.destinations.alarm-mail.";
        set(alarms + "enabled", true).set(alarms + "host", mail.host()).set(alarms + "port", mail.smtpPort());
        set(alarms + "security", "none").set(alarms + "username", "").set(alarms + "password", "");
        set(alarms + "from", "hub@example.org").set(alarms + "domains", "example.org");
        set("hub.destinations.report-file.enabled", true).set("hub.destinations.paper-file.enabled", true);
        for (String role : List.of("complaint-office", "deputy-head")) {
            String prefix = "hub.alarms.recipients." + role + ".";
            set(prefix + "role", role).set(prefix + "mails", OFFICE);
        }
        return this;
    }

    /** As command-line arguments of the hub. */
    public String[] arguments() {
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments.toArray(String[]::new);
    }

    private void files(String kind, String folder, Neighbours neighbours, String password) throws IOException {
        SftpServer sftp = neighbours.sftp();
        server(kind + "-sftp", sftp.host(), sftp.port(), sftp.user(), password);
        set("hub.channels." + kind + "-sftp.known-hosts-file", sftp.knownHosts());
        polled(kind + "-sftp", folder);
        Files.createDirectories(sftp.root().resolve(folder));
        FtpServer ftp = neighbours.ftp();
        server(kind + "-ftp", ftp.host(), ftp.port(), ftp.user(), password);
        polled(kind + "-ftp", folder);
        Files.createDirectories(ftp.root().resolve(folder));
        polled(kind + "-folder", "");
    }

    private void server(String channel, String host, int port, String username, String password) {
        String prefix = "hub.channels." + channel + ".";
        set(prefix + "enabled", true).set(prefix + "host", host).set(prefix + "port", port);
        set(prefix + "username", username).set(prefix + "password", password);
    }

    // The simulated senders rename when a file is complete, so two quick looks are enough.
    private void polled(String channel, String folder) {
        String prefix = "hub.channels." + channel + ".";
        if (!folder.isEmpty()) {
            set(prefix + "directory", folder);
        }
        set(prefix + "observations", 2).set(prefix + "quiet-seconds", 1).set(prefix + "delay", 1000);
    }
}
