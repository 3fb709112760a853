package org.onestophub.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What happens to one complaint from its receipt to its end, and what must be true afterwards. It knows the rules of duties in
 * its own words, written by hand from the pages that the rules name, and never asks the hub.
 */
final class TwelveWalk {

    /** Over which line a step is said. */
    enum Line {
        HTTP,
        BATCH,
        QUEUE,
        LINES,
        SHEET,
        OFFICE,
        PLATFORM
    }

    /** A step: what happened, said over which line, with which further fields. */
    record Step(Line line, String type, String more) {}

    /** Which events meet a duty and which end it. */
    private record Rule(Set<String> met, Set<String> ends) {}

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("hotline-sign", rule("signed accepted contacted returned replied fed-back closed", "withdrawn")),
            Map.entry(
                    "hotline-contact",
                    rule("contacted first-reply replied solved-on-spot fed-back closed", "withdrawn returned")),
            Map.entry(
                    "hotline-return",
                    rule("returned accepted assigned contacted first-reply replied fed-back closed", "withdrawn")),
            Map.entry("hotline-finish", rule("fed-back closed", "withdrawn returned")),
            Map.entry("hotline-handle-again", rule("fed-back closed", "withdrawn returned")),
            Map.entry("reply-one-department", rule("replied solved-on-spot closed", "not-handled withdrawn returned")),
            Map.entry(
                    "first-reply", rule("first-reply replied solved-on-spot closed", "not-handled withdrawn returned")),
            Map.entry(
                    "department",
                    rule("department-opinion replied solved-on-spot closed", "not-handled withdrawn returned")),
            Map.entry(
                    "transfer",
                    rule("transferred accepted assigned solved-on-spot not-handled replied closed", "withdrawn")),
            Map.entry("mediation", rule("forum-closed settled", "withdrawn")),
            Map.entry("settlement-report", rule("reported", "")));

    /** Duties that begin with an event instead of the receipt. */
    private static final Map<String, String> STARTED_BY = Map.of(
            "department", "assigned",
            "hotline-handle-again", "re-handled",
            "mediation", "forum-opened",
            "settlement-report", "settled");

    private static final String AGAIN = "reopened";
    private static final String REPLY = "reply-one-department";

    private final String mark;
    private final String state;
    private final Set<String> rules;
    private final Set<String> late;
    private final List<Step> steps = new ArrayList<>();

    /**
     * A walk.
     *
     * @param mark by which its complaint is known
     * @param state in which it ends
     * @param rules that begin with its receipt, with blanks between
     * @param late those of them that were over before anybody could do anything
     */
    TwelveWalk(String mark, String state, String rules, String late) {
        this.mark = mark;
        this.state = state;
        this.rules = words(rules);
        this.late = words(late);
    }

    private static Rule rule(String met, String ends) {
        return new Rule(words(met), words(ends));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    /** Adds a step; {@code more} are further fields as JSON, each beginning with a comma. */
    TwelveWalk then(Line line, String type, String more) {
        steps.add(new Step(line, type, more));
        return this;
    }

    /** Adds a step without further fields. */
    TwelveWalk then(Line line, String type) {
        return then(line, type, "");
    }

    String mark() {
        return mark;
    }

    /** The state in which it ends. */
    String state() {
        return state;
    }

    /** The steps in the order in which they happen. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** What happened, in its order. */
    List<String> types() {
        return steps.stream().map(Step::type).toList();
    }

    /**
     * The duties of the case at the end as {@code rule met|ended|open time late|in-time}, in the order of their names and starts.
     *
     * @param times when each step happened
     */
    List<String> duties(List<Instant> times) {
        Map<String, List<String>> duties = new TreeMap<>();
        rules.forEach(
                rule -> duties.computeIfAbsent(rule, none -> new ArrayList<>()).add(duty(rule, 0, times)));
        for (int i = 0; i < steps.size(); i++) {
            String type = steps.get(i).type();
            int after = i + 1;
            STARTED_BY.forEach((rule, start) -> {
                if (start.equals(type)) {
                    duties.computeIfAbsent(rule, none -> new ArrayList<>()).add(duty(rule, after, times));
                }
            });
            if (type.equals(AGAIN) && rules.contains(REPLY)) {
                duties.get(REPLY).add(duty(REPLY, after, times).replace(" late", " in time"));
            }
        }
        return duties.values().stream().flatMap(List::stream).toList();
    }

    private String duty(String name, int from, List<Instant> times) {
        Rule rule = RULES.get(name);
        String time = late.contains(name) ? " late" : " in time";
        for (int i = from; i < steps.size(); i++) {
            String type = steps.get(i).type();
            if (rule.met().contains(type)) {
                return name + " met " + times.get(i) + time;
            }
            if (rule.ends().contains(type)) {
                return name + " ended " + times.get(i) + time;
            }
        }
        return name + " open" + time;
    }
}
