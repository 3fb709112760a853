package org.onestophub.operate.draft;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Choice;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Target;

/** Chosen fields as the two files of a mapping, as a person would write them. */
final class DialectText {

    /** The number of an order; it names the order, and what comes under it again adds to its case. */
    static final String NUMBER = "/externalIds/0/value";

    private static final String DISPATCHED = "/handling/hotline/dispatchedAt";
    private static final String DUE = "/handling/hotline/dueAt";

    /** In the order of the page. */
    static final List<Target> TARGETS = List.of(
            new Target(NUMBER, "", false, true),
            new Target("/matter/facts", "", false, true),
            new Target("/matter/title", "", false, false),
            new Target("/matter/request", "", false, false),
            new Target("/matter/type", "matter-type", false, false),
            new Target("/matter/categories/0", "category", false, false),
            new Target("/matter/place", "", false, false),
            new Target("/matter/occurredAt", "", true, false),
            new Target("/sentAt", "", true, false),
            new Target(DISPATCHED, "", true, false),
            new Target(DUE, "", true, false),
            new Target("/complainant/name", "", false, false),
            new Target("/complainant/phones/0/raw", "", false, false),
            new Target("/complainant/address", "", false, false),
            new Target("/flags/confidential", "", false, false));

    private final Map<String, String> sources = new LinkedHashMap<>();

    DialectText(List<Choice> choices) {
        choices.forEach(choice -> sources.put(choice.target(), choice.source()));
    }

