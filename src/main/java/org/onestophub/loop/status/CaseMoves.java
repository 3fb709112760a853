package org.onestophub.loop.status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses.Merge;
import org.onestophub.loop.status.CasePast.Past;
import org.onestophub.loop.status.StatusTable.OfCase;
import org.onestophub.problem.Problem;

/** What derived histories change of which case stands for which. */
final class CaseMoves {

    /** A case into which another is to be merged is looked for again: soon at first, then ever more rarely. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Duration RARELY = Duration.ofHours(6);
    /** After this time it will not come any more. */
    private static final Duration IN_VAIN = Duration.ofDays(30);

    private static final String UNKNOWN = Problem.MERGE_TARGET_UNKNOWN.code();

    private final Past past;
    private final Map<Long, Merge> moves = new HashMap<>();
    private final Map<Long, @Nullable Long> passed = new HashMap<>();

    private CaseMoves(Past past) {
        this.past = past;
    }

    /** @param standing the cases, each with the case that stands for it; null: none */
    static CaseMoves of(Past past, Map<Long, @Nullable Long> standing, MergeTable merges) {
        CaseMoves all = new CaseMoves(past);
        Set<Long> concerned = new HashSet<>();
        past.histories().forEach((id, history) -> {
            if (history.merge() != null || standing.get(id) != null) {
                concerned.add(id);
            }
        });
        Map<Long, Long> parents = merges.parents(concerned);
        for (long id : concerned) {
            MergeTarget target = past.target(id);
            Long into = target == null ? null : target.id();
            if (!Objects.equals(into, parents.get(id))) {
                all.moves.put(id, new Merge(into));
            }
        }
        past.histories().forEach((id, history) -> all.pass(id, history, standing.get(id)));
        return all;
    }

    private void pass(long id, CaseHistory history, @Nullable Long root) {
        Set<StatusEvent> later = Set.copyOf(history.passed());
        past.own().getOrDefault(id, List.of()).forEach(one -> note(one, later.contains(one.event()) ? root : null));
        past.passed().getOrDefault(id, List.of()).forEach(one -> note(one, id));
    }

    private void note(OfCase one, @Nullable Long root) {
        if (!Objects.equals(one.passedTo(), root)) {
            passed.put(one.id(), root);
        }
    }

    /** What changed of a case; null: nothing. */
    @Nullable
    Merge of(long id) {
        return moves.get(id);
    }

    /** Events that count for another case than noted before, with that case; null: for their own. */
    Map<Long, @Nullable Long> passed() {
        return passed;
    }

    /** When a case has to be looked at again; {@code ofDuties} if nothing else is due before. */
    @Nullable
    Instant nextAt(long id, @Nullable Instant ofDuties, Instant now) {
        Instant next = ofDuties;
        for (CaseHistory.Placed placed :
                Objects.requireNonNull(past.histories().get(id), "a history").events()) {
            Instant receivedAt = placed.event().receivedAt();
            if (receivedAt == null
                    || placed.findings().stream().noneMatch(one -> one.code().equals(UNKNOWN))
                    || receivedAt.plus(IN_VAIN).isBefore(now)) {
                continue;
            }
            Instant again = now.plus(pause(Duration.between(receivedAt, now)));
            next = next == null || again.isBefore(next) ? again : next;
        }
        return next;
    }

    private static Duration pause(Duration age) {
        Duration pause = age.dividedBy(4);
        return pause.compareTo(SOON) < 0 ? SOON : pause.compareTo(RARELY) > 0 ? RARELY : pause;
    }
}
