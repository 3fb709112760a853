package org.onestophub.loop.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Handler;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.HeldInputs;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WalksFailed;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.loop.register.EntryTable.Name;
import org.onestophub.loop.register.EntryTable.Row;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The end of the lane of registers: the rows of an input become entries, and the input ends, in one transaction. An entry that
 * came again is a repeat. One that says otherwise replaces what stood, unless that came later. Doing it again changes nothing.
 */
@Component("register")
public class RegisterStep {

    private static final HubLog LOG = HubLog.of("register");
    private static final String ROOM = "record";
    private static final String ENTERED = "register-entered";
    private static final String REPLACED = "register-replaced";
    private static final String REPEATED = "register-repeated";
    private static final String OUTDATED = "register-outdated";

    private static final String END = """
            update receipt set state = :state, outcome = :outcome, code = :code, field = :field,
              counted = cast(:counted as jsonb), timings = cast(:timings as jsonb), finished_at = :now
            where id = :id and received_at = cast(:receivedAt as timestamptz)""";

    private final EntryTable table;
    private final JdbcClient jdbc;
    private final HeldInputs held;
    private final WorkQueue work;
    private final TransactionTemplate transaction;
    private final WalkMeters meters;
    private final HubProperties hub;
    private final Clock clock;

    RegisterStep(
            EntryTable table,
            JdbcClient jdbc,
            HeldInputs held,
            WorkQueue work,
            TransactionTemplate transaction,
            WalkMeters meters,
            HubProperties hub,
            Clock clock) {
        this.table = table;
        this.jdbc = jdbc;
        this.held = held;
        this.work = work;
        this.transaction = transaction;
        this.meters = meters;
        this.hub = hub;
        this.clock = clock;
    }

    /**
     * Enters the walks one after another.
     * @throws WalksFailed if some cannot be entered; the others are
     */
    @Handler
    public void enter(List<Walk> walks) {
        List<WalksFailed.Failed> failed = new ArrayList<>();
        for (Walk walk : walks) {
            try {
                enter(walk);
            } catch (DataAccessException | TransactionException refused) {
                failed.add(new WalksFailed.Failed(
                        walk, isOfTheDatum(refused) ? refused : new ProblemException(Problem.RECORD_UNAVAILABLE)));
            }
        }
        if (!failed.isEmpty()) {
            throw new WalksFailed(failed);
        }
    }

    /** True if the values are at fault and not the database's condition. Two inputs with one new entry meet at its key. */
    private static boolean isOfTheDatum(RuntimeException refused) {
        return refused instanceof DataIntegrityViolationException && !(refused instanceof DuplicateKeyException);
    }

    private void enter(Walk walk) {
        long begin = System.nanoTime();
        Optional<Outcome> ended = Objects.requireNonNull(
                transaction.execute(status -> {
                    boolean isOpen = !work.lockAll(
                                    Lane.WALKED, List.of(walk.receipt().id()))
                            .isEmpty();
                    return isOpen ? Optional.of(enterNow(walk, begin, clock.instant())) : Optional.empty();
                }),
                "an outcome or none");
        ended.ifPresent(outcome -> {
            meters.walked(walk.timed(ROOM, Duration.ofNanos(System.nanoTime() - begin)));
            meters.ended(walk.receipt().channel(), outcome, 1);
            LOG.event(
                    "entered",
                    LogKey.RECEIPT_ID,
                    walk.receipt().id(),
                    LogKey.COUNT,
                    walk.candidates().size());
        });
    }

