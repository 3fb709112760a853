package org.onestophub.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.component.kamelet.KameletComponent;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.StatusProperties;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.DutyNames;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.configuration.ChannelPasswords;
import org.onestophub.complaint.contract.configuration.GeneratedSample;
import org.onestophub.complaint.contract.configuration.SampleReport;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.onestophub.complaint.contract.operations.FirstPages;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.walk.RushProperties;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.intake.receive.door.PushProperties;
import org.onestophub.pipeline.read.ReadStep;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The HTTP doors with a real server, real routes and a real ledger; the rooms behind them are stand-ins. */
@EnableAutoConfiguration
@EnableConfigurationProperties({
    HubProperties.class,
    AccessProperties.class,
    PushProperties.class,
    RushProperties.class,
    StatusProperties.class
})
@Import({ReadStep.class, WorkSignal.class})
@ComponentScan(basePackageClasses = AccessProperties.class)
@ComponentScan(
        basePackageClasses = PushProperties.class,
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(PushedBodies|PushStep|HotlineController|PushBatch|DeskController"
                                + "|ReceiptStatusController|PushTrialStep)"))
@ComponentScan(
        basePackages = "org.onestophub.operate.ops",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern =
                                ".*\\.((Receipts|Complaints|Quarantine|Channels)Controller"
                                        + "|(Ledger|Complaint|Receipt|Quarantine|Trace|Alarm)Queries|[A-Za-z]*Trail|ComplaintLists"
                                        + "|ComplaintSheet|ReceiptSight|ReceiptOrigins|InstitutionOf|BoundedWork|HeldTrials|AccessLog)"))
