package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.OnestopHub;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.remote.ClientKey;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.server.OpenSshd;
import org.onestophub.simulator.FtpServer;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.MailServer;
import org.onestophub.support.ConfigCopy;
import org.onestophub.support.FreePort;
import org.onestophub.support.TestTls;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** Systems are connected by forms, through the API and in a browser; what they send arrives. */
@Tag("heavy")
class DraftsIT {

    private static final String OPS = "key-of-the-drafts-test-for-ops-0123456789";
    private static final String PLATFORM = "key-of-the-drafts-test-for-platform-01234";
    private static final String SCREEN = "key-of-the-drafts-test-for-screen-0123456";
    private static final String PASSWORD = "box password 12 $ {x}";
    private static final String SCANS = "scans-password-12 !";
    private static final String DRAFTS = "/api/ops/v1/drafts";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDER = """
            {"gdbh": "XC-2026-%s", "sqr": {"xm": "王小明", "lxdh": "13800138000"}, "sqnr": "在门诊等了三个小时无人处理",
             "sqlx": "投诉", "slsj": "2026-11-20 09:15:00", "sfbm": "是"}
            """;
    private static final String FIELDS = """
            {"choices": [
              {"target": "/externalIds/0/value", "source": "/gdbh"}, {"target": "/matter/facts", "source": "/sqnr"},
              {"target": "/matter/type", "source": "/sqlx"}, {"target": "/sentAt", "source": "/slsj"},
              {"target": "/complainant/name", "source": "/sqr/xm"},
              {"target": "/complainant/phones/0/raw", "source": "/sqr/lxdh"},
              {"target": "/flags/confidential", "source": "/sfbm"}]}
            """;

    private static final String THREE_CX = """
            {"mapping": "", "choices": [
              {"target": "/profile/dialect", "source": "3cx"},
              {"target": "/profile/complaintLines/numbers", "source": "8010"}]}
            """;

    @TempDir
    private static Path folder;

    private static ConfigCopy config;
    private static ConfigurableApplicationContext hub;
    private static int port;
    private static MailServer mails;

