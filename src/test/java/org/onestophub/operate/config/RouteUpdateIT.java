package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.DestinationRouteStatus;
import org.onestophub.complaint.contract.configuration.AppliedVersion;
import org.onestophub.operate.channel.ChannelMeters;
import org.onestophub.operate.channel.ChannelStates;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.ConfigTrees;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.support.NothingExpected;
import org.onestophub.support.TestPostgres;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A route is exchanged over a real database, and something fails at every place where something can. */
class RouteUpdateIT {

    private static final RouteFileName BOX = RouteFileName.of("in-box");

    @TempDir
    private Path root;

    private final JdbcClient jdbc = JdbcClient.create(TestPostgres.freshDatabase());
    private final AppliedTable table = new AppliedTable(jdbc, Clock.systemUTC(), "this hub");
    private final RunningVersions running = new RunningVersions();
    private final List<String> taken = new ArrayList<>();
    private Consumer<Path> whenTaken = dir -> {};
    private DefaultCamelContext camel;
    private RouteLoader loader;
    private ChannelStates channels;
    private ConfigTrees trees;
    private UndoableRouteChange routes;
    private RouteUpdate exchange;
    private LastGoodVersion lastGood;
    private ConfigTree first;

    @BeforeEach
    void routeRunsByItsFirstVersion() throws IOException {
        for (String folder : List.of("routes", "connectors", "mappings/box")) {
            Files.createDirectories(root.resolve("config").resolve(folder));
        }
        HubProperties hub = new HubProperties(
                root.resolve("home"),
                root.resolve("config"),
                ZoneId.of("Asia/Shanghai"),
                new HubProperties.Institution("", ""));
        camel = new DefaultCamelContext();
        camel.start();
        loader = new RouteLoader(camel);
        channels = new ChannelStates(
                jdbc, Clock.systemUTC(), new ChannelMeters(new SimpleMeterRegistry()), new NothingExpected());
        RouteStatusReporter lives = new RouteStatusReporter(channels, new NoDestinations());
        AppliedSettings settings = new AppliedSettings(new StandardEnvironment(), event -> {});
        routes = new UndoableRouteChange(
                loader,
                running,
                lives,
                List.of((dir, names, lists) -> {
                    whenTaken.accept(dir);
                    taken.add(dir.getFileName() + " " + new TreeSet<>(names));
                }),
                settings);
        trees = new ConfigTrees(hub);
        exchange = exchangeThatWatches(Duration.ZERO);
        lastGood = new LastGoodVersion(trees, null, loader, routes, running, table, settings);
        first = files("first");
        running.begin(first, first.mappings());
        loader.load(ConfigFolder.read(first.dir()), BOX);
        running.put(BOX, runningBy(first));
        lastGood.note(BOX, first);
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void newVersionRunsAndTheHistorySaysSo() throws IOException {
        assertThat(made(files("second"))).isEqualTo(new RouteUpdate.End("applied", ""));
        assertThat(answer()).isEqualTo("second");
        assertThat(newest().result()).isEqualTo("applied");
        assertThat(newest().after()).isEqualTo(running.digestOf(BOX));
        assertThat(trees.lastGood(BOX)).map(ConfigTree::digest).contains(newest().tree());
    }

    @Test
    void storeThatIsAwayWhileTheNewVersionIsWatchedBringsTheOldOneBack() throws IOException {
        jdbc.sql("alter table held rename to away").update();

        assertThat(made(files("second"))).isEqualTo(new RouteUpdate.End("put-back", "RC-301"));
        theFirstRuns("put-back", "RC-301");
    }

    @Test
    void versionWhoseEndCannotBeWrittenIsPutBackAndTheHistoryTellsItLater() throws IOException {
        jdbc.sql("""
                create function refused() returns trigger language plpgsql as 'begin raise exception ''away''; end'""").update();
        jdbc.sql("create trigger refused before update on applied for each row execute function refused()")
                .update();

        assertThat(made(files("second"))).isEqualTo(new RouteUpdate.End("put-back", "RC-301"));
        assertThat(newest().result()).isEqualTo("begun");

        jdbc.sql("drop trigger refused on applied").update();
        table.writeOwed();
        theFirstRuns("put-back", "RC-301");
    }

    @Test
    void diskThatDoesNotTakeTheNoteOfAGoodVersionBringsTheOldOneBack() throws IOException {
        ConfigTree second = files("second");
        Path note = root.resolve("home/applied/good/in-box");
        Files.delete(note);
        Files.createDirectories(note.resolve("in the way"));

        assertThat(made(second)).isEqualTo(new RouteUpdate.End("put-back", "RC-301"));
        theFirstRuns("put-back", "RC-301");
    }

    @Test
    void faultNobodyForesawBringsTheOldOneBackEvenAnError() throws IOException {
        ConfigTree second = files("second");
        whenTaken = dir -> {
            if (dir.equals(second.dir())) {
                throw new StackOverflowError();
            }
        };

        assertThat(made(second)).isEqualTo(new RouteUpdate.End("put-back", "CH-901"));
        theFirstRuns("put-back", "CH-901");
    }

    @Test
    void mappingThatWasNotThereIsGoneAgain() throws IOException {
        ConfigTree second = files("second");
        jdbc.sql("alter table held rename to away").update();

        exchange.make(
                new UndoableRouteChange.Change(BOX, runningBy(second), true, Set.of("box", "fresh"), false),
                second,
                "",
                "k");

        assertThat(taken)
                .containsExactly(
                        second.digest() + " [box, fresh]", first.digest() + " [box]", first.digest() + " [fresh]");
        assertThat(running.mappingNames()).containsExactly("box");
    }

    @Test
    void whereNeitherVersionComesUpTheHistorySaysBrokenAndNothingRunsHalf() throws IOException {
        ConfigTree second = files("second");
        Files.writeString(second.dir().resolve("routes/in-box.yaml"), "- route: {id: in-box, nonsense: 1}");
        Files.writeString(first.dir().resolve("routes/in-box.yaml"), "- route: {id: in-box, nonsense: 1}");

        assertThat(made(second)).isEqualTo(new RouteUpdate.End("broken", "CH-201"));
        assertThat(loader.holds(BOX)).isFalse();
        assertThat(state()).isEqualTo("broken");
        assertThat(newest().result()).isEqualTo("broken");
        assertThat(table.last(BOX)).isEmpty();
    }

    @Test
    void storeThatIsAwayBeforeTheFirstStepLeavesEverythingUntouched() throws IOException {
        ConfigTree second = files("second");
        jdbc.sql("alter table applied rename to away").update();

        assertThatThrownBy(() -> made(second)).isInstanceOf(DataAccessException.class);
        assertThat(answer()).isEqualTo("first");
        assertThat(state()).isEqualTo("stopped");
    }

    @Test
    void stoppedRouteStaysStoppedWhenItIsChangedAndWhenItIsPutBack() throws IOException {
        loader.stop(BOX);

        assertThat(made(files("second")).result()).isEqualTo("applied");
        assertThat(loader.isRunning(BOX)).isFalse();
        ConfigTree bad = files("third");
        Files.writeString(bad.dir().resolve("routes/in-box.yaml"), "- route: {id: in-box, nonsense: 1}");
        assertThat(made(bad)).isEqualTo(new RouteUpdate.End("put-back", "CH-201"));
        assertThat(loader.isRunning(BOX)).isFalse();
        assertThat(state()).isEqualTo("stopped");

        loader.start(BOX);
        assertThat(answer()).isEqualTo("second");
    }

    @Test
    void removedRouteIsGoneAndOneThatCannotBeNotedAsRemovedIsNot() {
        jdbc.sql("alter table applied add constraint no_removal check (result <> 'removed') not valid")
                .update();
        UndoableRouteChange.Change removal = UndoableRouteChange.Change.removal(BOX);
        assertThat(exchange.make(removal, first, "", "k")).isEqualTo(new RouteUpdate.End("put-back", "RC-301"));
        assertThat(answer()).isEqualTo("first");
        assertThat(trees.lastGood(BOX)).isPresent();

        jdbc.sql("alter table applied drop constraint no_removal").update();
        assertThat(exchange.make(removal, first, "", "k")).isEqualTo(new RouteUpdate.End("removed", ""));
        assertThat(loader.holds(BOX)).isFalse();
        assertThat(table.last(BOX)).isEmpty();
        assertThat(trees.lastGood(BOX))
                .as("what a later file of that name would fall back to")
                .isEmpty();
    }

    @Test
    void hubThatStopsWhileItWatchesHasNotSeenTheChangeGoWell() throws IOException {
        exchange = exchangeThatWatches(Duration.ofSeconds(20));
        ConfigTree second = files("second");
        whenTaken = dir -> {
            if (dir.equals(second.dir())) {
                Thread.currentThread().interrupt();
            }
        };

        RouteUpdate.End end = made(second);

        assertThat(Thread.interrupted())
                .as("the thread that stops the hub goes on")
                .isTrue();
        assertThat(end).isEqualTo(new RouteUpdate.End("put-back", "CH-305"));
        theFirstRuns("put-back", "CH-305");
        assertThat(trees.lastGood(BOX)).contains(first);
    }

    @Test
    void startOfAnotherHubLeavesTheOpenLinesOfThisOneAlone() {
        AppliedTable other = new AppliedTable(jdbc, Clock.systemUTC(), "other hub");
        long line = table.begin("console", BOX, "before", "after", first.digest());

        LastGoodVersion otherStart = new LastGoodVersion(
                trees,
                null,
                loader,
                routes,
                new RunningVersions(),
                other,
                new AppliedSettings(new StandardEnvironment(), event -> {}));
        otherStart.settle(first);

        assertThat(newest().result()).isEqualTo("begun");
        assertThat(newest().id()).isEqualTo(line);
        table.end(line, "applied", "");
        assertThat(table.last(BOX)).isEqualTo("after");
        assertThat(other.last(BOX)).as("by what it runs itself").isEmpty();
    }

    @Test
    void openLineOfATimeBeforeHubsHadTheirNameInItIsEndedToo() {
        new AppliedTable(jdbc, Clock.systemUTC(), "").begin("console", BOX, "before", "after", first.digest());

        lastGood.settle(first);

        assertThat(table.history(Long.MAX_VALUE, 2))
                .extracting(AppliedVersion::result)
                .containsExactly("applied", "unknown");
    }

    @Test
    void destinationThatTheStoreDoesNotHearOfIsPutBackAllTheSame() throws IOException {
        RouteFileName out = RouteFileName.of("out-box");
        Files.writeString(
                root.resolve("config/routes/out-box.yaml"),
                Files.readString(root.resolve("config/routes/in-box.yaml"))
                        .replace("in-box", "out-box")
                        .replace("direct:box", "direct:out"));
        ConfigTree both = files("first");
        RunningVersions.Running before = new RunningVersions.Running(both, Set.of(), Set.of());
        loader.load(ConfigFolder.read(both.dir()), out);
        running.put(out, before);

        UndoableRouteChange.Change change = new UndoableRouteChange.Change(out, before, true, Set.of(), false);
        assertThat(exchange.make(change, both, "", "k")).isEqualTo(new RouteUpdate.End("put-back", "RC-301"));
        assertThat(loader.isRunning(out)).isTrue();
        assertThat(running.route(out)).isSameAs(before);
    }

    @Test
    void hubThatDiedInTheMiddleLeavesAnUnknownEndAndTheNextStartTellsWhatRunsSince() {
        table.begin("console", BOX, "before", "after", first.digest());
        table.begin("console", RouteFileName.of("in-gone"), "before", "", first.digest());

        lastGood.note(BOX, first);
        lastGood.settle(first);
        lastGood.settle(first);

        assertThat(table.history(Long.MAX_VALUE, 4))
                .extracting(
                        AppliedVersion::name, AppliedVersion::keyName, AppliedVersion::result, AppliedVersion::after)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("in-box", "console", "unknown", "after"),
                        org.assertj.core.groups.Tuple.tuple("in-gone", "console", "unknown", ""),
                        org.assertj.core.groups.Tuple.tuple("in-box", "start", "applied", running.digestOf(BOX)),
                        org.assertj.core.groups.Tuple.tuple("in-gone", "start", "removed", ""));
    }

