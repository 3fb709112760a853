package org.onestophub.loop.status;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.status.StatusTable.OfCase;
import org.springframework.stereotype.Component;

/** Reads the histories of cases; a case that stands for others has what happened to those since they were merged into it. */
@Component
class CasePast {

    private final StatusTable table;
    private final MergeTable merges;
    private final CodeLists lists;

    CasePast(StatusTable table, MergeTable merges, CodeLists lists) {
        this.table = table;
        this.merges = merges;
        this.lists = lists;
    }

    /**
     * Histories, and what they are made of.
     *
     * @param histories by case
     * @param own the events that name each case, by case
     * @param passed events of merged cases that count for the case which stands for them, by that case
     * @param targets what each merge names, by the very event
     */
    record Past(
            Map<Long, CaseHistory> histories,
            Map<Long, List<OfCase>> own,
            Map<Long, List<OfCase>> passed,
            Map<StatusEvent, MergeTarget> targets) {

        /** The events that a case announces: its own and those passed to it, without those it passes on. */
        List<OfCase> announcedBy(long id) {
            Set<StatusEvent> left = Set.copyOf(Objects.requireNonNull(histories.get(id), "a history for each case")
                    .passed());
            List<OfCase> all = new ArrayList<>();
            own.getOrDefault(id, List.of()).stream()
                    .filter(one -> !left.contains(one.event()))
                    .forEach(all::add);
            all.addAll(passed.getOrDefault(id, List.of()));
            return all;
        }

        /** The target of the merge that lasts; null if the case is not merged. */
        @Nullable
        MergeTarget target(long id) {
            StatusEvent merge = Objects.requireNonNull(histories.get(id), "a history for each case")
                    .merge();
            return merge == null ? null : targets.get(merge);
        }
    }

    /** @param standing the cases, each with the case that stands for it; null: none */
    Past of(Map<Long, @Nullable Long> standing) {
        return of(standing, List.of());
    }

    /** @param bare new cases, to which nothing has happened */
    Past of(Map<Long, @Nullable Long> standing, Collection<Long> bare) {
        Map<Long, Long> members = standing.isEmpty() ? Map.of() : merges.members(standing.keySet());
        Set<Long> all = new TreeSet<>(standing.keySet());
        all.addAll(members.keySet());
        Map<Long, List<OfCase>> own = table.of(all);
        Map<Long, @Nullable Long> roots = new HashMap<>(standing);
        roots.putAll(members);
        CaseHistories histories = new CaseHistories(lists);
        Map<StatusEvent, MergeTarget> targets = merges.targets(mergesIn(own, histories), roots);
        Map<Long, List<OfCase>> passed = new HashMap<>();
        members.forEach((member, root) -> passed.computeIfAbsent(root, none -> new ArrayList<>())
                .addAll(passedBy(own.getOrDefault(member, List.of()), histories, targets)));
        Map<Long, CaseHistory> past = new TreeMap<>();
        bare.forEach(id -> past.put(id, histories.of(List.of())));
        standing.keySet().forEach(id -> {
            List<StatusEvent> events = new ArrayList<>();
            own.getOrDefault(id, List.of()).forEach(one -> events.add(one.event()));
            passed.getOrDefault(id, List.of()).forEach(one -> events.add(one.event()));
            past.put(id, histories.of(events, targetsIn(targets)));
        });
        return new Past(past, own, passed, targets);
    }

    private static Function<StatusEvent, MergeTarget> targetsIn(Map<StatusEvent, MergeTarget> targets) {
        return event -> targets.getOrDefault(event, MergeTarget.NONE);
    }

    private static List<OfCase> passedBy(
            List<OfCase> events, CaseHistories histories, Map<StatusEvent, MergeTarget> targets) {
        Set<StatusEvent> later = Set.copyOf(histories
                .of(events.stream().map(OfCase::event).toList(), targetsIn(targets))
                .passed());
        return events.stream().filter(one -> later.contains(one.event())).toList();
    }

    private static Map<Long, List<StatusEvent>> mergesIn(Map<Long, List<OfCase>> events, CaseHistories histories) {
        Map<Long, List<StatusEvent>> found = new TreeMap<>();
        events.forEach((id, some) -> some.stream()
                .map(OfCase::event)
                .filter(histories::isMerge)
                .forEach(event ->
                        found.computeIfAbsent(id, none -> new ArrayList<>()).add(event)));
        return found;
    }
}
