package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.OnestopHub;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.MailServer;
import org.onestophub.simulator.SftpServer;
import org.onestophub.support.ConfigCopy;
import org.onestophub.support.FreePort;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** Passwords of channels change at their servers, and in the hub while it runs. */
@Tag("heavy")
class ChannelPasswordsIT {

    private static final String OPS = "key-of-the-passwords-test-for-ops-0123456";
    private static final String OLD = "old password 12 $ {x}";
    private static final String NEW = "new password ${hub.home} & 13";
    private static final String WRONG = "a password that is wrong";
    private static final String HOSPITAL = "@hospital.example.org";
    private static final String FORM = "form[action$='/email/password']";
    private static final String CHANNELS = "/api/ops/v1/channels/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext hub;
    private static int port;
    private static MailServer mails;
    private static SftpServer scans;

    @BeforeAll
    static void startTheHub() throws IOException {
        ConfigCopy config = ConfigCopy.to(folder.resolve("config"));
        mails = MailServer.start();
        scans = SftpServer.start(Files.createDirectories(folder.resolve("scans")), "scans", OLD);
        Files.createDirectories(scans.root().resolve("letters"));
        Files.createDirectories(scans.root().resolve("status"));
        for (String channel : new String[] {"email", "hotline-sheet-mail"}) {
            mails.account(channel + HOSPITAL, OLD);
            keep(channel);
        }
        keep("letter-sftp");
        Files.writeString(
                config.file("settings.yaml"),
                mailbox("email") + mailbox("hotline-sheet-mail") + folder("letter-sftp", "letters")
                        + "hub.channels.letter-sftp.password: \"file:" + secret("letter-sftp") + "\"\n"
                        + folder("status-sftp", "status"));
        HubSettings settings = new HubSettings(PreparedHome.at(folder.resolve("home")), 0)
                .key("test-ops", OPS, "ops")
                .set("hub.config-dir", config.root())
                .set("hub.channels.status-sftp.password", OLD)
                .set("hub.channels.hotline-sheet-mail.password", OLD)
                .set("hub.channels.patient-adt.port", FreePort.next());
        LoggingSystem.get(ChannelPasswordsIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(new Class<?>[] {OnestopHub.class}, settings.arguments());
        port = hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stopTheHub() throws IOException {
        hub.close();
        mails.close();
        scans.close();
    }

    @Test
    void mailboxGetsTheNewPasswordOnlyAfterTheServerTookIt() throws IOException {
        mails.account("email" + HOSPITAL, NEW);

        JsonNode wrong = change("email", WRONG);
        assertThat(wrong.path("changed").asBoolean()).isFalse();
        assertThat(login(wrong).path("code").asText()).isEqualTo("CH-320");
        assertThat(secret("email")).hasContent(OLD);

        JsonNode right = change("email", NEW);
        assertThat(right.path("changed").asBoolean()).as(right.toString()).isTrue();
        assertThat(secret("email")).hasContent(NEW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret("email"))))
                .isEqualTo("rw-------");

        DraftWalk.mailed(mails, "email");
        assertThat(DraftLedger.factsOf(hub, "email")).contains("waited three hours");
        assertThat(DraftLedger.sights(hub, "channel-password", "email"))
                .filteredOn("test-ops"::equals)
                .hasSize(2);
        assertThat(wrong + " " + right + " " + Files.readString(folder.resolve("home/hub.log")))
                .doesNotContain(WRONG)
                .doesNotContain("${hub.home} & 13")
                .doesNotContain("old password");
    }

    @Test
    void folderOnAServerIsReadWithTheNewPasswordFromTheNextLookOn() throws IOException {
        scans.takeOnly(NEW);

        JsonNode change = change("letter-sftp", NEW);

        assertThat(change.path("changed").asBoolean()).as(change.toString()).isTrue();
        Path part = scans.root().resolve("letters/scan.part");
        Files.copy(Path.of("mappings/letter/samples/pdf-with-text-layer.pdf"), part);
        Files.move(part, scans.root().resolve("letters/scan.pdf"));
        assertThat(DraftLedger.complaintOf(hub, "letter-sftp").path("channel").asText())
                .isNotEmpty();
    }

