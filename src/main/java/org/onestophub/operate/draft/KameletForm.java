package org.onestophub.operate.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Input;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A connector's own description as a form, and the lines of a route that give it the values. */
final class KameletForm {

    private static final String BY_NAME = "Setting";
    /** What the hub fills in itself, and what it then says. */
    private static final Map<String, String> FILLED =
            Map.of("maxSize", "{{hub.receive.max-size:256MB}}", "workDirectory", "{{hub.home}}/work/%s");

    private final JsonNode definition;

    private KameletForm(JsonNode definition) {
        this.definition = definition;
    }

    /**
     * The form of a connector in a configuration folder.
     * @throws ProblemException CH-202 if its file cannot be read
     */
    static KameletForm of(Path configDir, String connector) {
        Path file = configDir.resolve("connectors").resolve(connector + ".kamelet.yaml");
        try {
            return new KameletForm(new YAMLMapper().readTree(file.toFile()).at("/spec/definition"));
        } catch (IOException e) {
            throw new ProblemException(Problem.CONNECTOR_INVALID, connector);
        }
    }

    String title() {
        return definition.path("title").asText();
    }

    String description() {
        return definition.path("description").asText();
    }

    /** What a person is asked. */
    List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        TreeSet<String> required = new TreeSet<>();
        definition.path("required").forEach(name -> required.add(name.asText()));
        definition.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode says = property.getValue();
            if (!name.equals("channel") && !FILLED.containsKey(name)) {
                List<String> options = new ArrayList<>();
                says.path("enum").forEach(option -> options.add(option.asText()));
                inputs.add(new Input(
                        settingOf(name),
                        says.path("title").asText().replaceFirst(" setting$", ""),
                        name.endsWith(BY_NAME) ? "" : says.path("description").asText(),
                        says.path("type").asText("string"),
                        says.path("format").asText(),
                        says.path("default").asText(""),
                        required.contains(name) && !says.has("default"),
                        says.path("format").asText().equals("password"),
                        options,
                        says.has("minimum") ? says.get("minimum").asLong() : null,
                        says.has("maximum") ? says.get("maximum").asLong() : null));
            }
        });
        return inputs;
    }

    /** Name and value of each parameter in the route of a channel. */
    List<String> parameters(String channel) {
        List<String> lines = new ArrayList<>();
        definition.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode says = property.getValue();
            String setting = "hub.channels." + channel + "." + settingOf(name);
            String standard = says.path("default").asText("");
            if (name.equals("channel")) {
                lines.add("channel: " + channel);
            } else if (name.endsWith(BY_NAME)) {
                lines.add(name + ": " + setting);
            } else if (FILLED.containsKey(name)) {
                lines.add(name + ": \"" + FILLED.get(name).formatted(channel) + "\"");
            } else {
                String rest = says.has("default") ? ":" + standard : "";
                lines.add(name + ": \"{{" + setting + rest + "}}\"");
            }
        });
        return lines;
    }

    /** {@code keptFolder} is the setting {@code kept-folder}, {@code passwordSetting} is {@code password}. */
    private static String settingOf(String parameter) {
        String base =
                parameter.endsWith(BY_NAME) ? parameter.substring(0, parameter.length() - BY_NAME.length()) : parameter;
        return base.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
