package org.onestophub.complaint.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;

/**
 * A receipt on its way through the rooms, with everything found in it so far.
 *
 * @param receipt the accepted input
 * @param candidates what may become complaints; empty before READ
 * @param counted things that are no complaints, by kind, for example {@code {"call-other-line": 49500}}
 * @param timings how long each room took, in the order walked
 * @param mapping the mapping as it was when READ read the receipt; null before. The walk keeps it to its end,
 *     even if it is replaced meanwhile
 */
public record Walk(
        Receipt receipt,
        List<Candidate> candidates,
        Map<String, Long> counted,
        Map<String, Duration> timings,
        @Nullable Mapping mapping) {

    /** A walk that begins. */
    public static Walk of(Receipt receipt) {
        return new Walk(receipt, List.of(), Map.of(), Map.of(), null);
    }

    /** The same walk with what READ found. */
    public Walk with(List<Candidate> found, Map<String, Long> newCounted) {
        return new Walk(receipt, List.copyOf(found), Map.copyOf(newCounted), timings, mapping);
    }

    /** The same walk with the mapping by which it is read. */
    public Walk under(Mapping readAs) {
        return new Walk(receipt, candidates, counted, timings, readAs);
    }

    /** True if all its things are status events. Those of other walks may be, beside complaints. */
    public boolean isOfStatus() {
        return mapping != null && mapping.makesStatus();
    }

    /** The same walk with every sound candidate replaced by what {@code room} makes of it. */
    public Walk mapSound(UnaryOperator<Candidate> room) {
        List<Candidate> next = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            next.add(candidate.isSound() ? room.apply(candidate) : candidate);
        }
        return new Walk(receipt, List.copyOf(next), counted, timings, mapping);
    }

    /**
     * The same walk with every sound candidate replaced by the first of what {@code room} makes of it. The others follow after
     * the last candidate, so that every thing keeps its number. A room gives at least one.
     */
    public Walk flatMapSound(Function<Candidate, List<Candidate>> room) {
        List<Candidate> next = new ArrayList<>(candidates.size());
        List<Candidate> more = new ArrayList<>();
        for (Candidate candidate : candidates) {
            List<Candidate> made = candidate.isSound() ? room.apply(candidate) : List.of(candidate);
            next.add(made.get(0));
            more.addAll(made.subList(1, made.size()));
        }
        next.addAll(more);
        return new Walk(receipt, List.copyOf(next), counted, timings, mapping);
    }

    /** The result of {@code work} on this walk, with its duration noted under the room's name. */
    public Walk in(String room, UnaryOperator<Walk> work) {
        long begin = System.nanoTime();
        Walk walked = work.apply(this);
        return new Walk(walked.receipt, walked.candidates, walked.counted, timings, walked.mapping)
                .timed(room, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** The same walk with the time a room took. */
    public Walk timed(String room, Duration duration) {
        Map<String, Duration> all = new LinkedHashMap<>(timings);
        all.put(room, duration);
        return new Walk(receipt, candidates, counted, all, mapping);
    }
}
