package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ComplaintKind;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.contract.CaseFacts;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.pipeline.record.CaseLinkTable.Compared;
import org.onestophub.pipeline.record.CaseLinkTable.Pair;
import org.onestophub.pipeline.record.CaseLinkTable.Shared;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares cases with others of the same person, after they were recorded: suggests pairs that may be one, and counts repeats.
 * A suggestion needs the same person and the same matter; it never links by itself.
 */
@Component
class LinkedCases {

    /** Two cases by one channel are mostly two matters, unless their words are nearly the same. */
    private static final int SAME_CHANNEL = 70;

    private final CaseLinkTable table;
    private final CaseTable cases;
    private final CaseFacts facts;
    private final WorkQueue work;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final LinkProperties properties;
    private final Clock clock;

    LinkedCases(
            CaseLinkTable table,
            CaseTable cases,
            CaseFacts facts,
            WorkQueue work,
            TransactionTemplate transaction,
            WorkSignal signal,
            LinkProperties properties,
            Clock clock) {
        this.table = table;
        this.cases = cases;
        this.facts = facts;
        this.work = work;
        this.transaction = transaction;
        this.signal = signal;
        this.properties = properties;
        this.clock = clock;
    }

    /** Compares these cases in one transaction and ends the work; doing it again changes nothing. */
    void compare(List<Long> ids) {
        signal.giveWay();
        try {
            transaction.executeWithoutResult(status -> compare(ids, clock.instant()));
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.RECORD_UNAVAILABLE);
        }
    }

    private void compare(List<Long> ids, Instant now) {
        List<Compared> compared = table.cases(ids);
        if (!compared.isEmpty()) {
            Set<Long> moved = table.remember(compared);
            List<Shared> shared = table.sharing(ids, properties.window());
            table.suggest(pairs(compared, ofPersons(shared)), now);
            Set<Long> counted = new TreeSet<>(ids);
            // one that was received later and recorded before is a repeat of these; earlier ones count as before
            shared.stream()
                    .filter(one -> one.isLater() || moved.contains(one.id()))
                    .forEach(one -> counted.add(one.other()));
            Set<Long> changed = table.countRepeats(counted, properties.repeats());
            if (!changed.isEmpty()) {
                facts.write(cases.lockRevisions(changed).keySet());
            }
        }
        work.endLeased(Lane.LINKS.word(), ids);
    }

    /** Without traits that too many have. */
    private static List<Shared> ofPersons(List<Shared> shared) {
        Map<String, Set<Long>> owners = new HashMap<>();
        shared.forEach(one -> owners.computeIfAbsent(one.id() + "|" + one.kind() + one.value(), none -> new HashSet<>())
                .add(one.other()));
        return shared.stream()
                .filter(one -> owners.getOrDefault(one.id() + "|" + one.kind() + one.value(), Set.of())
                                .size()
                        <= CaseLinkTable.MOST_OTHERS)
                .toList();
    }

    private List<Pair> pairs(List<Compared> compared, List<Shared> shared) {
        Map<Long, Compared> known = new TreeMap<>();
        compared.forEach(one -> known.put(one.id(), one));
        Set<Long> more = new TreeSet<>();
        shared.forEach(one -> more.add(one.other()));
        more.removeAll(known.keySet());
        if (!more.isEmpty()) {
            table.others(more).forEach(one -> known.put(one.id(), one));
        }
        Map<List<Long>, Set<String>> kinds = new HashMap<>();
        shared.forEach(one -> kinds.computeIfAbsent(
                        List.of(Math.min(one.id(), one.other()), Math.max(one.id(), one.other())),
                        none -> new TreeSet<>())
                .add(one.kind()));
        Map<Long, Set<String>> words = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        kinds.forEach((ids, some) -> {
            Pair pair = pair(known.get(ids.get(0)), known.get(ids.get(1)), some, words);
            if (pair != null) {
                pairs.add(pair);
            }
        });
        pairs.sort((one, other) -> one.first() == other.first()
                ? Long.compare(one.second(), other.second())
                : Long.compare(one.first(), other.first()));
        return pairs;
    }

    /** The pair if both may be about one matter; null if not. */
    private @Nullable Pair pair(
            @Nullable Compared first, @Nullable Compared second, Set<String> kinds, Map<Long, Set<String>> words) {
        if (first == null
                || second == null
                || first.standing() == second.standing()
                || isOfStaff(first) != isOfStaff(second)) {
            return null;
        }
        Set<String> one = words.computeIfAbsent(first.id(), none -> TextLikeness.pairsOf(wordsOf(first)));
        Set<String> other = words.computeIfAbsent(second.id(), none -> TextLikeness.pairsOf(wordsOf(second)));
        int likeness = TextLikeness.of(one, other);
        boolean isSameChannel = first.channel().equals(second.channel());
        boolean isLike = likeness >= (isSameChannel ? SAME_CHANNEL : properties.likeness());
        List<String> evidence = new ArrayList<>(kinds);
        if (isLike) {
            evidence.add("text");
        }
        boolean sharesCategory = shares(codes(first, "categories", ""), codes(second, "categories", ""));
        boolean sharesDepartment = shares(codes(first, "departments", "code"), codes(second, "departments", "code"));
        if (sharesCategory) {
            evidence.add("category");
        }
        if (sharesDepartment) {
            evidence.add("department");
        }
        // a call mostly has no words; by itself it says who, and when
        boolean isSilent = !TextLikeness.saysSomething(one) || !TextLikeness.saysSomething(other);
        boolean isOneMatter = isLike || !isSameChannel && (isSilent || sharesCategory && sharesDepartment);
        return isOneMatter ? new Pair(first.id(), second.id(), likeness, evidence) : null;
    }

    private static boolean isOfStaff(Compared one) {
        return !ComplaintKind.of(one.document()).equals(ComplaintKind.PATIENT);
    }

    private static String wordsOf(Compared one) {
        JsonNode matter = one.document().path("matter");
        return matter.path("title").asText() + " " + matter.path("facts").asText();
    }

    private static Set<String> codes(Compared one, String list, String field) {
        Set<String> codes = new HashSet<>();
        for (JsonNode value : one.document().path("matter").path(list)) {
            String code = (field.isEmpty() ? value : value.path(field)).asText();
            if (!code.isEmpty()) {
                codes.add(code);
            }
        }
        return codes;
    }

    private static boolean shares(Collection<String> one, Collection<String> other) {
        return one.stream().anyMatch(other::contains);
    }
}
