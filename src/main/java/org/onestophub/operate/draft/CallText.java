package org.onestophub.operate.draft;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Choice;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Target;

/** Call records of one telephone system as a mapping of its own; program and dialects are those of {@code phone-cdr}. */
final class CallText {

    /** The mapping that lends its program and dialects. */
    static final String LENDER = "phone-cdr";

    private static final String DIALECT = "/profile/dialect";
    private static final String UTC = "/profile/usegmtime";
    private static final String NUMBERS = "/profile/complaintLines/numbers";
    private static final String QUEUES = "/profile/complaintLines/queues";
    private static final String PREFIXES = "/profile/outsidePrefixes";

    /** In the order of the page. */
    static final List<Target> TARGETS = List.of(
            new Target(DIALECT, "", false, true),
            new Target(UTC, "", false, false),
            new Target(NUMBERS, "", false, true),
            new Target(QUEUES, "", false, false),
            new Target(PREFIXES, "", false, false));

    private static final Pattern COMMA = Pattern.compile("\\s*[,，、]\\s*");

    /** Words between commas; what would end a text of YAML is not in them. */
    private static final Pattern WORDS = Pattern.compile("[^\"\\\\\\p{Cntrl}$]{1,1000}");

    private final Map<String, String> chosen = new LinkedHashMap<>();

    CallText(List<Choice> choices) {
        choices.forEach(choice -> chosen.put(choice.target(), choice.source()));
    }

    /** Whether a target may be given that. */
    static boolean takes(Choice choice) {
        return switch (choice.target()) {
            case DIALECT -> choice.source().matches("[a-z0-9]+(-[a-z0-9]+)*");
            case UTC -> choice.source().matches("true|false");
            default -> WORDS.matcher(choice.source()).matches();
        };
    }

    /** {@code mapping.yaml}. */
    String mapping(String channel, LocalDate day) {
        List<String> lines = new ArrayList<>();
        lines.add("# Call records of the telephone system " + channel + ", drafted in the console.");
        lines.add("reader: cdr-csv");
        lines.add("profile:");
        if (chosen.containsKey(DIALECT)) {
            lines.add("  dialect: " + chosen.get(DIALECT));
        }
        lines.add("  system: " + channel);
        if (chosen.containsKey(UTC)) {
            lines.add("  usegmtime: " + chosen.get(UTC));
        }
        lines.add("  complaintLines:");
        lines.add("    numbers: " + listOf(NUMBERS));
        lines.add("    queues: " + listOf(QUEUES));
        lines.add("  outsidePrefixes: " + listOf(PREFIXES));
        lines.add("program-of: " + LENDER);
        lines.add("lane: bulk");
        lines.add("source: \"Files of this telephone system, of a make chosen by a person\"");
        lines.add("changes:");
        lines.add("  - date: " + day);
        lines.add("    what: first version");
        lines.add("    why: drafted in the console");
        return String.join("\n", lines) + "\n";
    }

    private String listOf(String target) {
        return Stream.of(COMMA.split(chosen.getOrDefault(target, "").strip()))
                .filter(word -> !word.isEmpty())
                .map(word -> "\"" + word + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
