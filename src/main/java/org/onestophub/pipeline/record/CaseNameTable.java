package org.onestophub.pipeline.record;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names and claims of cases. Every method is one statement in the caller's transaction. */
@Component
class CaseNameTable {

    private static final String KNOWN = """
            select n.kind, n.value, a.complaint_id
            from unnest(:kind::text[], :value::text[]) as n(kind, value)
            cross join lateral (
              select complaint_id from complaint_alias b join complaint c on c.id = b.complaint_id
              where b.kind = n.kind and b.value = n.value and coalesce(c.institution, '') = :institution
              order by complaint_id limit %d) a
            order by a.complaint_id""".formatted(CaseNames.MOST_CASES);

    private static final String AUTHORS = """
            select n.value, a.complaint_id
            from unnest(:value::text[]) as n(value)
            join complaint_alias a on a.kind = '%s' and a.value = n.value
            where a.complaint_id = any(:ids::bigint[])""".formatted(CaseFinder.AUTHOR);

    private static final String ADD = """
            insert into complaint_alias (kind, value, complaint_id)
            select kind, value, id from unnest(:kind::text[], :value::text[], :id::bigint[]) as n(kind, value, id)
            on conflict (kind, value, complaint_id) do nothing""";

    private static final String CLAIM = """
            insert into complaint_claim (kind, value, complaint_id)
            select kind, value, id from unnest(:kind::text[], :value::text[], :id::bigint[]) as c(kind, value, id)
            on conflict do nothing""";

    private final JdbcClient jdbc;

    CaseNameTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Tells {@code names} which cases of an institution have these names, at most 20 cases each.
     * @param institution empty for the hub's own
     */
    void look(Collection<CaseName> sought, String institution, CaseNames names) {
        if (sought.isEmpty()) {
            return;
        }
        Columns columns = new Columns("kind", "value");
        sought.forEach(name -> columns.row(name.kind(), name.value()));
        columns.bind(jdbc.sql(KNOWN)).param("institution", institution).query(row -> {
            names.know(new CaseName(row.getString(1), row.getString(2)), row.getLong(3));
        });
    }

    /** Tells {@code names} which of the cases it knows have one of these authors. */
    void lookForAuthors(Set<String> authors, CaseNames names) {
        if (authors.isEmpty() || names.ids().isEmpty()) {
            return;
        }
        jdbc.sql(AUTHORS)
                .param("value", authors.stream().map(CaseName::bounded).toArray(String[]::new))
                .param("ids", names.ids().toArray(Long[]::new))
                .query(row -> {
                    names.know(new CaseName(CaseFinder.AUTHOR, row.getString(1)), row.getLong(2));
                });
    }

    /** Adds names; in one order for all, so that two lists do not wait for each other in a circle. */
    void add(List<CaseChanges.Named> added) {
        Columns columns = new Columns("kind", "value", "id");
        added.stream()
                .sorted(Comparator.comparing(CaseChanges.Named::name))
                .forEach(one -> columns.row(
                        one.name().kind(), one.name().value(), one.one().id()));
        if (!columns.isEmpty()) {
            columns.bind(jdbc.sql(ADD)).update();
        }
    }

    /** Remembers claims by which the patient may be found later. */
    void claim(List<CaseChanges.Claimed> claims) {
        record Row(String kind, String value, long id) {}
        Set<Row> rows = new TreeSet<>(
                Comparator.comparing(Row::kind).thenComparing(Row::value).thenComparing(Row::id));
        claims.forEach(one -> rows.add(
                new Row(one.claim().kind(), one.claim().value(), one.one().id())));
        Columns columns = new Columns("kind", "value", "id");
        rows.forEach(row -> columns.row(row.kind(), row.value(), row.id()));
        if (!columns.isEmpty()) {
            columns.bind(jdbc.sql(CLAIM)).update();
        }
    }
}