    @BeforeAll
    static void startTheHub() throws IOException {
        config = ConfigCopy.to(folder.resolve("config"));
        mails = MailServer.start();
        mails.account("branch@hospital.example.org", PASSWORD);
        mails.account("screen@hospital.example.org", PASSWORD);
        HubSettings settings = new HubSettings(PreparedHome.at(folder.resolve("home")), 0)
                .key("test-ops", OPS, "ops")
                .key("platform", PLATFORM, "push-xincheng")
                .key("screen", SCREEN, "push-screen-platform")
                .set("hub.config-dir", config.root())
                .set("hub.channels.watch", "100ms")
                .set("hub.channels.patient-adt.port", FreePort.next());
        LoggingSystem.get(DraftsIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(new Class<?>[] {OnestopHub.class}, settings.arguments());
        port = hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stopTheHub() {
        hub.close();
        mails.close();
    }

    @Test
    void hotlineOfForeignFieldNamesBecomesAChannelWhoseOrdersAreComplaints() throws IOException {
        assertThat(ops().post(DRAFTS, "{\"id\":\"xincheng\",\"kind\":\"http-door-source\"}")
                        .status())
                .isEqualTo(201);
        input("xincheng", ORDER.formatted("0001"));
        JsonNode first = ops().post(DRAFTS + "/xincheng/trial", "").json();
        assertThat(first.path("sources").path("/sqr/lxdh").asText()).isEqualTo("13800138000");
        assertThat(first.has("document")).isFalse();
        assertThat(DraftLedger.sights(hub, "draft-trial", "xincheng")).containsOnly("test-ops");

        JsonNode draft = put("xincheng", FIELDS).json();
        JsonNode trial = ops().post(DRAFTS + "/xincheng/trial", "").json();

        assertThat(trial.at("/document/matter/facts").asText()).isEqualTo("在门诊等了三个小时无人处理");
        assertThat(trial.at("/document/flags/confidential").asBoolean()).isTrue();
        assertThat(origin(trial, "/complainant/name").path("places").toString()).isEqualTo("[\"/sqr/xm\"]");
        assertThat(origin(trial, "/flags/confidential").path("conditions").toString())
                .isEqualTo("[\"/sfbm\"]");
        assertThat(origin(trial, "/sentAt").path("places").toString()).isEqualTo("[\"/slsjAt\"]");
        assertThat(draft.path("sampleProblem").asText()).isEmpty();
        String files = ops().get(DRAFTS + "/xincheng/files").json().toString();
        assertThat(files)
                .contains("mappings/xincheng/xincheng.jslt", "routes/in-xincheng.yaml", "first-order.expected.json")
                .doesNotContain("王小明", "13800138000");
        assertThat(ops().post(DRAFTS + "/xincheng/check", "").json().toString()).isEqualTo("[]");
        assertThat(config.file("mappings/xincheng")).doesNotExist();
        assertThat(apply("xincheng", "0".repeat(64)).json().path("code").asText())
                .isEqualTo("CH-101");

        JsonNode report = apply("xincheng", draft.path("digest").asText()).json();

        assertThat(report.at("/results/0/result").asText())
                .as(report.toString())
                .isEqualTo("applied");
        assertThat(ops().get(DRAFTS + "/xincheng").status()).isEqualTo(404);
        assertThat(folder.resolve("home/drafts/xincheng")).doesNotExist();
        Caller.Reply pushed = new Caller(port, PLATFORM).post("/api/push/v1/xincheng", ORDER.formatted("0002"));
        assertThat(pushed.status()).as(pushed.toString()).isEqualTo(201);
        JsonNode complaint = DraftLedger.complaintOf(hub, "xincheng");
        assertThat(complaint.at("/complainant/name").asText()).isEqualTo("王小明");
        assertThat(complaint.at("/matter/type").asText())
                .isEqualTo(trial.at("/document/matter/type").asText());
        assertThat(complaint.at("/externalIds/0/value").asText()).isEqualTo("XC-2026-0002");
        assertThat(complaint.at("/sentAt").asText()).isEqualTo("2026-11-20T01:15:00Z");
        assertThat(ops().get("/api/ops/v1/config/plan").json().path("faults").toString())
                .doesNotContain("xincheng");
    }

    @Test
    void secondMailboxIsTestedAndAppliedAndItsMailsArrive() throws IOException {
        assertThat(ops().post(DRAFTS, "{\"id\":\"mail-branch\",\"kind\":\"imap-mailbox-source\"}")
                        .status())
                .isEqualTo(201);
        JsonNode wrong = put("mail-branch", mailbox("branch@hospital.example.org", "not the password"))
                .json();
        assertThat(wrong.path("secrets").toString()).isEqualTo("[\"password\"]");
        JsonNode refused = ops().post(DRAFTS + "/mail-branch/test", "").json();
        assertThat(refused.path("ok").asBoolean()).isFalse();

        JsonNode draft = put("mail-branch", mailbox("branch@hospital.example.org", PASSWORD))
                .json();
        JsonNode test = ops().post(DRAFTS + "/mail-branch/test", "").json();

        assertThat(test.path("ok").asBoolean()).as(test.toString()).isTrue();
        assertThat(draft.toString()).doesNotContain("box password");
        assertThat(ops().get(DRAFTS + "/mail-branch/files").json().toString())
                .contains("hub.channels.mail-branch.password: \\\"file:")
                .doesNotContain("box password");
        JsonNode report = apply("mail-branch", draft.path("digest").asText()).json();
        assertThat(report.at("/results/0/result").asText())
                .as(report.toString())
                .isEqualTo("applied");
        DraftWalk.mailed(mails, "branch");
        assertThat(DraftLedger.factsOf(hub, "mail-branch")).contains("waited three hours");
        assertThat(Files.readString(config.file("settings.yaml"))).doesNotContain("box password");
        ops().post(DRAFTS, "{\"id\":\"mail-twice\",\"kind\":\"imap-mailbox-source\"}");
        JsonNode twice = put("mail-twice", mailbox("branch@hospital.example.org", PASSWORD))
                .json();
        assertThat(ops().post(DRAFTS + "/mail-twice/check", "").json().findValuesAsText("code"))
                .as("both would take the same mails")
                .containsExactly("CH-218", "CH-218");
        assertThat(apply("mail-twice", twice.path("digest").asText())
                        .json()
                        .at("/results/0/code")
                        .asText())
                .isEqualTo("CH-218");
    }

    @Test
    void folderOfAnFtpsServerBecomesAChannelOfCallRecords() throws IOException {
        byte[] call = Files.readAllBytes(Path.of("mappings/phone-cdr/samples/missed-call.csv"));
        try (FtpServer server =
                FtpServer.startSecure(Files.createDirectories(folder.resolve("ftps")), "calls", PASSWORD)) {
            server.upload("cdr/Master.csv", call);
            ops().post(DRAFTS, "{\"id\":\"calls-branch\",\"kind\":\"ftps-files-source\"}");
            put("calls-branch", callRecords(server.port()));

            JsonNode stranger = ops().post(DRAFTS + "/calls-branch/test", "").json();
            String print = step(stranger, "tls").at("/facts/fingerprint").asText();
            assertThat(step(stranger, "tls").path("code").asText()).isEqualTo("CH-316");
            assertThat(trust("calls-branch", print.replace(':', ' ')).status()).isEqualTo(400);
            JsonNode draft = trust("calls-branch", print).json();

            assertThat(draft.path("secrets").toString()).isEqualTo("[\"password\"]");
            Path certificate = Path.of(draft.at("/values/certificate-file").asText());
            assertThat(certificate).hasContent(Files.readString(server.certificate()));
            JsonNode taken = ops().post(DRAFTS + "/calls-branch/take", "").json();
            assertThat(taken.path("ok").asBoolean()).as(taken.toString()).isTrue();
            draft = ops().get(DRAFTS + "/calls-branch").json();
            assertThat(draft.path("inputName").asText()).isEqualTo("Master.csv");
            assertThat(draft.path("inputBytes").asInt()).isEqualTo(call.length);
            JsonNode trial = ops().post(DRAFTS + "/calls-branch/trial", "").json();
            assertThat(trial.at("/document/externalIds/0/value").asText()).isEqualTo("1789694400.18");
            assertThat(origin(trial, "/externalIds/0/value").path("places")).isNotEmpty();
            assertThat(ops().post(DRAFTS + "/calls-branch/check", "").json().toString())
                    .isEqualTo("[]");
            assertThat(server.root().resolve("cdr/Master.csv")).hasBinaryContent(call);

            JsonNode report =
                    apply("calls-branch", draft.path("digest").asText()).json();

            assertThat(report.at("/results/0/result").asText())
                    .as(report.toString())
                    .isEqualTo("applied");
            assertThat(DraftLedger.complaintOf(hub, "calls-branch")
                            .at("/externalIds/0/value")
                            .asText())
                    .isEqualTo("1789694400.18");
            assertThat(certificate).exists();
            assertThat(settings())
                    .contains("hub.channels.calls-branch.certificate-file")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void folderOfThisMachineBecomesAChannelIfItIsAllowed() throws IOException {
        ops().post(DRAFTS, "{\"id\":\"calls-here\",\"kind\":\"folder-files-source\"}");
        Path own = folder.resolve("home/inbox/calls-here").toAbsolutePath();
        assertThat(ops().get(DRAFTS + "/calls-here")
                        .json()
                        .at("/values/directory")
                        .asText())
                .isEqualTo(own.toString());
        JsonNode elsewhere =
                put("calls-here", "{\"values\":{\"directory\":\"/etc\"}}").json();
        assertThat(elsewhere.path("code").asText()).isEqualTo("AC-104");
        assertThat(elsewhere.path("field").asText()).isEqualTo("directory");
        put("calls-here", "{\"mapping\":\"phone-cdr\",\"values\":{\"directory\":\"" + own + "?delete=true\"}}");
        assertThat(ops().post(DRAFTS + "/calls-here/check", "").json().toString())
                .contains("CH-207", "hub.channels.calls-here.directory");
        JsonNode draft = put(
                        "calls-here",
                        "{\"values\":{\"directory\":\"" + own
                                + "\",\"observations\":\"1\",\"quiet-seconds\":\"0\",\"delay\":\"500\"}}")
                .json();
        JsonNode test = ops().post(DRAFTS + "/calls-here/test", "").json();
        assertThat(test.path("ok").asBoolean()).as(test.toString()).isTrue();
        assertThat(own).doesNotExist();
        String records =
                Files.readString(Path.of("mappings/phone-cdr/dialects/3cx.csv")).replace("13800000001", "13912345678");
        input("calls-here", records);
        JsonNode other = ops().post(DRAFTS + "/calls-here/trial", "").json();
        assertThat(other.has("document")).as("Asterisk is another make").isFalse();
        draft = put("calls-here", THREE_CX).json();
        JsonNode trial = ops().post(DRAFTS + "/calls-here/trial", "").json();
        assertThat(trial.at("/document/complainant/phones/0/raw").asText())
                .as(trial.toString())
                .isEqualTo("13912345678");
        assertThat(draft.path("sampleProblem").asText()).isEmpty();
        String files = ops().get(DRAFTS + "/calls-here/files").json().toString();
        assertThat(files)
                .contains("program-of: phone-cdr", "first-order.expected.json")
                .doesNotContain("13912345678");
        assertThat(ops().post(DRAFTS + "/calls-here/check", "").json().toString())
                .isEqualTo("[]");

        JsonNode report = apply("calls-here", draft.path("digest").asText()).json();

        assertThat(report.at("/results/0/result").asText())
                .as(report.toString())
                .isEqualTo("applied");
        Files.writeString(Files.createDirectories(own).resolve("cdr.log"), records);
        assertThat(DraftLedger.complaintOf(hub, "calls-here")
                        .at("/externalIds/0/value")
                        .asText())
                .isEqualTo("Call 77");
    }

    @Test
    void hospitalSystemBecomesAChannelThatAnswersItsMessages() throws IOException {
        int free = FreePort.next();
        ops().post(DRAFTS, "{\"id\":\"his-branch\",\"kind\":\"mllp-listener-source\"}");
        put("his-branch", "{\"values\":{\"port\":\"" + port + "\"}}");
        assertThat(step(ops().post(DRAFTS + "/his-branch/test", "").json(), "listen")
                        .path("code")
                        .asText())
                .isEqualTo("CH-358");
        JsonNode draft =
                put("his-branch", "{\"values\":{\"port\":\"" + free + "\"}}").json();
        assertThat(ops().post(DRAFTS + "/his-branch/test", "").json().path("ok").asBoolean())
                .isTrue();
        String message = Files.readString(Path.of("mappings/patient-adt/samples/account-a44-moved.hl7"));
        input("his-branch", message.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n"));
        JsonNode trial = ops().post(DRAFTS + "/his-branch/trial", "").json();
        assertThat(trial.path("view").toString()).contains("000228");
        assertThat(trial.has("document")).isFalse();
        assertThat(trial.has("code")).as(trial.toString()).isFalse();

        JsonNode report = apply("his-branch", draft.path("digest").asText()).json();

        assertThat(report.at("/results/0/result").asText())
                .as(report.toString())
                .isEqualTo("applied");
        assertThat(DraftWalk.answered(free, message)).contains("MSA|AA|M31");
    }

    @Test
    void hospitalSystemSendsOverTlsToAChannelOfAForm() throws Exception {
        int free = FreePort.next();
        TestTls tls = TestTls.make(Files.createDirectories(folder.resolve("home/inbox/tls")));
        TestTls sender = TestTls.make(Files.createDirectories(folder.resolve("home/inbox/sender")));
        TestTls elsewhere = TestTls.make(Files.createDirectories(folder.resolve("elsewhere")));
        String values =
                "{\"values\":{\"port\":\"%d\",\"tls-certificate-file\":\"%s\",\"tls-key-file\":\"%s\",\"tls-senders-file\":\"%s\"}}";
        ops().post(DRAFTS, "{\"id\":\"his-tls\",\"kind\":\"mllp-listener-source\"}");
        assertThat(put("his-tls", values.formatted(free, elsewhere.certificate(), tls.key(), sender.certificate()))
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("tls-certificate-file");
        put("his-tls", values.formatted(free, tls.certificate(), sender.key(), sender.certificate()));
        assertThat(step(ops().post(DRAFTS + "/his-tls/test", "").json(), "certificate")
                        .path("code")
                        .asText())
                .isEqualTo("CH-207");

        JsonNode draft = put("his-tls", values.formatted(free, tls.certificate(), tls.key(), sender.certificate()))
                .json();
        JsonNode test = ops().post(DRAFTS + "/his-tls/test", "").json();
        JsonNode report = apply("his-tls", draft.path("digest").asText()).json();

        assertThat(test.path("ok").asBoolean()).as(test.toString()).isTrue();
        assertThat(step(test, "certificate").at("/facts/names").asText()).isEqualTo("127.0.0.1, localhost");
        assertThat(report.at("/results/0/result").asText())
                .as(report.toString())
                .isEqualTo("applied");
        String message = Files.readString(Path.of("mappings/patient-adt/samples/account-a44-moved.hl7"))
                .replace("|M31|", "|M32|");
        SSLContext own = TrustedCertificates.ofFile(tls.certificate().toString())
                .context(ClientKey.of(sender.keyStore().toString(), TestTls.PASSWORD));
        assertThat(DraftWalk.answered(
                        TrustedCertificates.over(own, new Socket("127.0.0.1", free), "127.0.0.1", free, true), message))
                .contains("MSA|AA|M32");
        JsonNode running = ops().post("/api/ops/v1/channels/his-tls/test", "").json();
        assertThat(step(running, "certificate").path("result").asText())
                .as(running.toString())
                .isEqualTo("ok");
    }

    @Test
    void everyValueThatAFormAsksHasATextInBothLanguages() throws IOException {
        for (String language : List.of("zh", "en")) {
            Properties texts = new Properties();
            texts.load(Files.newBufferedReader(Path.of(
                    "src/main/resources/org/onestophub/operate/console/texts/console_" + language + ".properties")));
            for (JsonNode kind : ops().get(DRAFTS + "/kinds").json()) {
                String name = kind.path("name").asText();
                assertThat(texts).containsKeys("draft.kind." + name, "draft.kind." + name + ".what");
                for (JsonNode input : kind.path("inputs")) {
                    String key = "draft.input." + input.path("name").asText();
                    assertThat(texts).as(language).containsKeys(key, key + ".help");
                }
            }
        }
    }

    @Test
    void personConnectsAFolderOfAnSftpServerInTheBrowser() throws Exception {
        String own = DraftWalk.account(hub.getBean(People.class), "scanner");
        try (OpenSshd server = OpenSshd.start(SCANS);
                Chromium browser = Chromium.open("http://localhost:" + port)) {
            Path letters = Files.createDirectories(server.root().resolve("letters"));
            Files.copy(Path.of("mappings/letter/samples/pdf-with-text-layer.pdf"), letters.resolve("scan-1.pdf"));
            browser.screen(1280, 900, false).login("scanner", own).language("en", "/console/drafts");
            new DraftWalk(browser).sftp("letters-branch", server.port(), OpenSshd.USER, SCANS);
            assertThat(browser.complaints()).isEmpty();
            assertThat(DraftLedger.complaintOf(hub, "letters-branch")
                            .path("channel")
                            .asText())
                    .isEqualTo("letter");
            assertThat(letters.resolve("scan-1.pdf")).doesNotExist();
        }
    }

    @Test
    void draftThatDoesNotRunLeavesNoFile() throws IOException {
        ops().post(DRAFTS, "{\"id\":\"half-done\",\"kind\":\"imap-mailbox-source\"}");
        String before = settings();
        JsonNode draft = put("half-done", "{\"values\":{\"port\":\"1143\"}}").json();
        assertThat(ops().post(DRAFTS + "/half-done/check", "").json()).isNotEmpty();

        JsonNode report = apply("half-done", draft.path("digest").asText()).json();

        assertThat(report.at("/results/0/result").asText()).isEqualTo("blocked");
        assertThat(config.file("routes/in-half-done.yaml")).doesNotExist();
        assertThat(settings()).isEqualTo(before);
        assertThat(ops().get(DRAFTS + "/half-done").status()).isEqualTo(200);
        assertThat(ops().send("DELETE", DRAFTS + "/half-done", new byte[0]).status())
                .isEqualTo(204);
        assertThat(ops().get(DRAFTS + "/half-done").status()).isEqualTo(404);
    }

    @Test
    void personConnectsAMailboxAndAHotlineInTheBrowser() throws IOException {
        String own = DraftWalk.account(hub.getBean(People.class), "wizard");
        try (Chromium browser = Chromium.open("http://localhost:" + port)) {
            browser.screen(1280, 900, false).login("wizard", own).language("en", "/console/drafts");
            DraftWalk walk = new DraftWalk(browser);
            walk.mailbox("mail-screen", mails.host(), mails.imapPort(), "screen@hospital.example.org", PASSWORD);
            walk.hotline("screen-platform", ORDER.formatted("0003"), () -> browser.login("wizard", own));
            assertThat(browser.complaints()).isEmpty();
        }
        DraftWalk.mailed(mails, "screen");
        assertThat(DraftLedger.factsOf(hub, "mail-screen")).contains("waited three hours");
        Caller.Reply pushed = new Caller(port, SCREEN).post("/api/push/v1/screen-platform", ORDER.formatted("0004"));
        assertThat(pushed.status()).as(pushed.toString()).isEqualTo(201);
        JsonNode complaint = DraftLedger.complaintOf(hub, "screen-platform");
        assertThat(complaint.at("/complainant/name").asText()).isEqualTo("王小明");
        assertThat(complaint.at("/matter/facts").asText()).isEqualTo("在门诊等了三个小时无人处理");
        assertThat(complaint.at("/externalIds/0/value").asText()).isEqualTo("XC-2026-0004");
        assertThat(complaint.at("/sentAt").asText()).isEqualTo("2026-11-20T01:15:00Z");
        assertThat(complaint.at("/flags/confidential").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'../x','kind':'http-door-source'}",
                "{'id':'hotline','kind':'http-door-source'}",
                "{'id':'Box','kind':'http-door-source'}",
                "{'id':'box','kind':'jdbc-table-sink'}",
                "{'id':'','kind':'http-door-source'}"
            })
    void nameThatIsNoneOrTakenAndOtherKindsAreRefused(String order) {
        assertThat(ops().post(DRAFTS, order.replace('\'', '"'))
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("AC-104");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${hub.database.password}", "{{hub.secret}}", "file:/etc/hostname", "env:PATH", "a\nb"})
    void valueThatWouldReadASecretOfTheHubIsRefused(String value) {
        ops().post(DRAFTS, "{\"id\":\"curious\",\"kind\":\"imap-mailbox-source\"}");
        String body = JSON.createObjectNode()
                .set("values", JSON.createObjectNode().put("host", value))
                .toString();

        Caller.Reply reply = put("curious", body);
        ops().send("DELETE", DRAFTS + "/curious", new byte[0]);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("AC-104");
    }

    @Test
    void twentyDraftsAreEnough() {
        List<String> begun = new java.util.ArrayList<>();
        String code = "";
        for (int i = 0; code.isEmpty() && i < 25; i++) {
            Caller.Reply reply = ops().post(DRAFTS, "{\"id\":\"many-" + i + "\",\"kind\":\"http-door-source\"}");
            code = reply.json().path("code").asText();
            begun.add("many-" + i);
        }
        begun.forEach(id -> ops().send("DELETE", DRAFTS + "/" + id, new byte[0]));

        assertThat(code).isEqualTo("CH-103");
    }

    private static String mailbox(String user, String password) {
        return JSON.createObjectNode()
                .set(
                        "values",
                        JSON.createObjectNode()
                                .put("protocol", "imap")
                                .put("start-tls-required", "false")
                                .put("host", mails.host())
                                .put("port", Integer.toString(mails.imapPort()))
                                .put("username", user)
                                .put("password", password)
                                .put("delay", "500"))
                .toString();
    }

    private static String callRecords(int port) {
        return JSON.createObjectNode()
                .put("mapping", "phone-cdr")
                .set(
                        "values",
                        JSON.createObjectNode()
                                .put("host", "127.0.0.1")
                                .put("port", Integer.toString(port))
                                .put("username", "calls")
                                .put("password", PASSWORD)
                                .put("directory", "cdr")
                                .put("observations", "1")
                                .put("quiet-seconds", "0")
                                .put("delay", "500"))
                .toString();
    }

    private static Caller.Reply trust(String id, String fingerprint) {
        String body = JSON.createObjectNode().put("fingerprint", fingerprint).toString();
        return ops().post(DRAFTS + "/" + id + "/trust", body);
    }

    private static JsonNode step(JsonNode report, String name) {
        for (JsonNode step : report.path("steps")) {
            if (step.path("name").asText().equals(name)) {
                return step;
            }
        }
        throw new AssertionError(name + " in " + report);
    }

    private static void input(String id, String text) {
        String body = JSON.createObjectNode().put("text", text).toString();
        assertThat(ops().post(DRAFTS + "/" + id + "/input", body).status()).isEqualTo(200);
    }

    private static Caller.Reply put(String id, String change) {
        return ops().send(
                        "PUT",
                        DRAFTS + "/" + id,
                        change.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json");
    }

    private static Caller.Reply apply(String id, String expect) {
        return ops().post(DRAFTS + "/" + id + "/apply", "{\"expect\":\"" + expect + "\"}");
    }

    private static JsonNode origin(JsonNode trial, String field) {
        for (JsonNode origin : trial.path("origins")) {
            if (origin.path("field").asText().equals(field)) {
                return origin;
            }
        }
        throw new AssertionError(field + " in " + trial);
    }

    private static String settings() throws IOException {
        Path file = config.file("settings.yaml");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static Caller ops() {
        return new Caller(port, OPS);
    }
}
