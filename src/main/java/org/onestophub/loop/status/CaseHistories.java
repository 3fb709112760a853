package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.duty.Plausible;
import org.onestophub.loop.status.CaseHistory.Placed;
import org.onestophub.problem.Problem;

/**
 * Derives the state of a case from its events, anew each time and in whatever order they came. What is impossible stays in
 * the history with a finding and changes nothing.
 */
final class CaseHistories {

    /** Clocks of two systems differ; an event from further in the future has a wrong time. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private static final Map<String, Function<StatusEvent, Collection<String>>> CODED = Map.ofEntries(
            Map.entry("forum", event -> words(event.forum())),
            Map.entry("event-level", event -> words(event.level())),
            Map.entry("right", event -> all(event.rights())),
            Map.entry("core-system", event -> all(event.coreSystems())),
            Map.entry("discipline-route", event -> words(event.disciplineRoute())),
            Map.entry("track", event -> words(event.track())),
            Map.entry("immediate-change", event -> all(event.changedAtOnce())),
            Map.entry(
                    "responsibility",
                    event -> all(event.responsible()).stream()
                            .map(StatusEvent.Responsible::level)
                            .toList()),
            Map.entry("helper", CaseHistories::helpers),
            Map.entry("matter-type", Classifications::types),
            Map.entry("category", Classifications::categories),
            Map.entry("department", Classifications::departments),
            Map.entry("staff-role", Classifications::staffRoles),
            Map.entry("satisfaction", CaseHistories::satisfactions),
            Map.entry(
                    "not-handled-reason",
                    event -> event.type().equals("not-handled") ? words(event.reason()) : List.of()));

    private final CodeLists lists;
    private final StatusTypes types;

    CaseHistories(CodeLists lists) {
        this.lists = lists;
        this.types = StatusTypes.in(lists);
    }

    /** True if an event of its type merges a case into another. */
    boolean isMerge(StatusEvent event) {
        return types.isMerge(event.type());
    }

    /** The history of these events of one case that are about no other. */
    CaseHistory of(Collection<StatusEvent> events) {
        return of(events, merge -> MergeTarget.NONE);
    }

