package org.onestophub.pipeline.read.calls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.ShortText;
import org.onestophub.problem.Problem;

/**
 * One call made of its legs: first start, last end, answered if a person answered any leg. Talk time is the time in which
 * at least one answered leg was open, so that legs that overlap in an attended transfer are not counted twice, less the time
 * on hold where the system says it; where a leg's times are missing, the longest billed time stands in. Legs that follow each
 * other are added up.
 */
final class CallRecord {

    /** Stations shown; a call in a loop has thousands. */
    private static final int MOST_STATIONS = 50;

    private static final int MOST_NUMBER = 100;

    private final CdrProfile profile;
    private final String key;
    private final List<CallLeg> legs;
    private final List<Finding> findings = new ArrayList<>();
    private final ObjectNode call = JsonNodeFactory.instance.objectNode();

    private CallRecord(CdrProfile profile, String key, List<CallLeg> legs) {
        this.profile = profile;
        this.key = key;
        this.legs = new ArrayList<>(legs);
        this.legs.sort(CallLeg.BY_START);
    }

    /** The candidate of a call with at least one leg. */
    static Candidate candidate(CdrProfile profile, String key, List<CallLeg> legs, Map<String, String> transport) {
        return new CallRecord(profile, key, legs).candidate(transport);
    }

    private Candidate candidate(Map<String, String> transport) {
        call.put("key", key);
        putDirection();
        putTimes();
        putTalk();
        putCaller();
        putStations();
        if (legs.stream().anyMatch(CallLeg::isRepaired)) {
            findings.add(Finding.of(Problem.ROW_REPAIRED, "/legs"));
        }
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.set("call", call);
        view.set("legs", legsAsTheyAre());
        ObjectNode facts = view.putObject("transport");
        transport.forEach((name, value) -> facts.put(CellText.clean(name), CellText.clean(value)));
        return Candidate.found("call:" + profile.system() + ":" + key, view, List.of())
                .withFindings(findings);
    }

    private void putDirection() {
        String direction = legs.get(0).role("direction").strip().toLowerCase(Locale.ROOT);
        call.put("direction", profile.directions().getOrDefault(direction, "inbound"));
    }

