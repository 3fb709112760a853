package org.onestophub.platform.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.PollTurns;
import org.onestophub.complaint.contract.operations.Hubs;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.LedgerSlice;
import org.onestophub.support.SharingHub;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two hubs on one database: what they must agree on, and whose turn it is to poll. */
class LiveHubsIT {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String MAILBOX = "imap:complaints@mail.example.org/INBOX";

    @TempDir
    private Path folder;

    private final List<LedgerSlice> hubs = new ArrayList<>();
    private DataSource database;

    @BeforeEach
    void makeTheDatabase() {
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void stopAll() {
        hubs.forEach(LedgerSlice::close);
    }

    @Test
    void hubsThatRunAreListedAndOneThatEndedIsNot() {
        LedgerSlice one = hub("one");
        LedgerSlice two = hub("two");

        assertThat(one.get(Hubs.class).hubs())
                .extracting(Hubs.Hub::label, Hubs.Hub::self, Hubs.Hub::alive, Hubs.Hub::blobs)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("one", true, true, "database"),
                        org.assertj.core.groups.Tuple.tuple("two", false, true, "database"));
        two.close();
        assertThat(one.get(Hubs.class).hubs()).extracting(Hubs.Hub::label).containsExactly("one");
    }

    @Test
    void aSecondBrokerIsRefusedWhileAHubUsesTheFirst() {
        LiveHubs one = hub("one").get(LiveHubs.class);
        LiveHubs two = hub("two").get(LiveHubs.class);
        one.use("artemis-1");

        assertProblem(() -> two.use("own broker of two"), Problem.BROKER_NOT_SHARED);
        assertThatThrownBy(() -> two.use("artemis-2")).hasMessageContaining("one");
        two.use("artemis-1");

        // a broker that lost its journal, or a move to another one, is met by both
        one.leave();
        two.leave();
        await().untilAsserted(() ->
                assertThat(one.hubs()).extracting(Hubs.Hub::broker).containsOnlyNulls());
        two.use("artemis-3");
        one.use("artemis-3");
    }

    @Test
    void aHubThatIsGoneIsNoObstacleAfterItsLease() {
        gone("dead", "own broker of dead");
        LiveHubs one = hub("one").get(LiveHubs.class);

        assertProblem(() -> one.use("artemis-1"), Problem.BROKER_NOT_SHARED);
        await().ignoreExceptionsInstanceOf(ProblemException.class).untilAsserted(() -> one.use("artemis-1"));
        assertThat(one.hubs()).extracting(Hubs.Hub::alive).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aHubThatIsRemovedIsNoObstacleAndOneThatRunsEntersAgain() {
        gone("dead", "own broker of dead");
        LedgerSlice one = hub("one");
        LiveHubs hubsOfOne = one.get(LiveHubs.class);
        LedgerSlice two = hub("two");
        two.get(LiveHubs.class).use("own broker of dead");
        hubsOfOne.remove("dead");
        assertProblem(() -> hubsOfOne.remove("dead"), Problem.NOT_FOUND);
        assertProblem(() -> hubsOfOne.remove(one.get(HubHome.class).name()), Problem.REQUEST_INVALID);

        hubsOfOne.remove(two.get(HubHome.class).name());

        await().untilAsserted(() ->
                assertThat(hubsOfOne.hubs()).extracting(Hubs.Hub::broker).contains("own broker of dead"));
        assertThat(hubsOfOne.hubs()).extracting(Hubs.Hub::label).containsExactly("one", "two");
    }

    @Test
    void aCopyOfAHubsHomeDoesNotStartBesideIt() throws IOException {
        LedgerSlice one = hub("one");
        Files.createDirectories(folder.resolve("copy"));
        Files.copy(folder.resolve("one/hub.name"), folder.resolve("copy/hub.name"));

        try (LedgerSlice copy = SharingHub.slice(folder.resolve("copy"), database, "")) {
            assertThatThrownBy(copy::start)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.HUB_NAME_TAKEN));
        }
        assertThat(one.get(Hubs.class).hubs()).extracting(Hubs.Hub::self).containsExactly(true);
    }

    @Test
    void aHubThatWasKilledStartsAgainUnderItsName() throws IOException {
        Files.createDirectories(folder.resolve("one"));
        Files.writeString(folder.resolve("one/hub.name"), "one-of-long-ago");
        gone("one-of-long-ago", "artemis-1");

        LedgerSlice one = hub("one");

        assertThat(one.get(Hubs.class).hubs()).extracting(Hubs.Hub::label).containsExactly("one");
    }

    @Test
    void oneHubHasTheTurnAndTheOtherTakesOverWhenItIsGone() {
        LedgerSlice one = hub("one");
        LedgerSlice two = hub("two");
        PollTurns ofOne = one.get(PollTurns.class);
        PollTurns ofTwo = two.get(PollTurns.class);

        assertThat(ofOne.begin(MAILBOX, "email", PAUSE)).isTrue();
        assertThat(ofTwo.begin(MAILBOX, "email", PAUSE)).isFalse();
        assertThat(ofTwo.begin("sftp://scans@files.example.org:22/letters", "letter-sftp", PAUSE))
                .isTrue();
        assertThat(one.get(Hubs.class).pollers()).isEqualTo(Map.of("email", "one", "letter-sftp", "two"));

        one.close();

        await().until(() -> ofTwo.begin(MAILBOX, "email", PAUSE));
        assertThat(two.get(Hubs.class).pollers()).containsEntry("email", "two");
    }

    @Test
    void theTurnOfAKilledHubIsTakenOverAfterItsLease() {
        gone("dead", null);
        LedgerSlice two = hub("two");
        two.jdbc()
                .sql("insert into poll_turn (source, channel, hub, taken_at) values (:source, 'email', 'dead', now())")
                .param("source", MAILBOX)
                .update();
        PollTurns turns = two.get(PollTurns.class);

        assertThat(turns.begin(MAILBOX, "email", PAUSE)).isFalse();
        await().until(() -> turns.begin(MAILBOX, "email", PAUSE));
    }

    @Test
    void aSourceThatIsNoLongerLookedAtIsGivenBack() {
        LedgerSlice one = hub("one");
        PollTurns ofTwo = hub("two").get(PollTurns.class);
        one.get(PollTurns.class).begin(MAILBOX, "email", PAUSE);
        one.get(PollTurns.class).ended(MAILBOX);
        assertThat(ofTwo.begin(MAILBOX, "email", PAUSE)).isFalse();

        await().until(() -> {
            one.get(PollTurnTable.class).giveBack();
            return ofTwo.begin(MAILBOX, "email", PAUSE);
        });
    }

    private LedgerSlice hub(String name) {
        LedgerSlice slice = SharingHub.slice(folder.resolve(name), database, "");
        slice.start();
        hubs.add(slice);
        return slice;
    }

    /** What a hub leaves that is killed now. */
    private void gone(String name, String broker) {
        JdbcClient.create(database)
                .sql("insert into hub_node (hub, label, run, started_at, seen_at, alive_until, broker)"
                        + " values (:name, 'dead', :run, now(), now(), now() + interval '3 seconds', :broker)")
                .param("name", name)
                .param("run", UUID.randomUUID())
                .param("broker", broker)
                .update();
    }

    private static void assertProblem(ThrowingCallable call, Problem problem) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