    private Outcome enterNow(Walk walk, long begin, Instant now) {
        Receipt receipt = walk.receipt();
        Map<String, Long> counted = new TreeMap<>(walk.counted());
        write(walk, counted, now);
        List<HeldInputs.Held> parked = parked(walk);
        held.holdAll(parked, now);
        held.passed(passed(walk), now);
        Outcome outcome = outcomeOf(parked, counted);
        ObjectNode timings = JsonNodeFactory.instance.objectNode();
        walk.timed(ROOM, Duration.ofNanos(System.nanoTime() - begin))
                .timings()
                .forEach((room, took) -> timings.put(room, took.toNanos() / 1_000));
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        counted.forEach(counts::put);
        jdbc.sql(END)
                .param("state", parked.isEmpty() ? "done" : "parked")
                .param("outcome", outcome.word())
                .param("code", parked.isEmpty() ? null : parked.get(0).problem().code())
                .param("field", parked.isEmpty() ? null : parked.get(0).field())
                .param("counted", JsonText.of(counts))
                .param("timings", JsonText.of(timings))
                .param("now", Timestamp.from(now))
                .param("id", receipt.id())
                .param("receivedAt", receipt.receivedAt().toString())
                .update();
        work.end(Lane.WALKED, receipt.id());
        return outcome;
    }

    private static List<HeldInputs.Held> parked(Walk walk) {
        List<HeldInputs.Held> parked = new ArrayList<>();
        for (int item = 0; item < walk.candidates().size(); item++) {
            Candidate candidate = walk.candidates().get(item);
            Problem problem = candidate.problem();
            if (problem != null) {
                parked.add(new HeldInputs.Held(walk.receipt(), item, problem.room(), problem, candidate.field()));
            }
        }
        return parked;
    }

    private static Columns passed(Walk walk) {
        Columns passed = new Columns("receipt", "item");
        for (int item = 0; item < walk.candidates().size(); item++) {
            if (walk.candidates().get(item).isSound()) {
                passed.row(walk.receipt().id(), item);
            }
        }
        return passed;
    }

    private static Outcome outcomeOf(List<HeldInputs.Held> parked, Map<String, Long> counted) {
        if (!parked.isEmpty()) {
            return Outcome.PARKED;
        }
        if (counted.containsKey(ENTERED)) {
            return Outcome.ENTERED;
        }
        return counted.containsKey(REPEATED) || counted.containsKey(OUTDATED) ? Outcome.REPEATED : Outcome.COUNTED;
    }

    /** Writes the entries, and counts what became of each. */
    private void write(Walk walk, Map<String, Long> counted, Instant now) {
        Receipt receipt = walk.receipt();
        String institution = receipt.institution().isEmpty() ? hub.institution().uscc() : receipt.institution();
        Map<Name, JsonNode> said = new LinkedHashMap<>();
        for (Candidate candidate : walk.candidates()) {
            if (candidate.isSound()) {
                Name name = new Name(
                        candidate.view().path("register").asText(),
                        candidate.view().path("key").asText());
                if (said.putIfAbsent(name, candidate.view()) != null) {
                    counted.merge(REPEATED, 1L, Long::sum);
                }
            }
        }
        Map<Name, Row> standing = table.standing(institution, List.copyOf(said.keySet()));
        List<Long> replaced = new ArrayList<>();
        List<Long> confirmed = new ArrayList<>();
        Columns rows = new Columns("register", "key", "revision", "from", "until", "said", "place");
        said.forEach((name, view) -> {
            Row before = standing.get(name);
            String values = JsonText.of(view.path("values"));
            String end = before == null ? ENTERED : endOf(before, values, receipt.id());
            counted.merge(end, 1L, Long::sum);
            if (end.equals(REPEATED) && before != null) {
                confirmed.add(before.id());
            }
            if (end.equals(REPLACED) && before != null) {
                replaced.add(before.id());
                counted.merge(ENTERED, 1L, Long::sum);
            }
            if (end.equals(ENTERED) || end.equals(REPLACED)) {
                rows.row(
                        name.register(),
                        name.key(),
                        before == null ? 1 : before.revision() + 1,
                        view.path("from").asText(),
                        view.path("until").asText(),
                        values,
                        view.path("place").asText());
            }
        });
        table.confirm(confirmed, receipt.id());
        table.replace(replaced, now);
        table.enter(institution, receipt.id(), rows, now);
    }

    private static String endOf(Row before, String values, long receiptId) {
        if (before.said().equals(JsonText.objectOf(values))) {
            return REPEATED;
        }
        // an earlier input that is walked again does not take back what a later one said
        return before.confirmedBy() > receiptId ? OUTDATED : REPLACED;
    }
}
