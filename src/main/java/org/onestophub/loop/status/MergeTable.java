package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which cases stand for others, and what a merge names. Every method works in the caller's transaction. */
@Component
class MergeTable {

    /** Cases that one case may stand for. */
    static final int MOST_MEMBERS = 100;

    private static final String TARGETS = """
            select distinct n.place, c.id, c.number, coalesce(c.merged_into, c.id) as root,
              (select count(*) from complaint m where m.merged_into = coalesce(c.merged_into, c.id)) as members
              from unnest(cast(:places as int[]), cast(:institutions as text[]), cast(:kinds as text[]),
                cast(:values as text[])) as n(place, institution, kind, value)
              join complaint_alias a on a.kind = n.kind and a.value = n.value
              join complaint c on c.id = a.complaint_id and c.erased_at is null
             where n.institution =\s""" + StatusTable.INSTITUTION;

    private final JdbcClient jdbc;

    MergeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A locked case: its complaint, and the case that stands for it; null: none. */
    record Locked(JsonNode complaint, @Nullable Long standing) {}

    /**
     * The complaints of cases, locked until the transaction ends; none of those that are erased or not there. With those that
     * stand for them: what happens to a merged case happens to that one.
     */
    Map<Long, Locked> lock(Collection<Long> complaintIds) {
        Map<Long, Locked> complaints = new TreeMap<>();
        lock(complaintIds, complaints);
        Set<Long> roots = new TreeSet<>();
        complaints.values().stream()
                .map(Locked::standing)
                .filter(Objects::nonNull)
                .forEach(roots::add);
        roots.removeAll(complaints.keySet());
        if (!roots.isEmpty()) {
            lock(roots, complaints);
        }
        return complaints;
    }

    private void lock(Collection<Long> complaintIds, Map<Long, Locked> complaints) {
        jdbc.sql("select id, document::text, merged_into from complaint where id = any(:ids) and erased_at is null "
                        + "order by id for update")
                .param("ids", new TreeSet<>(complaintIds).toArray(Long[]::new))
                .query(row -> {
                    complaints.put(
                            row.getLong(1),
                            new Locked(JsonText.objectOf(row.getString(2)), row.getObject(3, Long.class)));
                });
    }