    /** {@code mapping.yaml}. */
    String mapping(String channel, LocalDate day) {
        List<String> lines = new ArrayList<>();
        lines.add("# Orders of the platform " + channel + ", pushed to /api/push/v1/" + channel
                + ". Fields were chosen in the console.");
        lines.add("reader: json");
        lines.add("profile:");
        lines.add("  keyPrefix: " + channel);
        String number = sources.getOrDefault(NUMBER, "");
        if (!number.isEmpty()) {
            lines.add("  key: [" + quoted(number) + "]");
            lines.add("  required: [" + quoted(number) + "]");
        }
        String times = TARGETS.stream()
                .filter(Target::time)
                .map(target -> sources.getOrDefault(target.pointer(), ""))
                .filter(source -> !source.isEmpty())
                .map(DialectText::quoted)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!times.isEmpty()) {
            lines.add("  times: [" + times + "]");
            lines.add(
                    "  timePatterns: [\"yyyy-MM-dd HH:mm:ss\", \"yyyy-MM-dd HH:mm\", \"yyyy/M/d H:mm:ss\", \"yyyy/M/d H:mm\","
                            + " \"yyyy-MM-dd\", \"yyyy/M/d\"]");
        }
        String due = sources.getOrDefault(DUE, "");
        if (!due.isEmpty()) {
            lines.add("  # a date without a time is the whole day");
            lines.add("  ends: [" + quoted(due) + "]");
        }
        lines.add("program: " + channel + ".jslt");
        lines.add("lane: complaint");
        lines.add("source: \"Fields of an order of this platform, chosen by a person\"");
        lines.add("changes:");
        lines.add("  - date: " + day);
        lines.add("    what: first version");
        lines.add("    why: drafted in the console");
        return String.join("\n", lines) + "\n";
    }

    /** The program. */
    String program(String channel) {
        String claims = claim("name", "/complainant/name") + claim("phone", "/complainant/phones/0/raw");
        StringBuilder text = new StringBuilder();
        text.append("// Orders of the platform ")
                .append(channel)
                .append(" as complaints. Left: the field of the complaint.\n");
        text.append("// Right: where it comes from. Times: a name that ends in At is the same time in UTC.\n");
        text.append("def text(value)\n");
        text.append("  if (is-string($value) or is-number($value)) string($value)\n\n");
        text.append("def is-yes(value)\n");
        text.append("  // a word that nobody foresaw keeps the complaint confidential\n");
        text.append(
                "  if (is-string($value)) not(test($value, \"^ *(否|不保密|无|0|false|False|FALSE|N|n|no|No|NO)? *$\"))\n");
        text.append("  else $value and $value != 0\n\n");
        text.append("{\n  \"channel\": \"hotline\"");
        member(text, "sentAt", time("/sentAt"));
        member(
                text,
                "externalIds",
                given(NUMBER)
                        .map(path -> "[{\"system\": fallback(.transport.account, \"" + channel
                                + "\"), \"kind\": \"work-order\"," + " \"value\": text(" + path + ")}]")
                        .orElse(""));
        object(text, "complainant", new String[][] {
            {"name", words("/complainant/name")},
            {"address", words("/complainant/address")},
            {
                "phones",
                given("/complainant/phones/0/raw")
                        .map(path -> "[for ([text(" + path + ")]) {\"raw\": .} if (.)]")
                        .orElse("")
            },
            {"claims", claims.isEmpty() ? "" : "[for ([" + claims.substring(2) + "]) . if (.value)]"}
        });
        object(text, "matter", new String[][] {
            {"title", words("/matter/title")},
            {"facts", words("/matter/facts")},
            {"request", words("/matter/request")},
            {
                "type",
                given("/matter/type")
                        .map(path -> "fallback(code(\"matter-type\", text(" + path + ")), text(" + path + "))")
                        .orElse("")
            },
            {
                "categories",
                given("/matter/categories/0")
                        .map(path -> "[for ([code(\"category\", text(" + path + "))]) . if (.)]")
                        .orElse("")
            },
            {
                "sourceCategories",
                given("/matter/categories/0")
                        .map(path ->
                                "[for ([text(" + path + ")]) {\"list\": \"hotline-category\", \"value\": .} if (.)]")
                        .orElse("")
            },
            {"place", words("/matter/place")},
            {"occurredAt", time("/matter/occurredAt")}
        });
        object(text, "flags", new String[][] {
            {
                "confidential",
                given("/flags/confidential")
                        .map(path -> "if (is-yes(" + path + ")) true")
                        .orElse("")
            }
        });
        object(text, "handling", new String[][] {{"hotline", hotline()}});
        return text.append("\n}\n").toString();
    }

    private String hotline() {
        StringBuilder text = new StringBuilder();
        member(text, "dispatchedAt", time(DISPATCHED));
        member(text, "dueAt", time(DUE));
        return text.isEmpty() ? "" : "{" + text.substring(1).strip().replace("\n  ", " ") + "}";
    }

    private String claim(String kind, String target) {
        return given(target)
                .map(path -> ", {\"kind\": \"" + kind + "\", \"value\": text(" + path + "), \"source\": "
                        + quoted(sources.getOrDefault(target, "/").substring(1)) + "}")
                .orElse("");
    }

    private static void object(StringBuilder text, String name, String[][] members) {
        StringBuilder inner = new StringBuilder();
        for (String[] member : members) {
            if (!member[1].isEmpty()) {
                inner.append(inner.isEmpty() ? "" : ",")
                        .append("\n    \"")
                        .append(member[0])
                        .append("\": ")
                        .append(member[1]);
            }
        }
        if (!inner.isEmpty()) {
            text.append(",\n  \"").append(name).append("\": {").append(inner).append("\n  }");
        }
    }

    private static void member(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(",\n  \"").append(name).append("\": ").append(value);
        }
    }

    private String words(String target) {
        return given(target).map(path -> "text(" + path + ")").orElse("");
    }

    private String time(String target) {
        String source = sources.getOrDefault(target, "");
        boolean inPlace = source.isEmpty() || source.endsWith("At") || source.endsWith("/at");
        return source.isEmpty() ? "" : path(inPlace ? source : source + "At");
    }

    private Optional<String> given(String target) {
        return Optional.ofNullable(sources.get(target)).map(DialectText::path);
    }

    /** A pointer as JSLT has it: {@code /a/0/b c} is {@code ."a"[0]."b c"}. */
    private static String path(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String step : pointer.substring(1).split("/")) {
            boolean isIndex = step.matches("[0-9]{1,4}");
            boolean isWord = step.matches("[A-Za-z_][A-Za-z0-9_]*");
            path.append(isIndex ? "[" + step + "]" : isWord ? "." + step : "." + quoted(step));
        }
        return path.toString();
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