public class DoorsSlice {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        // the library's default waits 10 s; the first start unpacks the server and makes a cluster on a busy machine
        return EmbeddedPostgres.builder()
                .setPGStartupWait(java.time.Duration.ofMinutes(2))
                .start();
    }

    @Bean
    DataSource dataSource(EmbeddedPostgres postgres) {
        return postgres.getPostgresDatabase();
    }

    @Bean("kamelet")
    KameletComponent kamelets() {
        KameletComponent component = new KameletComponent();
        component.setLocation("file:connectors");
        return component;
    }

    @Bean
    ChannelPasswords channelPasswords() {
        return new NoPasswords();
    }

    @Bean
    FirstPages firstPages() {
        return viewer -> Optional.empty();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Mappings mappings() {
        Map<String, Mapping> all = new java.util.TreeMap<>();
        for (String name : List.of("desk", "hotline")) {
            all.put(
                    name,
                    new Mapping(
                            name,
                            Path.of("mappings", name),
                            "stand-in",
                            JsonNodeFactory.instance.objectNode(),
                            "",
                            "complaint"));
        }
        return new Mappings() {
            @Override
            public Mapping named(String name) {
                return all.get(name);
            }

            @Override
            public Collection<Mapping> all() {
                return all.values();
            }
        };
    }

    @Bean
    FormatReader standInReader(ObjectMapper json) {
        return new StandInReader(json);
    }

    @Bean("map")
    Same map() {
        return new Same();
    }

    @Bean("check")
    NeedsText check() {
        return new NeedsText();
    }

    @Bean("receive")
    public StandInReceive receive() {
        return new StandInReceive();
    }

    @Bean
    ReceiptBytes receiptBytes() {
        return ids ->
                ids.stream().filter(id -> id != 404).map(DoorsSlice::receiptOf).toList();
    }

    private static Receipt receiptOf(long id) {
        byte[] bytes = ("<script>" + id + "</script>").getBytes(StandardCharsets.UTF_8);
        return new Receipt(id, "", "hotline", "hotline", "k", "", Instant.EPOCH, Map.of(), Content.of(bytes));
    }

    @Bean
    public StandInQuarantine quarantine() {
        return new StandInQuarantine();
    }

    @Bean
    org.onestophub.complaint.contract.configuration.ConnectionTester connectionTests() {
        return channel -> {
            if (!channel.equals("email")) {
                throw new ProblemException(Problem.NOT_FOUND, "channel");
            }
            return new org.onestophub.complaint.contract.configuration.ConnectionReport(
                    channel, "imaps", Instant.EPOCH, true, 1, List.of());
        };
    }

    @Bean
    CodeLists codeLists() {
        return new CodeLists(Path.of("mappings/code-lists"));
    }

    @Bean
    MappingDryRuns mappingDryRuns() {
        return new NoDryRuns();
    }

    @Bean
    DutyNames dutyNames() {
        return rule -> new CaseStates.Word(rule, rule, rule);
    }

    @Bean
    public StandInRegistry registry() {
        return new StandInRegistry();
    }

    /** No test of the doors runs a mapping. */
    private static final class NoDryRuns implements MappingDryRuns {
        @Override
        public MappingDryRun inUse() {
            throw new ProblemException(Problem.NOT_FOUND, "mapping");
        }

        @Override
        public MappingDryRun in(Path configDir) {
            throw new ProblemException(Problem.NOT_FOUND, "mapping");
        }

        @Override
        public GeneratedSample sampleOf(Path configDir, Receipt receipt) {
            throw new ProblemException(Problem.NOT_FOUND, "mapping");
        }

        @Override
        public SampleReport samples(Path configDir, String mapping) {
            throw new ProblemException(Problem.NOT_FOUND, "mapping");
        }
    }

    /** Takes any JSON object; its one part is its bytes. */
    record StandInReader(ObjectMapper json) implements FormatReader {
        @Override
        public String format() {
            return "stand-in";
        }

        @Override
        public Walk read(Receipt receipt, JsonNode profile) {
            if (receipt.transport().get("contentType").startsWith("multipart/")) {
                return Walk.of(receipt)
                        .with(
                                List.of(Candidate.found(
                                        "m", json.createObjectNode().put("text", "x"), List.of())),
                                Map.of());
            }
            try {
                JsonNode view = json.readTree(receipt.content().bytes(1 << 26));
                if (!view.isObject()) {
                    throw new ProblemException(Problem.JSON_MALFORMED);
                }
                return Walk.of(receipt).with(List.of(Candidate.found("k", view, List.of())), Map.of());
            } catch (IOException e) {
                throw new ProblemException(Problem.JSON_MALFORMED);
            }
        }

        @Override
        public Content part(Receipt receipt, JsonNode profile, String number) {
            if (!number.equals("1")) {
                throw new ProblemException(Problem.NOT_FOUND, "part");
            }
            return receipt.content();
        }
    }

    /** MAP that changes nothing; a field {@code fault} makes it fail as our own fault. */
    static class Same {
        @Handler
        public Walk map(Walk walk) {
            if (walk.candidates().get(0).view().has("fault")) {
                throw new ProblemException(Problem.MAPPING_FAILED);
            }
            if (walk.candidates().get(0).view().has("bug")) {
                throw new IllegalStateException("测试甲");
            }
            return walk;
        }
    }

    /** CHECK that wants a text. */
    static class NeedsText {
        @Handler
        public Walk check(Walk walk) {
            return walk.mapSound(
                    found -> found.view().has("text") ? found : found.stopped(Problem.FIELD_MISSING, "/text"));
        }
    }

    /** RECEIVE that keeps in memory. */
    public static class StandInReceive {
        /** Everything handed in, in its order. */
        public final List<Inbound> seen = new CopyOnWriteArrayList<>();
        /** What the spooled content was while the sender waited. */
        public final Map<String, byte[]> bytes = new ConcurrentHashMap<>();
        /** Content that is in a file while the sender waits. */
        public final List<Path> spooled = new CopyOnWriteArrayList<>();
        /** True: the store is down. */
        public volatile boolean down;

        private final Map<String, String> known = new ConcurrentHashMap<>();
        private final AtomicInteger count = new AtomicInteger();

        public Answer answer(Exchange exchange, String mapping) {
            if (down) {
                return Answer.unavailable(Problem.STORE_UNAVAILABLE);
            }
            Inbound inbound = exchange.getMessage().getBody(Inbound.class);
            seen.add(inbound);
            byte[] content = inbound.content().bytes(1 << 27);
            if (inbound.content() instanceof Content.InFile file && Files.exists(file.file())) {
                spooled.add(file.file());
            }
            String number = ReceiptNumber.of(LocalDate.of(2026, 11, 22), count.incrementAndGet());
            String key = inbound.keys().get(0);
            bytes.put(key, content);
            String refuse = inbound.transport().get("refuse");
            if (refuse != null) {
                return new Answer(
                        Answer.Kind.REFUSED,
                        1,
                        number,
                        Problem.ofCode(refuse),
                        inbound.transport().get("refuseField"));
            }
            String value = number + "|" + java.util.Arrays.hashCode(content);
            String before = known.putIfAbsent(key, value);
            if (before == null) {
                return new Answer(Answer.Kind.KEPT, 1, number, null, "");
            }
            if (before.endsWith(value.substring(value.indexOf('|')))) {
                return new Answer(Answer.Kind.REPEATED, 1, before.substring(0, before.indexOf('|')), null, "");
            }
            if (inbound.sameKey() == Inbound.SameKey.APPEND) {
                return kept(key + "#" + java.util.Arrays.hashCode(content), number);
            }
            return new Answer(Answer.Kind.REFUSED, 1, number, Problem.KEY_REUSED, "");
        }

        private Answer kept(String key, String number) {
            String before = known.putIfAbsent(key, number);
            return before == null
                    ? new Answer(Answer.Kind.KEPT, 1, number, null, "")
                    : new Answer(Answer.Kind.REPEATED, 1, before, null, "");
        }
    }

    /** Quarantine that remembers what was asked; 404 is not there. */
    public static class StandInQuarantine implements Quarantine {
        /** What was asked. */
        public final List<String> asked = new CopyOnWriteArrayList<>();

        @Override
        public void replay(long heldId, String by) {
            if (heldId == 404) {
                throw new ProblemException(Problem.NOT_FOUND, "id");
            }
            asked.add("replay " + heldId + " " + by);
        }

        @Override
        public int replayAll(String code, String channel, int limit, String by) {
            asked.add("replay " + code + " " + channel + " " + limit + " " + by);
            return 3;
        }

        @Override
        public void discard(long heldId, String reason, String by) {
            asked.add("discard " + heldId + " " + reason + " " + by);
        }

        @Override
        public int discardAll(String code, String channel, int limit, String reason, String by) {
            asked.add("discard " + code + " " + channel + " " + limit + " " + reason + " " + by);
            return 2;
        }
    }

    /** No channel has a password that can be changed. */
    private static final class NoPasswords implements ChannelPasswords {
        @Override
        public Set<String> channels() {
            return Set.of();
        }

        @Override
        public Change change(String channel, String password, String by) {
            throw new ProblemException(Problem.NOT_FOUND, "channel");
        }
    }

    /** Registry with one channel. */
    public static class StandInRegistry implements ChannelRegistry {
        /** What was asked. */
        public final List<String> asked = new CopyOnWriteArrayList<>();

        @Override
        public List<ChannelStatus> channels() {
            return List.of(new ChannelStatus("email", true, "running", "", Instant.EPOCH, null, ""));
        }

        @Override
        public void start(String name, String by) {
            asked.add("start " + name);
        }

        @Override
        public void stop(String name, String by) {
            asked.add("stop " + name);
        }
    }
}
