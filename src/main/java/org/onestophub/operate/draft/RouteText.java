package org.onestophub.operate.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.onestophub.complaint.CanonicalJson;

/** A route of a channel, and the lines of {@code settings.yaml} that give it its values, as a person would write them. */
final class RouteText {

    private RouteText() {}

    /** A source that the hub reads or listens at: what comes is kept first, and read later. */
    static String source(String channel, DraftKinds.Source source, KameletForm form, String mapping) {
        String description = quoted(form.title() + " as channel " + channel + ", drafted in the console.");
        List<String> lines = head(channel, description, source.connector());
        form.parameters(channel).forEach(line -> lines.add("        " + line));
        lines.add("      steps:");
        step(lines, channel + "-receive", "receive", source.method() + "(${exchange}, '" + mapping + "')");
        return text(lines);
    }

    /** A door: what comes is judged before the answer, so that the sender hears what is wrong. */
    static String door(String channel, String mapping, String keyField) {
        List<String> lines = head(
                channel,
                "Orders that a platform pushes to /api/push/v1/" + channel + ", drafted in the console.",
                Drafts.PUSH);
        lines.add("        channel: " + channel);
        lines.add("        maxSize: \"{{hub.channels." + channel + ".max-size:1MB}}\"");
        lines.add("        keyFields: \"{{hub.channels." + channel + ".key-fields:" + keyField + "}}\"");
        lines.add("      steps:");
        step(lines, channel + "-trial-begin", "trial", "begin(${exchange}, '" + mapping + "')");
        lines.add("        - to:");
        lines.add("            id: " + channel + "-trial");
        lines.add("            uri: direct:flow-trial");
        step(lines, channel + "-receive", "receive", "answer(${exchange}, '" + mapping + "')");
        step(lines, channel + "-explain", "trial", "explain");
        return text(lines);
    }

    /** The lines of the settings file; empty if there are none. */
    static String settings(String channel, Map<String, String> values) {
        return values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> "hub.channels." + channel + "." + value.getKey() + ": " + quoted(value.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> head(String channel, String description, String connector) {
        List<String> lines = new ArrayList<>();
        lines.add("- route:");
        lines.add("    id: in-" + channel);
        lines.add("    description: " + description);
        lines.add("    routeConfigurationId: source-errors");
        lines.add("    from:");
        lines.add("      id: " + channel + "-from");
        lines.add("      uri: kamelet:" + connector);
        lines.add("      parameters:");
        return lines;
    }

    private static void step(List<String> lines, String id, String bean, String method) {
        lines.add("        - bean:");
        lines.add("            id: " + id);
        lines.add("            ref: " + bean);
        lines.add("            method: " + method);
    }

    /** A text of JSON is one of YAML too. */
    private static String quoted(String value) {
        return CanonicalJson.MAPPER.getNodeFactory().textNode(value).toString();
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
