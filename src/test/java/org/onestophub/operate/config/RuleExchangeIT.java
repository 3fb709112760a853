package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.RuleUpdates;
import org.onestophub.complaint.contract.operations.DutyForecast;
import org.onestophub.complaint.contract.operations.DutyMoves;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.ConfigTrees;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules that are exchanged while the hub runs, and put back. */
class RuleExchangeIT {

    @TempDir
    private Path root;

    private final AppliedTable table =
            new AppliedTable(JdbcClient.create(TestPostgres.freshDatabase()), Clock.systemUTC(), "this hub");
    private final RunningVersions running = new RunningVersions();
    private final List<String> taken = new ArrayList<>();
    private final List<String> settled = new ArrayList<>();
    private final Set<String> failing = new TreeSet<>();
    private String failsWhenTaken = "";
    private String refused = "";
    private ConfigTrees trees;
    private RuleExchange exchange;
    private ConfigTree first;

    @BeforeEach
    void rulesAreInUse() throws IOException {
        Files.createDirectories(root.resolve("config/mappings/duties"));
        Files.createDirectories(root.resolve("config/mappings/alarms"));
        Files.createDirectories(root.resolve("config/mappings/calendars"));
        trees = new ConfigTrees(new HubProperties(
                root.resolve("home"),
                root.resolve("config"),
                ZoneId.of("Asia/Shanghai"),
                new HubProperties.Institution("", "")));
        first = files("first");
        running.begin(first, Set.of());
        exchange = new RuleExchange(
                List.of(new Room("duties"), new Room("alarms"), new Room("calendars")),
                new Forecast(),
                running,
                table,
                new ChannelProperties(true, Duration.ofMillis(1)),
                Clock.systemUTC());
    }

    @Test
    void newRulesAreInUseAndTheHistorySaysSo() throws IOException {
        ConfigTree second = files("second");

        assertThat(exchange.make("duties", second, "console")).isEqualTo(new RouteUpdate.End("applied", ""));

        assertThat(taken).containsExactly("duties second");
        assertThat(running.rules("duties")).isEqualTo(second);
        assertThat(running.rules("alarms")).isEqualTo(first);
        assertThat(running.trees()).contains(second.digest());
        assertThat(table.history(Long.MAX_VALUE, 1).get(0).name()).isEqualTo("rules-duties");
        assertThat(table.history(Long.MAX_VALUE, 1).get(0).result()).isEqualTo("applied");
    }

    @Test
    void ruleThatFailsOnACaseBringsTheOldRulesBack() throws IOException {
        failsWhenTaken = "second";

        assertThat(exchange.make("duties", files("second"), "console"))
                .isEqualTo(new RouteUpdate.End("put-back", Problem.DUTY_CONDITION_FAILED.code()));

        assertThat(taken).containsExactly("duties second", "duties first");
        assertThat(running.rules("duties")).isEqualTo(first);
        assertThat(table.history(Long.MAX_VALUE, 1).get(0).result()).isEqualTo("put-back");
    }

    @Test
    void ruleThatFailedBeforeIsNoReason() throws IOException {
        failing.add("old-rule");

        assertThat(exchange.make("duties", files("second"), "console").result()).isEqualTo("applied");
    }

    @Test
    void rulesThatARoomRefusesAreNotInUse() throws IOException {
        refused = "second";

        assertThat(exchange.make("alarms", files("second"), "console"))
                .isEqualTo(new RouteUpdate.End("put-back", Problem.MAPPING_INVALID.code()));

        assertThat(taken).containsExactly("alarms first");
        assertThat(running.rules("alarms")).isEqualTo(first);
    }

    @Test
    void calendarsAreExchangedByThemselvesAndSettledAfterTheWatch() throws IOException {
        assertThat(exchange.make("calendars", files("second"), "console").result())
                .isEqualTo("applied");
        assertThat(taken).containsExactly("calendars second");
        assertThat(settled).containsExactly("calendars");
        assertThat(running.rules("duties")).isEqualTo(first);

        refused = "third";
        assertThat(exchange.make("calendars", files("third"), "console"))
                .isEqualTo(new RouteUpdate.End("put-back", Problem.MAPPING_INVALID.code()));
        assertThat(textIn(running.rules("calendars").dir(), "calendars")).isEqualTo("second");
    }

    private ConfigTree files(String text) throws IOException {
        Files.writeString(root.resolve("config/mappings/duties/rules.yaml"), text);
        Files.writeString(root.resolve("config/mappings/alarms/rules.yaml"), text);
        Files.writeString(root.resolve("config/mappings/calendars/rules.yaml"), text);
        return trees.take(root.resolve("config"));
    }

    private String textIn(Path dir, String folder) {
        try {
            return Files.readString(dir.resolve("mappings/" + folder + "/rules.yaml"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private final class Room implements RuleUpdates {
        private final String folder;

        private Room(String folder) {
            this.folder = folder;
        }

        @Override
        public Set<String> folders() {
            return Set.of(folder);
        }

        @Override
        public void settle() {
            settled.add(folder);
        }

        @Override
        public void take(Path configDir) {
            String text = textIn(configDir, folder);
            if (text.equals(refused)) {
                throw new ProblemException(Problem.MAPPING_INVALID, folder);
            }
            taken.add(folder + " " + text);
            if (text.equals(failsWhenTaken)) {
                failing.add("new-rule");
            }
        }
    }

    private final class Forecast implements DutyForecast {
        @Override
        public DutyMoves moves(Path config) {
            return DutyMoves.NONE;
        }

        @Override
        public Set<String> failing(Instant since) {
            return new TreeSet<>(failing);
        }
    }
}
