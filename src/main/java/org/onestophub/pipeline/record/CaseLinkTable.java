package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Traits of cases, pairs that may be one, and counts of repeats. Every method is one statement in the caller's transaction. */
@Component
class CaseLinkTable {

    /** A trait that more cases have within the window is nobody's own, such as the phone of a ward. */
    static final int MOST_OTHERS = 20;

    private static final String CASES = """
            select c.id, c.channel, c.received_at, c.merged_into, (%s)::text from complaint c
            where c.id = any(:ids::bigint[]) and c.erased_at is null and not c.discipline order by c.id""";

    private static final String WHOLE = CASES.formatted("c.document");

    /** What is compared, without what it is not: of each case there may be twenty others. */
    private static final String WORDS = CASES.formatted("""
            jsonb_build_object('flags', c.document->'flags', 'kind', c.kind, 'matter', jsonb_build_object(
              'title', c.document->'matter'->'title', 'facts', c.document->'matter'->'facts',
              'categories', c.document->'matter'->'categories', 'departments', c.document->'matter'->'departments'))""");

    /** Those that were received at another time than their traits say. */
    private static final String FORGET = """
            with gone as (delete from case_trait where complaint_id = any(:ids::bigint[]) returning complaint_id, received_at)
            select distinct g.complaint_id from gone g join complaint c on c.id = g.complaint_id
            where c.received_at <> g.received_at""";

    private static final String REMEMBER = """
            insert into case_trait (institution, kind, value, received_at, complaint_id)
            select coalesce(c.uscc, ''), t.kind, t.value, c.received_at, c.id
            from unnest(:id::bigint[], :kind::text[], :value::bytea[]) as t(id, kind, value)
              join complaint c on c.id = t.id and c.erased_at is null
            on conflict do nothing""";

    private static final String SHARING = """
            select t.complaint_id, t.kind, encode(t.value, 'hex') as value, o.complaint_id as other,
              (o.received_at, o.complaint_id) > (t.received_at, t.complaint_id) as later
            from case_trait t cross join lateral (
              select complaint_id, received_at from case_trait
              where institution = t.institution and kind = t.kind and value = t.value and complaint_id <> t.complaint_id
                and received_at between t.received_at - make_interval(secs => :window)
                  and t.received_at + make_interval(secs => :window)
              order by received_at desc limit %d) as o
            where t.complaint_id = any(:ids::bigint[]) and t.kind <> '%s'""".formatted(MOST_OTHERS + 1, CaseTraits.STAFF);

    private static final String SUGGEST = """
            insert into case_link (first_id, second_id, institution, likeness, evidence, found_at)
            select s.first, s.second, coalesce(c.uscc, ''), s.likeness,
              string_to_array(s.evidence, ' '), :now
            from unnest(:first::bigint[], :second::bigint[], :likeness::int[], :evidence::text[])
              as s(first, second, likeness, evidence)
              join complaint c on c.id = s.first and c.erased_at is null
              join complaint d on d.id = s.second and d.erased_at is null
            on conflict (first_id, second_id) do update set likeness = excluded.likeness, evidence = excluded.evidence
              where case_link.refused_at is null""";

    /**
     * Cases with a trait {@code t} of a case. Earlier ones only: the first of several is no repeat. Merged ones are none either.
     */
    private static final String EARLIER = """
            select a.complaint_id as id, a.kind, a.received_at from case_trait a
              join complaint b on b.id = a.complaint_id and b.merged_into is null
            where a.institution = t.institution and a.kind = t.kind and a.value = t.value
              and a.complaint_id <> t.complaint_id
              and (a.received_at, a.complaint_id) < (t.received_at, t.complaint_id)
              and a.received_at >= t.received_at - make_interval(secs => :window)
            order by a.received_at desc limit 200""";

    /**
     * Most cases are no repeats, and have
     * neither a row nor facts written anew.
     */
    private static final String REPEATS = """
            insert into case_repeat (complaint_id, callers, patients, staff)
            select i.id, count(distinct o.id) filter (where o.kind = any(:callers)),
              count(distinct o.id) filter (where o.kind = :patient), count(distinct o.id) filter (where o.kind = :staff)
            from unnest(:ids::bigint[]) as i(id)
              join complaint c on c.id = i.id and c.erased_at is null
              left join case_trait t on t.complaint_id = i.id
              left join lateral (
                %s) as o on true
            group by i.id
            having count(o.id) > 0 or exists (select from case_repeat r where r.complaint_id = i.id)
            on conflict (complaint_id) do update set callers = excluded.callers, patients = excluded.patients,
              staff = excluded.staff
              where (case_repeat.callers, case_repeat.patients, case_repeat.staff)
                is distinct from (excluded.callers, excluded.patients, excluded.staff)
            returning complaint_id""".formatted(EARLIER);

    private final JdbcClient jdbc;

    CaseLinkTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A case as it is compared; {@code standing} is the case that stands for it, mostly itself. */
    record Compared(long id, String channel, Instant receivedAt, long standing, ObjectNode document) {}

    /** These cases; none of those that are erased. */
    List<Compared> cases(Collection<Long> ids) {
        return compared(WHOLE, ids);
    }

    /** These cases with what is compared of their documents only; none of those that are erased. */
    List<Compared> others(Collection<Long> ids) {
        return compared(WORDS, ids);
    }

