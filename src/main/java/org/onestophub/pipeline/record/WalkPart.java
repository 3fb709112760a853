package org.onestophub.pipeline.record;

import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.complaint.walk.Walk;

/**
 * A walk, or a run of things of one that holds very many, which is recorded part by part.
 *
 * @param most things of this walk that are recorded in one transaction
 * @param from number of its first thing
 * @param things its things, in their order
 * @param before how the things of earlier parts ended
 * @param erasedBefore how many of them were things of erased complaints
 */
record WalkPart(Walk walk, int most, int from, List<Thing> things, List<Outcome> before, int erasedBefore) {

    /** Things that are recorded in one transaction at most. */
    static final int MOST_THINGS = 200;

    /** True if its walk is recorded in several transactions, or in one of its own. */
    boolean isApart() {
        return most == 1 || walk.candidates().size() > most;
    }

    /** Leads of public opinion are compared with the texts of all others, so each sees those before it in the database. */
    private static int mostThings(Walk walk) {
        return walk.candidates().stream().anyMatch(one -> one.isSound() && LeadText.isLead(one.mapped()))
                ? 1
                : MOST_THINGS;
    }

    /** The first part of a walk, mostly the whole of it. */
    static WalkPart of(Walk walk) {
        return at(walk, mostThings(walk), 0, List.of(), 0);
    }

    /** The part after this one, whose things and those before ended so; {@code erased} of its own were erased before. */
    WalkPart next(List<Outcome> results, int erased) {
        return at(walk, most, end(), results, erasedBefore + erased);
    }

    private static WalkPart at(Walk walk, int most, int from, List<Outcome> before, int erasedBefore) {
        int to = Math.min(from + most, walk.candidates().size());
        List<Thing> things = new ArrayList<>(to - from);
        for (int number = from; number < to; number++) {
            things.add(Thing.of(walk, number));
        }
        return new WalkPart(walk, most, from, things, before, erasedBefore);
    }

    private int end() {
        return from + things.size();
    }

    /** True if nothing comes after it. */
    boolean isLast() {
        return end() == walk.candidates().size();
    }

    long receiptId() {
        return walk.receipt().id();
    }
}