    /** The history of these events of one case; {@code targets} says into which case a merge is, or why it cannot be. */
    CaseHistory of(Collection<StatusEvent> events, Function<StatusEvent, MergeTarget> targets) {
        List<StatusEvent> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparing(CaseHistories::timeOf)
                .thenComparing(
                        event -> types.type(event.type()).map(StatusType::rank).orElse(Integer.MAX_VALUE))
                .thenComparing(StatusEvent::source)
                .thenComparing(StatusEvent::eventId));
        Fold fold = new Fold(targets);
        ordered.forEach(fold::add);
        return new CaseHistory(
                fold.state,
                new TreeSet<>(fold.marks.keySet()),
                fold.placed,
                fold.mergedAt < 0 ? null : ordered.get(fold.mergedAt),
                fold.later.stream()
                        .map(ordered::get)
                        .filter(event -> !types.isWithdrawal(event.type()))
                        .toList());
    }

    /** When it counts as having happened: a time that cannot be is that of its arrival. */
    static Instant timeOf(StatusEvent event) {
        return isPlausible(event) || event.receivedAt() == null ? event.occurredAt() : event.receivedAt();
    }

    private static boolean isPlausible(StatusEvent event) {
        return Plausible.isTime(event.occurredAt())
                && (event.receivedAt() == null
                        || !event.occurredAt().isAfter(event.receivedAt().plus(AHEAD)));
    }

    private static List<String> words(@Nullable String word) {
        return word == null ? List.of() : List.of(word);
    }

    private static <T> List<T> all(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static List<String> helpers(StatusEvent event) {
        List<String> kinds = new ArrayList<>();
        all(event.helpers()).forEach(helper -> kinds.addAll(words(helper.kind())));
        return kinds;
    }

    private static List<String> satisfactions(StatusEvent event) {
        List<String> codes = new ArrayList<>();
        if (event.satisfaction() != null) {
            codes.addAll(words(event.satisfaction().efficiency()));
            codes.addAll(words(event.satisfaction().attitude()));
            codes.addAll(words(event.satisfaction().outcome()));
        }
        return codes;
    }

    /** The state while the events pass by. */
    private final class Fold {

        private String state = StatusTypes.FIRST;
        private String beforeMerge = StatusTypes.FIRST;
        /** How often each mark is open: there may be several seals. */
        private final Map<String, Integer> marks = new TreeMap<>();

        private final Function<StatusEvent, MergeTarget> targets;
        private final List<Placed> placed = new ArrayList<>();
        /** Place of the merge that lasts; -1: none. */
        private int mergedAt = -1;
        /** Places of what happened since. */
        private final List<Integer> later = new ArrayList<>();

        private Fold(Function<StatusEvent, MergeTarget> targets) {
            this.targets = targets;
        }

        /**
         * While the case is merged, events wait: they are another's, or its own again once it is taken apart. An order that is
         * withdrawn takes no other away.
         */
        private void add(StatusEvent event) {
            int place = placed.size();
            if (mergedAt >= 0 && !types.isOfMerge(event.type())) {
                later.add(place);
                List<Finding> findings = types.isWithdrawal(event.type())
                        ? List.of(Finding.of(Problem.STATUS_NOT_POSSIBLE, "/type"))
                        : List.of();
                placed.add(new Placed(event, timeOf(event), false, false, findings));
                return;
            }
            placed.add(place(event));
            if (!placed.get(place).counts()) {
                return;
            }
            if (state.equals(StatusTypes.MERGED)) {
                mergedAt = mergedAt < 0 ? place : mergedAt;
            } else if (mergedAt >= 0) {
                List.of(mergedAt, place)
                        .forEach(one -> placed.set(one, placed.get(one).undone()));
                mergedAt = -1;
                later.forEach(one -> placed.set(one, place(placed.get(one).event())));
                later.clear();
            }
        }

        private Placed place(StatusEvent event) {
            List<Finding> findings = new ArrayList<>();
            if (!isPlausible(event)) {
                findings.add(Finding.of(Problem.STATUS_TIME_IMPLAUSIBLE, "/occurredAt"));
            }
            CODED.forEach((list, codes) -> {
                if (codes.apply(event).stream().anyMatch(code -> !lists.contains(list, code))) {
                    findings.add(Finding.of(Problem.STATUS_CODE_UNKNOWN, list));
                }
            });
            StatusType type = types.type(event.type()).orElse(null);
            if (type == null) {
                findings.add(Finding.of(Problem.STATUS_TYPE_UNKNOWN, "/type"));
                return new Placed(event, timeOf(event), false, false, sorted(findings));
            }
            findings.addAll(missing(type, event));
            boolean counts = isPossible(type, findings) && hasTarget(type, event, findings);
            if (counts) {
                apply(type);
            }
            return new Placed(event, timeOf(event), counts, false, sorted(findings));
        }

        private List<Finding> sorted(List<Finding> findings) {
            return findings.stream()
                    .sorted(Comparator.comparing(Finding::code).thenComparing(Finding::field))
                    .toList();
        }

        /** It is said all the same, so it counts. */
        private List<Finding> missing(StatusType type, StatusEvent event) {
            if (type.fields().isEmpty()) {
                return List.of();
            }
            JsonNode body = CanonicalJson.MAPPER.valueToTree(event);
            return type.fields().stream()
                    .filter(field -> !body.hasNonNull(field))
                    .map(field -> Finding.of(Problem.STATUS_FIELD_MISSING, "/" + field))
                    .toList();
        }

        private boolean isPossible(StatusType type, List<Finding> findings) {
            if (!type.from().isEmpty() && !type.from().contains(state)) {
                findings.add(Finding.of(Problem.STATUS_NOT_POSSIBLE, "/type"));
                return false;
            }
            for (String need : type.needs()) {
                boolean isUnwanted = need.startsWith("!");
                if (marks.containsKey(isUnwanted ? need.substring(1) : need) == isUnwanted) {
                    findings.add(Finding.of(Problem.STATUS_OUT_OF_TURN, "/type"));
                    return false;
                }
            }
            return true;
        }

        /** A case must not vanish into one that is not there. */
        private boolean hasTarget(StatusType type, StatusEvent event, List<Finding> findings) {
            if (!type.state().equals(StatusTypes.MERGED)) {
                return true;
            }
            Problem refusal = targets.apply(event).refusal();
            if (refusal != null) {
                findings.add(Finding.of(refusal, "/others"));
            }
            return refusal == null;
        }

        private void apply(StatusType type) {
            type.closes().forEach(mark -> marks.computeIfPresent(mark, (name, count) -> count > 1 ? count - 1 : null));
            type.opens().forEach(mark -> marks.merge(mark, 1, Integer::sum));
            if (type.state().isEmpty()) {
                return;
            }
            if (type.state().equals(StatusTypes.MERGED)) {
                beforeMerge = state;
            }
            state = type.state().equals(StatusType.BEFORE) ? beforeMerge : type.state();
        }
    }
}