    private RouteUpdate exchangeThatWatches(Duration duration) {
        PostApplyWatch watch =
                new PostApplyWatch(loader, channels, table, new ChannelProperties(true, duration), Clock.systemUTC());
        return new RouteUpdate(routes, watch, table, trees, running, Clock.systemUTC());
    }

    private void theFirstRuns(String result, String code) {
        assertThat(answer()).isEqualTo("first");
        assertThat(state()).isEqualTo("running");
        assertThat(running.route(BOX).tree()).isEqualTo(first);
        assertThat(running.mapping("box")).isEqualTo(first);
        assertThat(newest().result() + " " + newest().code()).isEqualTo(result + " " + code);
    }

    private RouteUpdate.End made(ConfigTree tree) {
        UndoableRouteChange.Change change =
                new UndoableRouteChange.Change(BOX, runningBy(tree), true, Set.of("box"), false);
        return exchange.make(change, tree, RunningVersions.digestOf(BOX, runningBy(tree)), "console");
    }

    private static RunningVersions.Running runningBy(ConfigTree tree) {
        return new RunningVersions.Running(tree, Set.of(), Set.of("box"));
    }

    private AppliedVersion newest() {
        return table.history(Long.MAX_VALUE, 1).get(0);
    }

    private String answer() {
        return camel.createFluentProducerTemplate()
                .to("direct:box")
                .withBody("x")
                .request(String.class);
    }

    private String state() {
        return channels.all().stream()
                .filter(channel -> channel.name().equals("box"))
                .findFirst()
                .map(channel -> channel.state())
                .orElse("stopped");
    }

    private ConfigTree files(String answer) throws IOException {
        Path config = root.resolve("config");
        Files.writeString(config.resolve("mappings/box/mapping.yaml"), "# " + answer + "\n");
        Files.writeString(config.resolve("routes/in-box.yaml"), """
                - route:
                    id: in-box
                    from:
                      id: from
                      uri: direct:box
                      steps:
                        - setBody:
                            id: answer
                            constant: %s
                """.formatted(answer));
        return trees.take(config);
    }

    /** The store does not hear of them. */
    private static final class NoDestinations implements DestinationRouteStatus {
        @Override
        public void set(String name, boolean enabled, String state, String reason) {
            throw new DataAccessResourceFailureException("away");
        }

        @Override
        public void forget(String name) {
            throw new AssertionError(name);
        }

        @Override
        public void forgetAllBut(List<String> names) {
            throw new AssertionError(names);
        }
    }
}
