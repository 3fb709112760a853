package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.support.CaseRig;
import org.onestophub.support.MailWalk;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** Things that belong to one case are recorded at the same moment, by the workers of two hubs on one database. */
class CaseRaceIT {

    private static final int WORKERS = 12;

    @TempDir
    static Path home;

    @TempDir
    static Path otherHome;

    private static CaseRig rig;
    private static CaseRig other;
    private static ExecutorService workers;

    @BeforeAll
    static void open() {
        rig = new CaseRig(home);
        other = rig.second(otherHome);
        workers = Executors.newFixedThreadPool(WORKERS);
    }

    @AfterAll
    static void close() {
        workers.shutdownNow();
        other.close();
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.empty();
    }

    @Test
    void listsOfOtherNamesDoNotWaitForEachOther() {
        rig.get(TransactionTemplate.class).executeWithoutResult(first -> {
            rig.get(CaseLocks.class).take(names("one"), false);
            other.get(TransactionTemplate.class).executeWithoutResult(second -> {
                other.jdbc().sql("set local lock_timeout = '1s'").update();
                other.get(CaseLocks.class).take(names("other"), false);
                assertThatThrownBy(() -> other.get(CaseLocks.class).take(names("one"), false))
                        .isInstanceOf(DataAccessException.class);
                second.setRollbackOnly();
            });
        });
    }

    /** As many as a list of 200 cases has. */
    private static List<String> names(String prefix) {
        return IntStream.range(0, 600).mapToObj(number -> prefix + number).toList();
    }

    @RepeatedTest(3)
    void roundsOfAnOrderMakeOneCase() throws Exception {
        List<Walk> walks = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            for (int order = 0; order < 30; order++) {
                walks.add(rig.walk(rig.receipt(), order("line-a", "T" + order, round)));
            }
        }

        raced(walks);

