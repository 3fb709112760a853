package org.onestophub.operate.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.contract.operations.FirstPages;
import org.onestophub.complaint.contract.operations.SavedViews;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The filters that people keep. */
@Component
class ViewBook implements SavedViews, FirstPages {

    /** Views of one person. */
    static final int MOST = 30;

    private static final int LONGEST_NAME = 40;

    private final LedgerQueries ledger;
    private final AccessRecord record;
    private final HubProperties hub;
    private final Clock clock;

    ViewBook(LedgerQueries ledger, AccessRecord record, HubProperties hub, Clock clock) {
        this.ledger = ledger;
        this.record = record;
        this.hub = hub;
        this.clock = clock;
    }

    /** Gives a page the viewer's views of its list, and what of its filter can be kept. */
    void show(Model model, Viewer viewer, FilteredList list, Map<String, String> given) {
        Map<String, String> filter = list.keptOf(given);
        model.addAttribute("viewsList", list.word());
        model.addAttribute("viewsFilter", filter);
        model.addAttribute("viewsHere", list.address(filter));
        model.addAttribute(
                "views",
                of(viewer.name()).stream()
                        .filter(view -> view.list().equals(list.word()))
                        .toList());
    }

    @Override
    public List<View> of(String person) {
        return ledger
                .sql("select * from saved_view where person = :person order by list, name, id")
                .param("person", person)
                .query((row, n) -> view(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<String> of(Viewer viewer) {
        return of(viewer.name()).stream()
                .filter(View::first)
                .filter(view -> FilteredList.of(view.list())
                        .filter(list -> list.isOpenTo(viewer))
                        .isPresent())
                .map(View::address)
                .findFirst();
    }

    @Override
    public View save(String person, String list, String name, Map<String, String> filter, String by) {
        FilteredList of =
                FilteredList.of(list).orElseThrow(() -> new ProblemException(Problem.REQUEST_INVALID, "list"));
        Map<String, String> checked = of.checked(filter, new FilteredList.Moment(clock.instant(), hub.zone()));
        String called = nameOf(name);
        record.done(by, "view-save", person, null);
        try {
            return ledger.sql("""
                            insert into saved_view as v (person, list, name, filter, changed_at)
                            select :person, :list, :name, cast(:filter as jsonb), cast(:now as timestamptz)
                             where (select count(*) from saved_view o where o.person = :person
                               and (o.list, o.name) <> (:list, :name)) < :most
                            on conflict (person, list, name) do update set filter = excluded.filter,
                              changed_at = excluded.changed_at
                            returning v.*""")
                    .param("person", person)
                    .param("list", list)
                    .param("name", called)
                    .param("filter", JsonText.of(CanonicalJson.MAPPER.valueToTree(checked)))
                    .param("now", Timestamp.from(clock.instant()))
                    .param("most", MOST)
                    .query((row, n) -> view(row))
                    .optional()
                    .flatMap(view -> view)
                    .orElseThrow(() -> new ProblemException(Problem.VIEW_REFUSED, "person"));
        } catch (DataIntegrityViolationException e) {
            // there is no such account
            throw new ProblemException(Problem.NOT_FOUND, "person");
        }
    }

    @Override
    public void change(String person, long id, @Nullable String name, @Nullable Boolean first, String by) {
        String called = name == null ? null : nameOf(name);
        record.done(by, "view-change", person, null);
        try {
            // one statement: a person begins with one view at most
            int found = ledger.sql("""
                            update saved_view set name = case when id = :id then coalesce(:name, name) else name end,
                              first = case when cast(:first as boolean) is null then first
                                when id = :id then :first else first and not :first end,
                              changed_at = case when id = :id then :now else changed_at end
                             where person = :person and exists (select from saved_view o where o.id = :id
                               and o.person = :person)""")
                    .param("id", id)
                    .param("name", called, Types.VARCHAR)
                    .param("first", first, Types.BOOLEAN)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("person", person)
                    .update();
            if (found == 0) {
                throw new ProblemException(Problem.NOT_FOUND, "id");
            }
        } catch (DuplicateKeyException e) {
            throw new ProblemException(Problem.VIEW_REFUSED, "name");
        }
    }

    @Override
    public void remove(String person, long id, String by) {
        record.done(by, "view-remove", person, null);
        ledger.sql("delete from saved_view where person = :person and id = :id")
                .param("person", person)
                .param("id", id)
                .update();
    }

    private static String nameOf(String name) {
        return RequestParameters.needed(name, "name", LONGEST_NAME).strip();
    }

    /** Empty for a list of another version of the hub. */
    private Optional<View> view(ResultSet row) throws SQLException {
        Map<String, String> filter = new TreeMap<>();
        ledger.json(row, "filter")
                .properties()
                .forEach(value -> filter.put(value.getKey(), value.getValue().asText()));
        long id = row.getLong("id");
        String name = row.getString("name");
        boolean first = row.getBoolean("first");
        Instant changedAt = LedgerQueries.instant(row, "changed_at");
        return FilteredList.of(row.getString("list"))
                .map(list -> new View(id, list.word(), name, filter, list.address(filter), first, changedAt));
    }
}
