package org.onestophub.pipeline.patient;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.HeldInputs;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes how receipts of the lane {@code patient} ended, and takes them out of the lane. */
@Component
class AdtReceiptOutcomes {

    private static final String END = """
            update receipt r set state = w.state, outcome = w.outcome, code = w.code, field = w.field,
                   counted = w.counted::jsonb, finished_at = ?::timestamptz
              from unnest(?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                   as w(id, received_at, state, outcome, code, field, counted)
             where r.id = w.id and r.received_at = w.received_at""";

    private final JdbcTemplate jdbc;
    private final HeldInputs held;
    private final WorkQueue work;
    private final Clock clock;

    AdtReceiptOutcomes(JdbcTemplate jdbc, HeldInputs held, WorkQueue work, Clock clock) {
        this.jdbc = jdbc;
        this.held = held;
        this.work = work;
        this.clock = clock;
    }

    /**
     * How one receipt ended.
     *
     * @param problem why it was parked, or what is worth telling; null if nothing
     * @param field what the problem is about, null if there is no problem
     * @param room where it stopped, empty unless parked
     * @param counted JSON for the column of that name, null if it stays empty
     * @param items messages of a batch that wait for a person; empty if the receipt waits as a whole
     */
    record Ended(
            Receipt receipt,
            Outcome outcome,
            @Nullable Problem problem,
            @Nullable String field,
            String room,
            @Nullable String counted,
            List<Item> items) {

        private Ended(
                Receipt receipt,
                Outcome outcome,
                @Nullable Problem problem,
                @Nullable String field,
                String room,
                @Nullable String counted) {
            this(receipt, outcome, problem, field, room, counted, List.of());
        }

        static Ended applied(Receipt receipt) {
            return new Ended(receipt, Outcome.CONTEXT_APPLIED, null, null, "", null);
        }

        /** Applied, with something worth telling. */
        static Ended noted(Receipt receipt, Problem problem, String field) {
            return new Ended(receipt, Outcome.CONTEXT_APPLIED, problem, field, "", null);
        }

        /** An ADT event the directory does not keep carries EN-103; any other message is only counted. */
        static Ended counted(Receipt receipt, boolean isAdt) {
            return new Ended(
                    receipt,
                    Outcome.COUNTED,
                    isAdt ? Problem.EVENT_UNSUPPORTED : null,
                    null,
                    "",
                    isAdt ? "{\"adt-other\":1}" : "{\"hl7-other\":1}");
        }

        static Ended parked(Receipt receipt, String room, Problem problem, String field) {
            return new Ended(receipt, Outcome.PARKED, problem, field, room, null);
        }

        /** Some messages of a batch wait for a person; {@code applied} of the others are in the directory. */
        static Ended parked(Receipt receipt, List<Item> items, int applied) {
            Item first = items.get(0);
            String counted = applied == 0 ? null : "{\"context-applied\":" + applied + "}";
            return new Ended(receipt, Outcome.PARKED, first.problem(), first.field(), first.room(), counted, items);
        }

        private @Nullable String code() {
            return problem == null ? null : problem.code();
        }

        private boolean isParked() {
            return outcome == Outcome.PARKED;
        }
    }

    /**
     * A message of a batch that waits for a person.
     *
     * @param number of the message in its receipt, from 0
     * @param room where it stopped
     */
    record Item(int number, String room, Problem problem, String field) {}

    /** Writes the ends, within the caller's transaction. */
    void write(List<Ended> ends) {
        Instant at = clock.instant();
        Long[] ids = ends.stream().map(end -> end.receipt().id()).toArray(Long[]::new);
        jdbc.update(
                END,
                Timestamp.from(at),
                ids,
                // text, as a driver's timestamp array would be read in the zone of the session
                texts(ends, end -> end.receipt().receivedAt().toString()),
                texts(ends, end -> end.isParked() ? "parked" : "done"),
                texts(ends, end -> end.outcome().word()),
                texts(ends, Ended::code),
                texts(ends, Ended::field),
                texts(ends, Ended::counted));
        for (Ended end : ends) {
            for (Item item : end.items()) {
                held.hold(end.receipt(), item.number(), item.room(), item.problem(), item.field(), at);
            }
            if (end.isParked() && end.items().isEmpty()) {
                Problem problem = Objects.requireNonNull(end.problem(), "a parked receipt has a problem");
                String field =
                        Objects.requireNonNull(end.field(), "a problem names its field, or none by an empty text");
                held.hold(end.receipt(), HeldInputs.WHOLE, end.room(), problem, field, at);
            }
        }
        work.endAll(Lane.PATIENT.word(), List.of(ids));
    }

    private static Object texts(List<Ended> ends, Function<Ended, @Nullable String> value) {
        return ends.stream().map(value).toArray(String[]::new);
    }
}
