package org.onestophub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.simulator.CaseOffice;
import org.onestophub.simulator.CaseSystem;
import org.onestophub.simulator.Desk;
import org.onestophub.simulator.FastDuties;
import org.onestophub.simulator.FirstLoad;
import org.onestophub.simulator.HotlinePlatform;
import org.onestophub.simulator.HubSettings;
import org.onestophub.simulator.InputVerdict;
import org.onestophub.simulator.Neighbours;
import org.onestophub.simulator.ScoreTable;
import org.onestophub.simulator.Scoreboard;
import org.onestophub.simulator.Scoreboard.Score;
import org.onestophub.simulator.Senders;
import org.onestophub.simulator.SentInput;
import org.onestophub.simulator.Trickle;
import org.onestophub.support.FreePort;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The real hub between simulated neighbours, over the real protocols: {@code ./mvnw spring-boot:test-run}. With
 * {@code -Dhub.demo.once=true} it ends after the first load, with exit status 0 only if everything ended as expected. A working
 * day of duties takes {@code -Dhub.demo.day-minutes=} minutes, 1 if it is not set; 0 leaves the rules as they are shipped.
 */
public final class HubDemo {

    private static final int USUAL_PORT = 8080;
    private static final String ACCOUNT = "demo";
    /** So long nothing may change before the demo gives up; reading a photograph takes a slow machine a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long LOOK_MILLIS = 1_000;
    private static final long PRINT_EVERY_LOOKS = 5;
    /** Cases that the hospital takes up at a time. */
    private static final int ANSWERED = 30;

    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final int MOST_MINUTES = 60;

    private static final Duration TRICKLE = Duration.ofSeconds(8);
    private static final long SEED = 20260918L;

    private final PrintStream screen;
    private final boolean once;
    private final int dayMinutes;
    private final String password = secret();
    private final String opsKey = secret();
    private final String casesKey = secret();
    private String lastTable = "";
    private String consolePassword = "";

    private HubDemo(PrintStream screen, boolean once, int dayMinutes) {
        this.screen = screen;
        this.once = once;
        this.dayMinutes = dayMinutes;
    }

    /** Runs it; {@code --hub.demo.once=true} or the system property of that name ends it after the first load. */
    public static void main(String[] args) throws Exception {
        boolean once =
                Boolean.getBoolean("hub.demo.once") || Arrays.asList(args).contains("--hub.demo.once=true");
        int dayMinutes = Math.min(Math.max(Integer.getInteger("hub.demo.day-minutes", 1), 0), MOST_MINUTES);
        // they are no settings of the hub, which refuses names that it does not know
        System.clearProperty("hub.demo.once");
        System.clearProperty("hub.demo.day-minutes");
        // The screen belongs to the tables; once the hub is up its own settings decide, and they write to a file.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        Path home = Files.createTempDirectory("onestop-hub-demo-");
        int status = new HubDemo(System.out, once, dayMinutes).run(home);
        if (once && status == 0) {
            FileSystemUtils.deleteRecursively(home);
        }
        System.exit(status);
    }

    private int run(Path home) throws Exception {
        int httpPort = isFree(USUAL_PORT) ? USUAL_PORT : FreePort.next();
        int mllpPort = FreePort.next();
        int brokerPort = FreePort.next();
        String hotlineKey = secret();
        String deskKey = secret();
        String opinionKey = secret();
        URI hub = URI.create("http://127.0.0.1:" + httpPort);
        screen.println(
                "Starting mail, SFTP, FTP, FTPS and feed servers, then the hub. Its log: " + home.resolve("hub.log"));
        try (Neighbours neighbours = Neighbours.start(Files.createDirectories(home.resolve("neighbours")), password)) {
            HubSettings settings = new HubSettings(home, httpPort)
                    .key("demo-ops", opsKey, "ops,status")
                    .key("demo-hotline", hotlineKey, "hotline")
                    .key("demo-desk", deskKey, "desk")
                    .key("demo-cases", casesKey, "cases")
                    .key("demo-opinion", opinionKey, "push-public-opinion")
                    .caseSystem(brokerPort, password)
                    .channels(neighbours, password, mllpPort)
                    .destinations(neighbours.mail())
                    .set("hub.warning.every", "1m");
            if (dayMinutes > 0) {
                settings.set("hub.config-dir", FastDuties.configuration(home.resolve("config"), dayMinutes));
            }
            try (ConfigurableApplicationContext context = hubWith(settings, home);
                    CaseSystem caseSystem =
                            CaseSystem.start("amqp://127.0.0.1:" + brokerPort, "case-system", password)) {
                neighbours.meet(
                        new HotlinePlatform(hub, hotlineKey), new Desk(hub, deskKey), mllpPort, home.resolve("inbox"));
                neighbours.opinion().meet(hub, opinionKey);
                consolePassword = demonstrationAccount(context);
                showConsole(hub);
                Scoreboard board = new Scoreboard(context.getBean(DataSource.class));
                return played(neighbours, board, caseSystem, hub, home, context.getBean(Reports.class));
            }
        }
    }

    private ConfigurableApplicationContext hubWith(HubSettings settings, Path home) {
        SpringApplication application = new SpringApplication(OnestopHub.class);
        application.addListeners((ApplicationListener<ApplicationFailedEvent>)
                failed -> screen.println("The hub does not start. Its log says why: " + home.resolve("hub.log")));
        return application.run(settings.arguments());
    }