    @Test
    void oldPasswordIsPutBackWhereTheChannelDoesNotUseTheNewOne() {
        mails.account("hotline-sheet-mail" + HOSPITAL, NEW);
        JsonNode change = change("hotline-sheet-mail", NEW);

        assertThat(change.path("changed").asBoolean())
                .as("what was given at the start hides the file")
                .isFalse();
        assertThat(login(change).path("result").asText()).isEqualTo("failed");
        assertThat(secret("hotline-sheet-mail")).hasContent(OLD);
        mails.account("hotline-sheet-mail" + HOSPITAL, OLD);
    }

    @ParameterizedTest
    @CsvSource({
        "status-sftp, a new one, CH-104, hub.channels.status-sftp.password",
        "desk, a new one, AC-103, channel",
        "no-such-channel, a new one, AC-103, channel",
        "letter-sftp, '', AC-104, password",
        "letter-sftp, 'two\nlines', AC-104, password"
    })
    void whatCannotBeChangedIsToldApart(String channel, String password, String code, String field) {
        JsonNode problem = change(channel, password);

        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("field").asText()).isEqualTo(field);
    }

    @Test
    void formIsWhereThePasswordCanBeChanged() {
        String own = DraftWalk.account(hub.getBean(People.class), "looks");
        ConsolePerson person = new ConsolePerson(port);
        person.login("looks", own);

        assertThat(person.get("/console/connect").body())
                .contains("/console/connect/email/password", "/console/connect/letter-sftp/password")
                .doesNotContain("/console/connect/status-sftp/password", "/console/connect/desk/password");
    }

    @Test
    void personTriesAPasswordInTheBrowserAndSeesThatItIsNotUsed() {
        String own = DraftWalk.account(hub.getBean(People.class), "mail-admin");
        try (Chromium browser = Chromium.open("http://localhost:" + port)) {
            browser.screen(1280, 900, false).login("mail-admin", own);
            for (String language : List.of("zh", "en")) {
                browser.language(language, "/console/connect");
                browser.press("details:has(" + FORM + ") summary");
                assertThat(browser.barriers()).isEmpty();
                assertThat(browser.text()).doesNotContain("??");
                browser.picture(Path.of("target/screenshots", language + "-1280-connect-password.png"));
            }

            browser.field("password", WRONG);
            browser.press(FORM + " button");

            browser.shows("Nothing was changed", "log in: failed", "CH-320");
            assertThat(browser.text()).doesNotContain(WRONG);
            assertThat(browser.complaints()).isEmpty();
            browser.screen(390, 844, false).go("/console/connect");
            assertThat(browser.scrollsSideways()).isFalse();
        }
        assertThat(DraftLedger.sights(hub, "channel-password", "email")).contains("@mail-admin");
    }

    private static JsonNode change(String channel, String password) {
        String body = JSON.createObjectNode().put("password", password).toString();
        return new Caller(port, OPS)
                .post(CHANNELS + channel + "/password", body)
                .json();
    }

    private static JsonNode login(JsonNode change) {
        for (JsonNode step : change.at("/test/steps")) {
            if (step.path("name").asText().equals("login")) {
                return step;
            }
        }
        throw new AssertionError(change.toString());
    }

    private static Path secret(String channel) {
        return folder.resolve("secrets").resolve(channel);
    }

    private static void keep(String channel) throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secret(channel), OLD);
        Files.setPosixFilePermissions(secret(channel), PosixFilePermissions.fromString("rw-------"));
    }

    private static String mailbox(String channel) {
        return settings(
                channel,
                Map.of(
                        "enabled",
                        "true",
                        "protocol",
                        "imap",
                        "start-tls-required",
                        "false",
                        "host",
                        mails.host(),
                        "port",
                        Integer.toString(mails.imapPort()),
                        "username",
                        channel + HOSPITAL,
                        "password",
                        "file:" + secret(channel),
                        "delay",
                        "500"));
    }

    private static String folder(String channel, String directory) {
        return settings(
                channel,
                Map.of(
                        "enabled",
                        "true",
                        "host",
                        scans.host(),
                        "port",
                        Integer.toString(scans.port()),
                        "username",
                        scans.user(),
                        "known-hosts-file",
                        scans.knownHosts().toString(),
                        "directory",
                        directory,
                        "observations",
                        "1",
                        "quiet-seconds",
                        "0",
                        "delay",
                        "500"));
    }

    private static String settings(String channel, Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append("hub.channels." + channel + "." + name + ": \"" + value + "\"\n"));
        return text.toString();
    }
}
