package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.springframework.stereotype.Component;

/** What waits in quarantine. */
@Component
public class QuarantineQueries {

    /** Most groups listed; there are some sixty codes and a few channels. */
    private static final int MAX_GROUPS = 1000;

    /**
     * Held inputs of one code and channel.
     *
     * @param code why they wait
     * @param channel how they came
     * @param room where they were stopped
     * @param count how many
     * @param oldestAt since when the oldest waits, UTC
     * @param newestAt since when the newest waits, UTC
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HeldGroup", description = "Held inputs of one code and channel.")
    public record Group(String code, String channel, String room, long count, Instant oldestAt, Instant newestAt) {}

    /** Of {@code held h}, for people and keys that are bound to institutions or may not see all. */
    private static final String WITHIN = "(:all or exists (select from receipt r where r.id = h.receipt_id and "
            + InstitutionOf.RECEIPT + " = any(:institutions))) and " + DisciplineCases.HELD_SEEN;

    private final LedgerQueries ledger;
    private final Institutions institutions;

    QuarantineQueries(LedgerQueries ledger, Institutions institutions) {
        this.ledger = ledger;
        this.institutions = institutions;
    }

    /** One page, oldest first, beginning after the row {@code after}; of any code or channel where that is null, of any institution if none is given. */
    public Page<HeldRow> list(
            @Nullable String code, @Nullable String channel, List<String> bound, long after, int limit) {
        List<HeldRow> rows = ledger.sql("""
                        select * from held h
                         where released_at is null and id > :after
                           and\s""" + WITHIN + """

                           and (cast(:code as text) is null or code = :code)
                           and (cast(:channel as text) is null or channel = :channel)
                         order by id limit :rows
                        """)
                .params(of(bound))
                .param("after", after)
                .param("code", code)
                .param("channel", channel)
                .param("rows", limit + 1)
                .query(HeldRow::of)
                .list();
        return Page.of(rows, limit, row -> Long.toString(row.id()));
    }

    private Map<String, Object> of(List<String> bound) {
        return Map.of(
                "all",
                bound.isEmpty(),
                "own",
                institutions.own(),
                "institutions",
                bound.toArray(String[]::new),
                "discipline",
                DisciplineSight.isGiven());
    }

    /** By code, channel and room, the largest first; of any institution if none is given. */
    public List<Group> groups(List<String> bound) {
        return ledger.sql("""
                        select code, channel, room, count(*) as held, min(held_at) as oldest, max(held_at) as newest
                          from held h where released_at is null
                           and\s""" + WITHIN + """

                         group by code, channel, room order by count(*) desc, code, channel limit :max
                        """)
                .params(of(bound))
                .param("max", MAX_GROUPS)
                .query((row, n) -> new Group(
                        row.getString("code"),
                        row.getString("channel"),
                        row.getString("room"),
                        row.getLong("held"),
                        LedgerQueries.instant(row, "oldest"),
                        LedgerQueries.instant(row, "newest")))
                .list();
    }
}