    private List<Compared> compared(String sql, Collection<Long> ids) {
        return jdbc.sql(sql)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, index) -> {
                    Long standing = row.getObject(4, Long.class);
                    return new Compared(
                            row.getLong(1),
                            row.getString(2),
                            row.getTimestamp(3).toInstant(),
                            standing == null ? row.getLong(1) : standing,
                            JsonText.objectOf(row.getString(5)));
                })
                .list();
    }

    /** Replaces the traits of these cases and gives those of which the time of receipt changed. */
    Set<Long> remember(Collection<Compared> cases) {
        Set<Long> moved = new HashSet<>(jdbc.sql(FORGET)
                .param("ids", cases.stream().map(Compared::id).toArray(Long[]::new))
                .query(Long.class)
                .list());
        Columns rows = new Columns("id", "kind", "value");
        cases.forEach(one ->
                CaseTraits.of(one.document()).forEach(trait -> rows.row(one.id(), trait.kind(), trait.digest())));
        if (!rows.isEmpty()) {
            rows.bind(jdbc.sql(REMEMBER)).update();
        }
        return moved;
    }

    /** Another case that has the same trait within the window; {@code isLater} if the other was received later. */
    record Shared(long id, String kind, String value, long other, boolean isLater) {}

    /** Who shares a trait with these cases; of a trait that too many have, as many as show that. */
    List<Shared> sharing(Collection<Long> ids, Duration window) {
        return jdbc.sql(SHARING)
                .param("ids", ids.toArray(Long[]::new))
                .param("window", window.toSeconds())
                .query((row, index) -> new Shared(
                        row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getBoolean(5)))
                .list();
    }

    /** A pair that may be one; the case with the lower id is the first. */
    record Pair(long first, long second, int likeness, List<String> evidence) {}

    /** Suggests pairs, except those that were refused. */
    void suggest(List<Pair> pairs, Instant now) {
        Columns rows = new Columns("first", "second", "likeness", "evidence");
        pairs.forEach(
                pair -> rows.row(pair.first(), pair.second(), pair.likeness(), String.join(" ", pair.evidence())));
        if (!rows.isEmpty()) {
            rows.bind(jdbc.sql(SUGGEST)).param("now", Timestamp.from(now)).update();
        }
    }

    /** Counts repeats of these cases anew and gives those of which the count changed. */
    Set<Long> countRepeats(Collection<Long> ids, Duration window) {
        return new HashSet<>(jdbc.sql(REPEATS)
                .param("ids", ids.toArray(Long[]::new))
                .param("window", window.toSeconds())
                .param("callers", CaseTraits.OF_CALLERS.toArray(String[]::new))
                .param("patient", CaseTraits.PATIENT)
                .param("staff", CaseTraits.STAFF)
                .query(Long.class)
                .list());
    }

    /** The newest of the cases that are counted as repeated by a case. */
    List<Long> earlier(long id, Duration window, int most) {
        return jdbc.sql(
                        "select o.id from case_trait t cross join lateral (" + EARLIER + ") as o"
                                + " where t.complaint_id = :id group by o.id order by max(o.received_at) desc, o.id desc limit :most")
                .param("window", window.toSeconds())
                .param("id", id)
                .param("most", most)
                .query(Long.class)
                .list();
    }

    /** Forgets an erased case. */
    void erase(long id) {
        for (String sql : List.of(
                "delete from case_trait where complaint_id = :id",
                "delete from case_repeat where complaint_id = :id",
                "delete from case_link where first_id = :id or second_id = :id")) {
            jdbc.sql(sql).param("id", id).update();
        }
    }

    /** A numbered case of an institution. */
    record Numbered(long id, String number, String institution, long standing, String standingNumber) {}

    /**
     * The cases with these numbers that are not erased; lowest ids first.
     *
     * @param onRoute true: also those on the discipline route
     */
    List<Numbered> numbered(Collection<String> numbers, boolean onRoute) {
        return jdbc.sql(
                        "select c.id, c.number, coalesce(c.uscc, ''), s.id, s.number "
                                + "from complaint c join complaint s on s.id = coalesce(c.merged_into, c.id) "
                                + "where c.number = any(:numbers) and c.erased_at is null and (:onRoute or not c.discipline) order by c.id")
                .param("onRoute", onRoute)
                .param("numbers", numbers.toArray(String[]::new))
                .query((row, index) -> new Numbered(
                        row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5)))
                .list();
    }

    /** Refuses a pair for good; the first refusal stands. */
    void refuse(long first, long second, String institution, String by, String reason, Instant now) {
        jdbc.sql(
                        "insert into case_link (first_id, second_id, institution, likeness, evidence, found_at, refused_at, "
                                + "refused_by, reason) values (:first, :second, :institution, 0, '{}', :now, :now, :by, :reason) "
                                + "on conflict (first_id, second_id) do update set refused_at = excluded.refused_at, "
                                + "refused_by = excluded.refused_by, reason = excluded.reason where case_link.refused_at is null")
                .param("first", Math.min(first, second))
                .param("second", Math.max(first, second))
                .param("institution", institution)
                .param("by", by)
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The numbers of the cases for which one stands. */
    List<String> members(long id) {
        return jdbc.sql("select number from complaint where merged_into = :id order by id")
                .param("id", id)
                .query(String.class)
                .list();
    }

    /** The number of the case that stands for another; null if none does. */
    @Nullable
    String into(long id) {
        return jdbc.sql("select s.number from complaint c join complaint s on s.id = c.merged_into where c.id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** How many earlier cases are of the same caller, patient and staff; zeros if not counted yet. */
    int[] repeats(long id) {
        return jdbc.sql("select callers, patients, staff from case_repeat where complaint_id = :id")
                .param("id", id)
                .query((row, index) -> new int[] {row.getInt(1), row.getInt(2), row.getInt(3)})
                .optional()
                .orElse(new int[] {0, 0, 0});
    }
}
