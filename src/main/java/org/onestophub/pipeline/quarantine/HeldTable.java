package org.onestophub.pipeline.quarantine;

import java.sql.Timestamp;
import java.time.Instant;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.HeldInputs;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one place that writes into the table {@code held}. */
@Component
class HeldTable implements HeldInputs {

    private final JdbcClient jdbc;

    HeldTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void hold(Receipt receipt, int item, String room, Problem problem, String field, Instant at) {
        jdbc.sql("""
                        insert into held (receipt_id, item, channel, room, code, field, held_at)
                        values (:receipt, :item, :channel, :room, :code, :field, :at)
                        on conflict (receipt_id, item) where released_at is null
                        do update set room = excluded.room, code = excluded.code, field = excluded.field""")
                .param("receipt", receipt.id())
                .param("item", item)
                .param("channel", receipt.channel())
                .param("room", room)
                .param("code", problem.code())
                .param("field", field)
                .param("at", Timestamp.from(at))
                .update();
    }
}