    /** These cases, each with the case that stands for it; null: none. */
    Map<Long, @Nullable Long> standing(Collection<Long> complaintIds) {
        Map<Long, @Nullable Long> standing = new HashMap<>();
        complaintIds.forEach(id -> standing.put(id, null));
        jdbc.sql("select id, merged_into from complaint where id = any(:ids) and merged_into is not null")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    standing.put(row.getLong(1), row.getLong(2));
                });
        return standing;
    }

    /** Notes for which cases events count; null: for the case that they name. */
    void pass(Map<Long, @Nullable Long> byEvent) {
        if (!byEvent.isEmpty()) {
            List<Long> ids = new ArrayList<>(byEvent.keySet());
            jdbc.sql(
                            "update status_event s set passed_to = p.root "
                                    + "from unnest(cast(:ids as bigint[]), cast(:roots as bigint[])) as p(id, root) where s.id = p.id")
                    .param("ids", ids.toArray(Long[]::new))
                    .param("roots", ids.stream().map(byEvent::get).toArray(Long[]::new))
                    .update();
        }
    }

    /**
     * Lets all that was passed to a case count for the cases that it names.
     * @return false if there was nothing
     */
    boolean takeBack(long complaintId) {
        return jdbc.sql("update status_event set passed_to = null where passed_to = :id")
                        .param("id", complaintId)
                        .update()
                > 0;
    }

    /** The cases for which these stand, with the one that stands for each. */
    Map<Long, Long> members(Collection<Long> complaintIds) {
        Map<Long, Long> members = new TreeMap<>();
        jdbc.sql("select id, merged_into from complaint where merged_into = any(:ids) and erased_at is null")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    members.put(row.getLong(1), row.getLong(2));
                });
        return members;
    }

    /** Into which case each of these was merged, one step of a chain. */
    Map<Long, Long> parents(Collection<Long> complaintIds) {
        Map<Long, Long> parents = new HashMap<>();
        if (!complaintIds.isEmpty()) {
            jdbc.sql("select complaint_id, into_id from case_merge where complaint_id = any(:ids)")
                    .param("ids", complaintIds.toArray(Long[]::new))
                    .query(row -> {
                        parents.put(row.getLong(1), row.getLong(2));
                    });
        }
        return parents;
    }

    private record Named(long id, String number, long root, int members) {}

    /** What the merges among these events of cases name, or why they cannot be. */
    @SuppressWarnings("IdentityHashMapUsage") // two cases may have events that say the same
    Map<StatusEvent, MergeTarget> targets(Map<Long, List<StatusEvent>> merges, Map<Long, @Nullable Long> standing) {
        if (merges.isEmpty()) {
            return Map.of();
        }
        List<Long> cases = new ArrayList<>();
        List<StatusEvent> events = new ArrayList<>();
        merges.forEach((id, some) -> some.forEach(event -> {
            cases.add(id);
            events.add(event);
        }));
        List<List<Named>> found = lookedUp(events);
        Map<StatusEvent, MergeTarget> targets = new IdentityHashMap<>();
        for (int place = 0; place < events.size(); place++) {
            long self = cases.get(place);
            targets.put(events.get(place), target(self, standing.get(self), found.get(place)));
        }
        return targets;
    }

    private List<List<Named>> lookedUp(List<StatusEvent> events) {
        List<List<Named>> found = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<String> institutions = new ArrayList<>();
        List<CaseName> names = new ArrayList<>();
        for (StatusEvent event : events) {
            namesOf(event).forEach(name -> {
                places.add(found.size());
                institutions.add(StatusTable.institutionOf(event));
                names.add(name);
            });
            found.add(new ArrayList<>());
        }
        jdbc.sql(TARGETS)
                .param("places", places.toArray(Integer[]::new))
                .param("institutions", institutions.toArray(String[]::new))
                .param("kinds", names.stream().map(CaseName::kind).toArray(String[]::new))
                .param("values", names.stream().map(CaseName::value).toArray(String[]::new))
                .query(row -> {
                    found.get(row.getInt(1))
                            .add(new Named(row.getLong(2), row.getString(3), row.getLong(4), row.getInt(5)));
                });
        return found;
    }

    private static List<CaseName> namesOf(StatusEvent event) {
        return Objects.requireNonNullElse(event.others(), List.<Complaint.ExternalId>of()).stream()
                .flatMap(number -> CaseName.of(number).stream())
                .toList();
    }

    /** @param standing the case that stands for {@code self} already; null: none */
    private static MergeTarget target(long self, @Nullable Long standing, List<Named> named) {
        if (named.isEmpty()) {
            return MergeTarget.refused(Problem.MERGE_TARGET_UNKNOWN);
        }
        // a number that both have does not matter beside one that only the other has
        List<Named> others = named.stream().filter(one -> one.id() != self).toList();
        if (others.isEmpty()) {
            return MergeTarget.refused(Problem.MERGE_IN_A_CIRCLE);
        }
        Set<Long> roots = new HashSet<>();
        others.forEach(one -> roots.add(one.root()));
        if (roots.size() > 1) {
            return MergeTarget.refused(Problem.MERGE_TARGET_AMBIGUOUS);
        }
        Named first = others.get(0);
        if (first.root() == self) {
            return MergeTarget.refused(Problem.MERGE_IN_A_CIRCLE);
        }
        if (first.members() >= MOST_MEMBERS && (standing == null || standing != first.root())) {
            return MergeTarget.refused(Problem.MERGE_TOO_MANY);
        }
        Named into = others.size() == 1
                ? first
                : others.stream()
                        .filter(one -> one.id() == one.root())
                        .findFirst()
                        .orElse(first);
        return new MergeTarget(into.id(), into.number(), null);
    }
}