    /** The account of the demonstration; a person would be asked to change the password first. */
    private static String demonstrationAccount(ConfigurableApplicationContext context) {
        List<String> rights = Arrays.stream(Right.values()).map(Right::word).toList();
        String made = context.getBean(People.class).create(ACCOUNT, rights, List.of(), "demo");
        JdbcClient.create(context.getBean(DataSource.class))
                .sql("update person set must_change = false where name = :name")
                .param("name", ACCOUNT)
                .update();
        return made;
    }

    private void showConsole(URI hub) {
        screen.println("  Console: " + hub + "/console   account " + ACCOUNT + ", password " + consolePassword);
    }

    private int played(
            Neighbours neighbours, Scoreboard board, CaseSystem caseSystem, URI hub, Path home, Reports reports)
            throws InterruptedException {
        List<SentInput> all = FirstLoad.shipments();
        List<SentInput> first = all.stream().filter(one -> !one.isLater()).toList();
        screen.println("Sending the first load: " + all.size() + " shipments over every channel.");
        Senders.send(neighbours, first);
        await(first, board, caseSystem);
        Senders.send(neighbours, all.stream().filter(SentInput::isLater).toList());
        InputVerdict verdict = await(all, board, caseSystem);
        Map<String, Score> scores = board.scores(caseSystem.complaintNumbers());
        screen.println(ScoreTable.of(FirstLoad.expected(all), scores));
        screen.println(ScoreTable.of(scores));
        verdict = verdict.and(neighbours.surprises());
        if (caseSystem.duplicates() + caseSystem.unreadable() > 0) {
            verdict = verdict.and(
                    List.of("consumed twice: " + caseSystem.duplicates() + ", unreadable: " + caseSystem.unreadable()));
        }
        verdict.differences().forEach(line -> screen.println("  NOT AS EXPECTED  " + line));
        screen.println(verdict.isGood() ? "Every input ended as expected." : "Not every input ended as expected.");
        CaseOffice office = new CaseOffice(hub, casesKey);
        screen.println("The hospital answers: " + office.handle(new TreeSet<>(caseSystem.complaintNumbers()), ANSWERED)
                + " events accepted.");
        reports.make("hospital-analysis", quarter(), null, ACCOUNT);
        if (once) {
            screen.println(verdict.isGood() ? "Its data are removed." : "Its log and data stay in " + home);
            return verdict.isGood() ? 0 : 1;
        }
        showWhereToLook(hub, home);
        trickle(neighbours, board, caseSystem, office);
        return 0;
    }

    private InputVerdict await(List<SentInput> sent, Scoreboard board, CaseSystem caseSystem)
            throws InterruptedException {
        Map<String, Score> last = Map.of();
        long end = 0;
        for (long look = 1; ; look++) {
            Map<String, Score> scores = board.scores(caseSystem.complaintNumbers());
            InputVerdict verdict = InputVerdict.of(sent, scores);
            if (!scores.equals(last)) {
                last = scores;
                end = System.nanoTime() + PATIENCE.toNanos();
            }
            if (verdict.isGood() || System.nanoTime() > end) {
                return verdict;
            }
            if (look % PRINT_EVERY_LOOKS == 0) {
                print(scores, board.duties());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void trickle(Neighbours neighbours, Scoreboard board, CaseSystem caseSystem, CaseOffice office)
            throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
        Trickle trickle = Trickle.start(neighbours, SEED, 1, TRICKLE);
        while (!stopped.await(PRINT_EVERY_LOOKS, TimeUnit.SECONDS)) {
            print(board.scores(caseSystem.complaintNumbers()), board.duties());
            office.work(
                    caseSystem.complaintNumbers(),
                    Math.max(1, dayMinutes * SECONDS_OF_A_MINUTE / (int) PRINT_EVERY_LOOKS));
        }
        trickle.close();
    }

    private void print(Map<String, Score> scores, String duties) {
        String table = ScoreTable.of(scores) + "\n" + duties;
        if (!table.equals(lastTable)) {
            screen.println(table);
            lastTable = table;
        }
    }

    private void showWhereToLook(URI hub, Path home) {
        screen.println("Where to look next (Ctrl-C ends; a slow trickle goes on meanwhile):");
        showConsole(hub);
        screen.println("  curl -H 'Authorization: Bearer " + opsKey + "' " + hub + "/api/ops/v1/receipts");
        screen.println("  curl -H 'Authorization: Bearer " + opsKey + "' " + hub + "/api/ops/v1/quarantine");
        screen.println("  curl -H 'Authorization: Bearer " + opsKey + "' " + hub + "/api/ops/v1/channels");
        screen.println("  curl -H 'Authorization: Bearer " + opsKey + "' " + hub + "/api/ops/v1/duties");
        if (dayMinutes > 0) {
            screen.println("  a working day of duties takes " + dayMinutes
                    + " min here; the hospital answers some too late and forgets" + " some");
        }
        screen.println("  " + hub + "/actuator/health");
        screen.println("  put a mail, a scan, call records or a sheet of orders into " + home.resolve("inbox")
                + "/{email,letters,phone-cdr,hotline-sheet}");
        screen.println("  README.md says how to add a channel");
    }

    /** The present one, such as 2026Q3. */
    private static String quarter() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).format(DateTimeFormatter.ofPattern("yyyy'Q'q"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
