package org.onestophub.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One complaint of the walk with what happens to it: the hospital's and the platform's own record of it, from which the test
 * counts what the hub must show.
 *
 * @param mark words by which it is found, in what it says
 * @param channel how it came
 * @param order number of its order, empty if it is none
 * @param steps what happens, in the order in which it happens
 */
record CaseScript(String mark, String channel, String order, List<Step> steps) {

    /** Orders that the platform pushes, and of which it pushes all that it does itself. */
    static final String PUSHED = "hotline";

    /** Channels whose complaints are due an answer; calls and leads of public opinion may be none. */
    private static final List<String> ANSWERED = List.of(PUSHED, "orders", "email", "letter", "visit");

    /** States that types make, as the code list of the hospital's system has them; others leave the state as it is. */
    private static final Map<String, String> MAKES = Map.of(
            "accepted", "accepted",
            "assigned", "handling",
            "replied", "replied",
            "closed", "closed",
            "re-handled", "handling",
            "withdrawn", "withdrawn");

    /**
     * Something that happens.
     *
     * @param type of the hub's code list
     * @param at when
     * @param isOfPlatform true: the platform says so in a push of its own
     */
    record Step(String type, Instant at, boolean isOfPlatform) {}

    /** From receipt to closing and call-back; the platform calls back for its own orders. */
    static CaseScript closed(String mark, String channel, String order, Instant begin) {
        List<String> types =
                new ArrayList<>(List.of("accepted", "signed", "contacted", "assigned", "department-opinion"));
        types.addAll(List.of("replied", "fed-back", "closed", "called-back"));
        return of(mark, channel, order, begin, types);
    }

    static CaseScript of(String mark, String channel, String order, Instant begin, List<String> types) {
        List<Step> steps = new ArrayList<>();
        for (String type : types) {
            boolean isOfPlatform = channel.equals(PUSHED)
                    && List.of("called-back", "re-handled", "withdrawn").contains(type);
            steps.add(new Step(type, begin.plusSeconds(steps.size()), isOfPlatform));
        }
        return new CaseScript(mark, channel, order, steps);
    }

    /** The state it ends in. */
    String state() {
        String state = "received";
        for (Step step : steps) {
            state = MAKES.getOrDefault(step.type(), state);
        }
        return state;
    }

    List<String> types() {
        return steps.stream().map(Step::type).toList();
    }

    /** When it was answered first. */
    Optional<Instant> repliedAt() {
        return steps.stream()
                .filter(step -> step.type().equals("replied"))
                .map(Step::at)
                .findFirst();
    }

    boolean isOrder() {
        return !order.isEmpty();
    }

    /** True if it must have a duty to be answered. */
    boolean isDueAnAnswer() {
        return ANSWERED.contains(channel);
    }
}
