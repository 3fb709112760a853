package org.onestophub.support;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.onestophub.OnestopHub;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.contract.SettingsApplied;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.operate.config.StartRefused;
import org.onestophub.outlet.deliver.broker.Broker;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.simulator.CaseSystem;
import org.onestophub.simulator.Desk;
import org.onestophub.simulator.HotlinePlatform;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.Neighbours;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The whole hub with all its neighbours, started once for all tests of a JVM: every channel over its real protocol, the
 * queue consumed over AMQP 1.0. Tests share it, so each finds its own inputs by their bytes or their receipt.
 */
public final class HubUnderTest {

    /** Every account's password; odd on purpose, as URIs and templates like to break on such characters. */
    public static final String PASSWORD = "p+a%s#w&o=r?d {x} of the tests";
    /** A destination besides {@code case-system} that nobody consumes unless a test does. */
    public static final String SECOND_DESTINATION = "oa-system";

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static HubUnderTest running;

    private final Path home;
    private final Neighbours neighbours;
    private final ConfigurableApplicationContext context;
    private final CaseSystem caseSystem;
    private final JdbcClient jdbc;
    private final int mllpPort;
    private final RecognitionGate recognition;

    private HubUnderTest() throws IOException {
        home = Files.createTempDirectory("hub-under-test-");
        mllpPort = FreePort.next();
        recognition = RecognitionGate.in(Files.createDirectories(home.resolve("recognition")));
        neighbours = Neighbours.start(Files.createDirectories(home.resolve("neighbours")), PASSWORD);
        HubSettings settings = new HubSettings(PreparedHome.at(home.resolve("data")), 0)
                .key("test-ops", keyOf("ops"), "ops,status")
                .key("test-hotline", keyOf("hotline"), "hotline")
                .key("test-desk", keyOf("desk"), "desk")
                .key("test-cases", keyOf("cases"), "cases")
                .key("test-foreign", keyOf("foreign"), "cases")
                .set("hub.access.keys.test-foreign.institutions", "91350203M0001QAY9B")
                .key("test-two", keyOf("two"), "ops,hotline,status,district")
                .set("hub.access.keys.test-two.institutions", Hospitals.code(0) + "," + Hospitals.code(1))
                .key("test-oa", keyOf("oa"), "push-status-oa")
                .set("hub.broker.status-senders.test-his.secret", PASSWORD)
                .key("test-opinion", keyOf("opinion"), "push-public-opinion")
                .key("test-district", keyOf("district"), "district")
                .key("test-outcome", keyOf("outcome"), "district")
                .set("hub.access.keys.test-outcome.profile", "district-with-outcome")
                .key("test-warned", keyOf("warned"), "district")
                .set("hub.access.keys.test-warned.profile", "district-with-warnings")
                .key("test-erase", keyOf("erase"), "erase")
                .key("test-integrity", keyOf("integrity"), "ops,discipline,handover,erase")
                .key("test-handover", keyOf("handover"), "handover")
                .key("test-users", keyOf("users"), "users")
                .caseSystem(0, PASSWORD)
                .set("hub.broker.destinations." + SECOND_DESTINATION + ".secret", PASSWORD)
                .set("hub.channels.isolate-broken", false)
                .set("hub.read.ocr.command", recognition.command())
                .channels(neighbours, PASSWORD, mllpPort);
        for (String right : KeyRight.words()) {
            settings.key("test-may-" + right, keyOf("may-" + right), right);
        }
        for (int hospital = 0; hospital < Hospitals.codes().size(); hospital++) {
            String name = Hospitals.key(hospital);
            settings.key(name, keyOf(name), "ops,hotline,desk,status,cases,district,erase,users")
                    .set("hub.access.keys." + name + ".institutions", Hospitals.code(hospital));
        }
        // another context of this JVM may have set the log up already; here the hub's own settings must hold
        LoggingSystem.get(HubUnderTest.class.getClassLoader()).cleanUp();
        context = started(settings);
        jdbc = JdbcClient.create(context.getBean(DataSource.class));
        URI address = URI.create("http://127.0.0.1:" + httpPort());
        neighbours.meet(
                new HotlinePlatform(address, keyOf("hotline")),
                new Desk(address, keyOf("desk")),
                mllpPort,
                home.resolve("data/inbox"));
        neighbours.opinion().meet(address, keyOf("opinion"));
        caseSystem = CaseSystem.start("amqp://127.0.0.1:" + brokerPort(), "case-system", PASSWORD);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    /** The hub, running, with the log in its own hands. */
    public static synchronized HubUnderTest get() {
        if (running != null) {
            running.holdTheLog();
        } else {
            try {
                running = new HubUnderTest();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    /** A context that was started since, of whatever test, has taken the log of this JVM for itself, or closed it. */
    private void holdTheLog() {
        LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();
        Appender<ILoggingEvent> file = log.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("FILE");
        if (file instanceof FileAppender<ILoggingEvent> ours
                && ours.isStarted()
                && ours.getFile().equals(logFile().toString())) {
            return;
        }
        LoggingSystem.get(HubUnderTest.class.getClassLoader()).cleanUp();
        new LoggingApplicationListener()
                .onApplicationEvent(new ApplicationEnvironmentPreparedEvent(
                        new DefaultBootstrapContext(),
                        new SpringApplication(),
                        new String[0],
                        context.getEnvironment()));
    }

    private Path logFile() {
        return home.resolve("data/hub.log");
    }

    /** How one input ended. */
    public record End(long receiptId, String number, String state, String outcome, String code, String field) {

        /** Outcome, with the problem's code behind it where there is one. */
        public String text() {
            return code.isEmpty() ? outcome : outcome + " " + code;
        }
    }

    /** Everybody around the hub. */
    public Neighbours neighbours() {
        return neighbours;
    }

    /** The consumer of the queue {@code case-system}. */
    public CaseSystem caseSystem() {
        return caseSystem;
    }

    /** What stands before its text recognition. */
    public RecognitionGate recognition() {
        return recognition;
    }

    /** The hub's own database. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Says to the hub that settings changed, as an apply does. */
    public void settingsApplied() {
        context.publishEvent(new SettingsApplied());
    }

    /** A bean of the hub. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A bean of the hub, where there are several of its type. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Port of its HTTP server. */
    public int httpPort() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Port of its MLLP listener. */
    public int mllpPort() {
        return mllpPort;
    }

    /** Port of its broker. */
    public int brokerPort() {
        return context.getBean(Broker.class).port();
    }

    /** An HTTP caller with the key of a role: ops, hotline, desk or district. */
    public Caller caller(String role) {
        return new Caller(httpPort(), keyOf(role));
    }

    /** All it has written to its log, in the form it is configured to write; without a line that is only just begun. */
    public String log() throws IOException {
        byte[] bytes = Files.readAllBytes(logFile());
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Waits until the input of these bytes has its outcome. */
    public End endOf(byte[] bytes) {
        return end("r.sha256 = :value", Digest.raw(bytes));
    }

    /** Waits until the receipt of that number has its outcome. */
    public End endOf(String receiptNumber) {
        return end("r.number = :value", receiptNumber);
    }

    /** Numbers of the complaints that items of a receipt made or joined. */
    public List<String> complaintsOf(long receiptId) {
        // an order may be an addition and a status event of one case
        return jdbc.sql("select c.number from receipt_item i join complaint c on c.id = i.complaint_id "
                        + "where i.receipt_id = :id group by c.number order by min(i.item)")
                .param("id", receiptId)
                .query(String.class)
                .list();
    }

    /** Waits until the case system has the complaint. */
    public void awaitConsumed(String complaintNumber) {
        await(complaintNumber)
                .atMost(PATIENCE)
                .until(() -> caseSystem.complaintNumbers().contains(complaintNumber));
    }

    private ConfigurableApplicationContext started(HubSettings settings) throws IOException {
        try {
            return SpringApplication.run(new Class<?>[] {OnestopHub.class}, settings.arguments());
        } catch (StartRefused e) {
            neighbours.close();
            throw new IllegalStateException(e.faults().toString(), e);
        }
    }

    private End end(String condition, Object value) {
        return await().atMost(PATIENCE)
                .until(
                        () -> jdbc
                                .sql("select r.id, r.number, r.state, r.outcome, r.code, r.field from receipt r "
                                        + "where r.outcome is not null and " + condition)
                                .param("value", value)
                                .query((row, index) -> new End(
                                        row.getLong(1),
                                        text(row.getString(2)),
                                        row.getString(3),
                                        row.getString(4),
                                        text(row.getString(5)),
                                        text(row.getString(6))))
                                .list()
                                .stream()
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void stop() {
        caseSystem.close();
        context.close();
        try {
            neighbours.close();
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** The key of the test account of that role. */
    public static String keyOf(String role) {
        return "key-of-the-test-for-" + role + "-0123456789";
    }
}
