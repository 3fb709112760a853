package org.onestophub.pipeline.quarantine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.HeldInputs;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code held}: holding and releasing inputs. Besides this class only an erasure writes to it: it removes the reason
 * of a release.
 */
@Component
class HeldTable implements HeldInputs {

    private final JdbcClient jdbc;

    HeldTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void hold(Receipt receipt, int item, String room, Problem problem, String field, Instant at) {
        holdAll(List.of(new Held(receipt, item, room, problem, field)), at);
    }

    @Override
    public void holdAll(List<Held> held, Instant at) {
        if (held.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into held (receipt_id, item, channel, room, code, field, held_at)
                        select receipt_id, item, channel, room, code, field, :at
                        from unnest(:receipts::bigint[], :items::int[], :channels::text[], :rooms::text[], :codes::text[],
                          :fields::text[]) with ordinality as h(receipt_id, item, channel, room, code, field, place)
                        order by place
                        on conflict (receipt_id, item) where released_at is null
                        do update set room = excluded.room, code = excluded.code, field = excluded.field""")
                .param("receipts", held.stream().map(one -> one.receipt().id()).toArray(Long[]::new))
                .param("items", held.stream().map(Held::item).toArray(Integer[]::new))
                .param("channels", texts(held, one -> one.receipt().channel()))
                .param("rooms", texts(held, Held::room))
                .param("codes", texts(held, one -> one.problem().code()))
                .param("fields", texts(held, Held::field))
                .param("at", Timestamp.from(at))
                .update();
    }

    @Override
    public void passed(Columns items, Instant at) {
        if (!items.isEmpty()) {
            items.bind(jdbc.sql("""
                            update held h set released_at = :at, release = 'replayed'
                            from unnest(:receipt::bigint[], :item::int[]) as p(receipt, item)
                            where h.receipt_id = p.receipt and h.item = p.item and h.released_at is null""")).param("at", Timestamp.from(at)).update();
        }
    }

    private static String[] texts(List<Held> held, Function<Held, String> text) {
        return held.stream().map(text).toArray(String[]::new);
    }

    /** Releases it and returns its receipt; AC-103 if it was not held. */
    long release(long heldId, String how, String reason, String by, Instant at) {
        return jdbc.sql("""
                        update held set released_at = :at, release = :how, reason = :reason, released_by = :by
                        where id = :id and released_at is null returning receipt_id""")
                .param("at", Timestamp.from(at))
                .param("how", how)
                .param("reason", reason)
                .param("by", by)
                .param("id", heldId)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    /** Releases everything of the receipt that is still held, or only the receipt as a whole; an empty reason means none. */
    void releaseRest(long receiptId, boolean isWholeOnly, String how, String reason, String by, Instant at) {
        jdbc.sql("""
                        update held set released_at = :at, release = :how, reason = nullif(:reason, ''), released_by = :by
                        where receipt_id = :id and released_at is null and (item = :whole or not :wholeOnly)""")
                .param("whole", WHOLE)
                .param("wholeOnly", isWholeOnly)
                .param("at", Timestamp.from(at))
                .param("how", how)
                .param("reason", reason)
                .param("by", by)
                .param("id", receiptId)
                .update();
    }
}
