package org.onestophub.operate.config;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** Finds faults in connector files before Camel sees them. */
final class ConnectorLint {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^?{}:!]+)(:[^{}]*)?}}");

    private final KnownReferences around;
    private final CamelLint camel;

    ConnectorLint(KnownReferences around, CamelLint camel) {
        this.around = around;
        this.camel = camel;
    }

    /** Reports all that is wrong with a connector file to {@code faults}. */
    void check(YamlFile file, Consumer<Fault> faults) {
        YamlFile.Value name = file.at("metadata", "name").orElse(new YamlFile.Value("", "", 1));
        if (!name.text().equals(file.stem())) {
            report(file, name.line(), "metadata.name must be " + file.stem(), faults);
        }
        if (file.keysAt("spec", "template", "from").isEmpty()) {
            report(file, 1, "spec.template.from is missing", faults);
            return;
        }
        placeholders(file, faults);
        new BeanLint(around, Problem.CONNECTOR_INVALID).check(file, faults);
        camel.language(file, file.stem() + ".kamelet.yaml", Problem.CONNECTOR_INVALID, faults);
        camel.endpoints(file, around, Problem.CONNECTOR_INVALID, faults);
    }

    /** Names in double braces are parameters, beans of the connector, or settings; the latter have dots. */
    private void placeholders(YamlFile file, Consumer<Fault> faults) {
        Set<String> known = new HashSet<>();
        file.keysAt("spec", "definition", "properties").forEach(property -> known.add(property.key()));
        file.objectsWith("name").forEach(bean -> bean.at("name").ifPresent(name -> known.add(name.text())));
        for (YamlFile.Value value : file.values()) {
            Matcher placeholder = PLACEHOLDER.matcher(value.text());
            while (placeholder.find()) {
                String word = placeholder.group(1);
                boolean isSetting = word.contains(".");
                if (!isSetting && !known.contains(word)) {
                    report(file, value.line(), "no parameter " + word, faults);
                }
                if (isSetting
                        && placeholder.group(2) == null
                        && around.setting().apply(word) == null) {
                    faults.accept(Fault.of(Problem.SECRET_MISSING, file.name(), value.line(), word));
                }
            }
        }
    }

    private static void report(YamlFile file, int line, String message, Consumer<Fault> faults) {
        faults.accept(Fault.of(Problem.CONNECTOR_INVALID, file.name(), line, message));
    }
}
