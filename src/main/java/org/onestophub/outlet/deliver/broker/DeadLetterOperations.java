package org.onestophub.outlet.deliver.broker;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.contract.operations.DeadLetter;
import org.onestophub.complaint.contract.operations.DeadLetters;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What operators see of dead letters and do with them. Who did it is written first and commits after the broker: a crash in
 * between leaves a letter moved without a note, never a note without a move.
 */
@Component
class DeadLetterOperations implements DeadLetters {

    private static final HubLog LOG = HubLog.of("deliver");

    /** Letters that one look for erased ones reads, from the oldest on. */
    private static final int MOST_AT_ONCE = 10_000;

    private static final String NOTE = """
            insert into dead_letter_end (at, action, destination, event_uid, ended_by, reason)
            values (:now, :action, :destination, :event, :by, :reason)""";

    private final Broker broker;
    private final DeadLetterMeters meters;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeadLetterOperations(
            Broker broker, DeadLetterMeters meters, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.broker = broker;
        this.meters = meters;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Map<String, Long> counts() {
        return meters.counts();
    }

    @Override
    public List<DeadLetter> list(@Nullable String destination, long after, int limit) {
        try (DeadLetterQueue queue = broker.deadLetters()) {
            return page(queue, destination, after, limit);
        }
    }

    @Override
    public int giveBack(String destination, int limit, String by) {
        try (DeadLetterQueue queue = broker.deadLetters()) {
            List<DeadLetter> oldest = page(queue, destination, 0, limit);
            Set<String> erased = erasedOf(oldest);
            List<DeadLetter> free = oldest.stream()
                    .filter(letter -> !isWithheld(letter, erased))
                    .toList();
            return free.isEmpty()
                    ? 0
                    : end(queue, free, "returned", "", by, (from, ids) -> from.giveBack(destination, ids));
        }
    }

    @Override
    public void giveBack(long id, String by) {
        try (DeadLetterQueue queue = broker.deadLetters()) {
            DeadLetter letter = one(queue, id);
            if (isWithheld(letter, erasedOf(List.of(letter)))) {
                throw new ProblemException(Problem.LETTER_ERASED, "id");
            }
            needed(end(
                    queue,
                    List.of(letter),
                    "returned",
                    "",
                    by,
                    (from, ids) -> from.giveBack(letter.destination(), ids)));
        }
    }

    @Override
    public void discard(long id, String reason, String by) {
        try (DeadLetterQueue queue = broker.deadLetters()) {
            DeadLetter letter = one(queue, id);
            needed(end(queue, List.of(letter), "discarded", reason, by, DeadLetterQueue::discard));
        }
    }

    /**
     * Every minute: removes what is left of erased complaints, with a note of each. Tombstones stay, as their receivers
     * have not got them.
     */
    @Scheduled(fixedDelay = 60_000)
    void discardErased() {
        if (counts().values().stream().noneMatch(count -> count > 0)) {
            return;
        }
        try (DeadLetterQueue queue = broker.deadLetters()) {
            List<DeadLetter> oldest = page(queue, null, 0, MOST_AT_ONCE);
            Set<String> erased = erasedOf(oldest);
            List<DeadLetter> over =
                    oldest.stream().filter(letter -> isWithheld(letter, erased)).toList();
            if (!over.isEmpty()) {
                end(queue, over, "discarded", "complaint erased", "hub", DeadLetterQueue::discard);
            }
        } catch (ProblemException e) {
            LOG.debug("erased-letters-not-removed", LogKey.CODE, e.problem().code());
        }
    }

    private static List<DeadLetter> page(DeadLetterQueue queue, @Nullable String destination, long after, int limit) {
        List<DeadLetter> found = new ArrayList<>();
        queue.browse(destination, letter -> {
            if (letter.id() > after) {
                found.add(letter);
            }
            return found.size() < limit;
        });
        return found;
    }

    private static DeadLetter one(DeadLetterQueue queue, long id) {
        List<DeadLetter> found = page(queue, null, id - 1, 1);
        if (found.isEmpty() || found.get(0).id() != id) {
            throw new ProblemException(Problem.NOT_FOUND, "id");
        }
        return found.get(0);
    }

    /** Somebody else was faster. */
    private static void needed(int count) {
        if (count == 0) {
            throw new ProblemException(Problem.NOT_FOUND, "id");
        }
    }

    private int end(
            DeadLetterQueue queue,
            List<DeadLetter> letters,
            String action,
            String reason,
            String by,
            ToIntBiFunction<DeadLetterQueue, Set<Long>> move) {
        Integer moved = transaction.execute(status -> {
            letters.forEach(letter -> note(letter, action, reason, by));
            int count =
                    move.applyAsInt(queue, letters.stream().map(DeadLetter::id).collect(Collectors.toSet()));
            queue.commit();
            return count;
        });
        meters.look();
        return moved == null ? 0 : moved;
    }

    private void note(DeadLetter letter, String action, String reason, String by) {
        jdbc.sql(NOTE)
                .param("now", Timestamp.from(clock.instant()))
                .param("action", action)
                .param("destination", letter.destination())
                .param("event", letter.eventId())
                .param("by", by)
                .param("reason", reason)
                .update();
    }

    /** What was erased does not come back to a consumer that was ordered to forget it. */
    private static boolean isWithheld(DeadLetter letter, Set<String> erased) {
        return !letter.type().equals(EventTypes.ERASED) && erased.contains(letter.complaint());
    }

    private Set<String> erasedOf(List<DeadLetter> letters) {
        return new HashSet<>(jdbc.sql(
                        "select number from complaint where number = any(:numbers) and erased_at is not null")
                .param("numbers", letters.stream().map(DeadLetter::complaint).toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