        assertThat(rig.count("complaint")).isEqualTo(30);
        assertThat(rig.jdbc()
                        .sql("select distinct revision from complaint")
                        .query(Integer.class)
                        .list())
                .containsExactly(3);
    }

    @Test
    void sameNumberOfTwoPlatformsIsTwoOrders() throws Exception {
        raced(List.of(
                rig.walk(rig.receipt(), order("line-a", "T1", 1)), rig.walk(rig.receipt(), order("line-b", "T1", 1))));

        assertThat(rig.count("complaint")).isEqualTo(2);
    }

    @RepeatedTest(3)
    void entriesOfTheDeskWithOneNumberMakeOneCase() throws Exception {
        List<Walk> walks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ObjectNode entry = document("entry " + i);
            entry.putArray("externalIds")
                    .addObject()
                    .put("kind", "desk-entry")
                    .put("system", "desk")
                    .put("value", "E" + i % 10);
            walks.add(rig.walk(rig.receipt(), thing("desk-" + i, entry)));
        }

        raced(walks);

        assertThat(rig.count("complaint")).isEqualTo(10);
    }

    @RepeatedTest(3)
    void mailsOfAThreadMakeOneCaseInWhicheverOrderTheyAreRecorded() throws Exception {
        MailWalk mails = new MailWalk(rig);
        List<Walk> walks = new ArrayList<>();
        for (int thread = 0; thread < 12; thread++) {
            String from = "From: p" + thread + "@example.org|Message-ID: <" + thread;
            String first = "<" + thread + ".1@example.org>";
            String second = "<" + thread + ".2@example.org>";
            walks.add(mails.walk(mails.kept(from + ".1@example.org>", "one")));
            walks.add(mails.walk(mails.kept(from + ".2@example.org>|In-Reply-To: " + first, "two")));
            walks.add(mails.walk(mails.kept(
                    from + ".3@example.org>|In-Reply-To: " + second + "|References: " + first + " " + second,
                    "three")));
        }

        raced(walks);

        assertThat(rig.count("complaint")).isEqualTo(12);
        assertThat(rig.count("event")).isEqualTo(36);
    }

    @RepeatedTest(3)
    void answersWithTheReceiptNumberJoinTheCaseThatIsBeingOpened() throws Exception {
        MailWalk mails = new MailWalk(rig);
        List<Walk> walks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Receipt first = mails.kept("From: p" + i + "@example.org|Message-ID: <" + i + "@example.org>", "one");
            walks.add(mails.walk(first));
            rig.get(RecordStep.class).record(List.of(walks.remove(walks.size() - 1)));
            for (int answer = 0; answer < 3; answer++) {
                walks.add(mails.walk(mails.kept(
                        "From: p" + i + "@example.org|Message-ID: <" + i + "." + answer + "@example.org>|Subject: Re: "
                                + first.number(),
                        "more " + answer)));
            }
        }

        raced(walks);

        assertThat(rig.count("complaint")).isEqualTo(12);
    }

    @RepeatedTest(3)
    void callsOfOneLinkedIdInTwoFilesMakeOneCaseEach() throws Exception {
        List<Walk> walks = new ArrayList<>();
        for (int file = 0; file < 6; file++) {
            List<Candidate> calls = new ArrayList<>();
            for (int call = 0; call < 40; call++) {
                calls.add(thing("linked-" + call, document("call " + call + " in file " + file)));
            }
            // the same calls in another order: workers must not wait for each other in a circle
            Collections.shuffle(calls, new Random(file));
            walks.add(rig.walk(rig.receipt(), calls.toArray(Candidate[]::new)));
        }

        raced(walks);

        assertThat(rig.count("complaint")).isEqualTo(40);
        assertThat(rig.count("work")).isZero();
    }

    @RepeatedTest(3)
    void roundsOfOrdersInListsOfTwoHubsMakeOneCaseEach() throws Exception {
        List<Walk> walks = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            for (int order = 0; order < 60; order++) {
                walks.add(rig.walk(rig.receipt(), order("line-a", "T" + order, round)));
            }
        }

        racedInLists(walks, 25);

        assertThat(rig.count("complaint")).isEqualTo(60);
        assertThat(rig.count("event")).isEqualTo(300);
        assertThat(rig.jdbc()
                        .sql("select distinct revision from complaint")
                        .query(Integer.class)
                        .list())
                .containsExactly(5);
        assertThat(rig.count("work")).isZero();
    }

    @Test
    void fileOfThousandsOfOrdersTakesABoundedNumberOfLocks() throws Exception {
        List<Walk> walks = new ArrayList<>();
        for (int file = 0; file < 2; file++) {
            List<Candidate> orders = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                orders.add(order("line-a", "T" + (file == 0 ? i : 2_999 - i), file + 1));
            }
            walks.add(rig.walk(rig.receipt(), orders.toArray(Candidate[]::new)));
        }

        raced(walks);

        assertThat(rig.count("complaint")).isEqualTo(3_000);
    }

    private static Candidate order(String system, String number, int round) {
        ObjectNode document = document("round " + round);
        document.putArray("externalIds")
                .addObject()
                .put("kind", "work-order")
                .put("system", system)
                .put("value", number);
        return thing(system + "|" + number + "#" + round, document);
    }

    /** Half of the walks by each hub, as far as possible all at once; every one ends. */
    private static void raced(List<Walk> walks) throws InterruptedException, ExecutionException {
        racedInLists(walks, 1);
    }

    private static void racedInLists(List<Walk> walks, int length) throws InterruptedException, ExecutionException {
        List<Walk> mixed = new ArrayList<>(walks);
        Collections.shuffle(mixed, new Random(walks.size()));
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i * length < mixed.size(); i++) {
            List<Walk> list = mixed.subList(i * length, Math.min(mixed.size(), (i + 1) * length));
            RecordStep hub = (i % 2 == 0 ? rig : other).get(RecordStep.class);
            tasks.add(() -> {
                hub.record(list);
                return null;
            });
        }
        for (Future<Void> done : workers.invokeAll(tasks)) {
            done.get();
        }
    }
}