    private void putTimes() {
        Optional<Instant> start = times("start").stream().min(Comparator.naturalOrder());
        Optional<Instant> end = profile.areLegsConsecutive()
                ? start.map(at -> at.plusSeconds(sum(legs, "duration")))
                : times("end").stream().max(Comparator.naturalOrder());
        Optional<Instant> answer = legs.stream()
                .filter(CallLeg::isAnswered)
                .flatMap(leg -> leg.time("answer").map(at -> at.plusSeconds(secondsBefore(leg))).stream())
                .min(Comparator.naturalOrder());
        if (start.isEmpty()) {
            findings.add(Finding.of(Problem.DATE_UNREADABLE, "/call/startedAt"));
        }
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            findings.add(Finding.of(Problem.DATE_IMPLAUSIBLE, "/call/endedAt"));
            end = Optional.empty();
        }
        start.ifPresent(at -> call.put("startedAt", at.toString()));
        answer.ifPresent(at -> call.put("answeredAt", at.toString()));
        end.ifPresent(at -> call.put("endedAt", at.toString()));
        long seconds = start.isPresent() && end.isPresent()
                ? Duration.between(start.get(), end.get()).toSeconds()
                : longest("duration");
        call.put("durationSeconds", bounded(seconds));
    }

    private void putTalk() {
        List<CallLeg> answered = legs.stream().filter(CallLeg::isAnswered).toList();
        call.put("missed", answered.isEmpty());
        call.put(
                "disposition",
                (answered.isEmpty() ? legs.get(legs.size() - 1) : answered.get(answered.size() - 1))
                        .role("disposition"));
        call.put("talkSeconds", answered.isEmpty() ? 0 : bounded(talkSeconds(answered)));
    }

    private long talkSeconds(List<CallLeg> answered) {
        if (profile.areLegsConsecutive()) {
            return sum(answered, "talk");
        }
        long total = -sum(answered, "hold");
        Instant covered = Instant.MIN;
        List<Instant[]> spans = new ArrayList<>();
        for (CallLeg leg : answered) {
            Optional<Instant> from = leg.time("answer");
            Optional<Instant> to = leg.time("end");
            if (from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
                return longest("talk");
            }
            spans.add(new Instant[] {from.get(), to.get()});
        }
        spans.sort(Comparator.comparing(span -> span[0]));
        for (Instant[] span : spans) {
            Instant from = span[0].isBefore(covered) ? covered : span[0];
            if (span[1].isAfter(from)) {
                total += Duration.between(from, span[1]).toSeconds();
                covered = span[1];
            }
        }
        return total;
    }

    private void putCaller() {
        String id = first(leg -> leg.role("callerId"));
        String number = first(leg -> leg.role("caller"));
        if (number.isEmpty()) {
            number = numberOf(id);
        }
        String name = first(leg -> leg.role("callerName"));
        if (name.isEmpty()) {
            name = nameOf(id);
        }
        boolean withheld = isWithheld(number) || (isWithheld(name) && !name.isEmpty() && !hasDigits(number));
        call.put("callerWithheld", withheld);
        putIfFilled("callerRaw", number);
        if (!withheld) {
            putIfFilled("callerNumber", withoutOutsidePrefix(number));
        }
        // a text without a letter is a line number or a rank, not a name
        if (!isWithheld(name) && name.chars().anyMatch(Character::isLetter)) {
            putIfFilled("callerName", name);
        }
    }

    private void putStations() {
        putIfFilled("calledNumber", first(leg -> leg.isComplaintLine() ? calledOf(leg) : ""));
        putIfFilled("queue", first(leg -> leg.layout().queueOf(leg.cells())));
        putIfFilled("recording", first(leg -> leg.role("recording")));
        List<String> stations = new ArrayList<>();
        for (CallLeg leg : legs) {
            for (String station : List.of(leg.role("called"), leg.role("finalCalled"))) {
                boolean same =
                        !stations.isEmpty() && stations.get(stations.size() - 1).equals(station);
                if (!station.isBlank() && !same && stations.size() < MOST_STATIONS) {
                    stations.add(ShortText.of(station, MOST_NUMBER));
                }
            }
        }
        ArrayNode chain = call.putArray("transferChain");
        if (stations.size() > 1) {
            stations.forEach(chain::add);
        }
    }

    private ArrayNode legsAsTheyAre() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (CallLeg leg : legs) {
            ObjectNode one = all.addObject();
            for (int i = 0; i < leg.cells().length; i++) {
                one.put(leg.layout().columns().get(i), CellText.of(leg.cells()[i]));
            }
        }
        return all;
    }

    private String calledOf(CallLeg leg) {
        String called = leg.role("called");
        String last = leg.role("finalCalled");
        return profile.lines().numbers().contains(last) ? last : called;
    }

    private boolean isWithheld(String text) {
        return profile.withheld().contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** The name of {@code "Name" <number>}; it may have quotes of its own. */
    private static String nameOf(String callerId) {
        int bracket = callerId.lastIndexOf('<');
        String name = (bracket < 0 ? callerId : callerId.substring(0, bracket)).strip();
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).strip() : name;
    }

    private static String numberOf(String callerId) {
        int bracket = callerId.lastIndexOf('<');
        int end = callerId.indexOf('>', bracket + 1);
        return bracket < 0 || end < 0
                ? ""
                : callerId.substring(bracket + 1, end).strip();
    }

    private static boolean hasDigits(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    private String withoutOutsidePrefix(String number) {
        for (String prefix : profile.outsidePrefixes()) {
            // an extension may begin with the prefix too; only a longer number is an outside number
            if (number.startsWith(prefix) && number.length() - prefix.length() >= 7) {
                return number.substring(prefix.length());
            }
        }
        return number;
    }

    private void putIfFilled(String field, String text) {
        if (!text.isBlank()) {
            call.put(field, text);
        }
    }

    private String first(Function<CallLeg, String> of) {
        return legs.stream().map(of).filter(text -> !text.isBlank()).findFirst().orElse("");
    }

    private List<Instant> times(String role) {
        return legs.stream().flatMap(leg -> leg.time(role).stream()).toList();
    }

    private long longest(String role) {
        return legs.stream()
                .flatMap(leg -> leg.seconds(role).stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** How long the legs took that come before this one, where all have the start of the call. */
    private long secondsBefore(CallLeg leg) {
        return profile.areLegsConsecutive() ? sum(legs.subList(0, legs.indexOf(leg)), "duration") : 0;
    }

    private static long sum(List<CallLeg> legs, String role) {
        return legs.stream()
                .flatMap(leg -> leg.seconds(role).stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private static int bounded(long seconds) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, seconds));
    }
}
