package org.onestophub.loop.rule;

import com.schibsted.spt.data.jslt.JsltException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value in a rule file, which knows its line; what is wrong with it is added to the faults of the file. */
public final class RuleNode {

    private static final long MOST_BYTES = 256 * 1024;
    private static final int MOST_RULES = 200;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    private static final Pattern USCC = Pattern.compile("[0-9A-Z]{18}");

    private final String file;
    private final List<Fault> faults;
    private final Node node;
    private final Map<String, RuleNode> fields = new LinkedHashMap<>();

    private RuleNode(String file, List<Fault> faults, Node node) {
        this.file = file;
        this.faults = faults;
        this.node = node;
        if (node instanceof MappingNode map) {
            for (NodeTuple field : map.getValue()) {
                String name = field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
                RuleNode value = new RuleNode(file, faults, field.getValueNode());
                if (fields.put(name, value) != null) {
                    value.fault("the field " + name + " stands here twice");
                }
            }
        }
    }

    /**
     * The rules of a file with the fields {@code source}, {@code changes} and {@code rules}, in its order; a faulty one is left
     * out and has its faults.
     *
     * @param shown how faults name the file
     * @param reader reads a rule, and adds what is wrong with it to its faults
     * @param id the id of a rule, once in the file
     */
    public static <R> List<R> rulesOf(
            Path file, String shown, List<Fault> faults, Function<RuleNode, R> reader, Function<R, String> id) {
        List<R> rules = new ArrayList<>();
        of(file, shown, faults).ifPresent(root -> {
            root.allowOnly(Set.of("source", "changes", "rules"));
            root.text("source", true);
            RuleNode list = root.field("rules");
            if (root.field("changes") == null || list == null) {
                root.fault("changes and rules must be there");
                return;
            }
            if (list.list().size() > MOST_RULES) {
                list.fault("a file has at most " + MOST_RULES + " rules");
                return;
            }
            for (RuleNode rule : list.list()) {
                int before = faults.size();
                R read = reader.apply(rule);
                if (rules.stream().anyMatch(other -> id.apply(other).equals(id.apply(read)))) {
                    rule.fault("the id stands in the file twice");
                }
                if (faults.size() == before) {
                    rules.add(read);
                }
            }
        });
        return rules;
    }

    /** The value of a whole file; empty, with the fault, if it is no small YAML object. */
    private static Optional<RuleNode> of(Path file, String shown, List<Fault> faults) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 0, "the file is larger than 256 KB"));
                return Optional.empty();
            }
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            options.setNestingDepthLimit(20);
            Node root = new Yaml(options).compose(new StringReader(Files.readString(file)));
            if (root instanceof MappingNode) {
                return Optional.of(new RuleNode(shown, faults, root));
            }
            faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 1, "the file is no YAML object"));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            faults.add(Fault.of(Problem.MAPPING_INVALID, shown, line, "YAML syntax"));
        } catch (YAMLException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 0, "YAML syntax, or nested too deep"));
        } catch (IOException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 0, "not readable as UTF-8"));
        }
        return Optional.empty();
    }

    /** Adds a fault at the line of this value. */
    public void fault(String message) {
        faultBelow(0, message);
    }

    /** Adds a fault so many lines below the first line of this text. */
    private void faultBelow(int lines, String message) {
        faults.add(Fault.of(Problem.MAPPING_INVALID, file, node.getStartMark().getLine() + 1 + lines, message));
    }

    /** True if it is a text, a number or a yes or no. */
    public boolean isText() {
        return node instanceof ScalarNode;
    }

    /** True if a text is written as a block, so that it begins on the next line. */
    private boolean isBlock() {
        return node instanceof ScalarNode scalar && !scalar.isPlain() && "|>".indexOf(scalarStyle(scalar)) >= 0;
    }

    private static char scalarStyle(ScalarNode scalar) {
        Character style = scalar.getScalarStyle().getChar();
        return style == null ? ' ' : style;
    }

    /** The text; empty, with a fault, if it is none. */
    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        fault("a text is expected here");
        return "";
    }

    /** The elements of a list; a single text is a list of one. */
    public List<RuleNode> list() {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(element -> new RuleNode(file, faults, element))
                    .toList();
        }
        return List.of(this);
    }

    /** The field; null if it is missing. */
    public @Nullable RuleNode field(String name) {
        return fields.get(name);
    }

    /** The fields by name, in the order of the file. */
    public Map<String, RuleNode> fields() {
        if (!(node instanceof MappingNode)) {
            fault("an object is expected here");
        }
        return fields;
    }

    /** The field's text; empty if it is missing, with a fault if it is needed. */
    public String text(String name, boolean isNeeded) {
        RuleNode field = fields.get(name);
        String text = field == null ? "" : field.text().strip();
        if (isNeeded && text.isEmpty()) {
            (field == null ? this : field).fault(name + " is missing");
        }
        return text;
    }

    /** True for the second word; false for the first, and if the field is missing. Another word is a fault. */
    public boolean isOneOf(String name, String first, String second) {
        String text = text(name, false);
        if (!text.isEmpty() && !text.equals(first) && !text.equals(second)) {
            fault(name + " is " + first + " or " + second);
        }
        return text.equals(second);
    }

    /** The field {@code id}; a fault if it is none. */
    public String id() {
        String id = text("id", true);
        if (!ID.matcher(id).matches()) {
            fault("an id is 2 to 40 small letters, digits and hyphens");
        }
        return id;
    }

    /** A code of the list {@code status-type}; a fault of this value if the list does not have it. */
    public String eventType(String code, CodeLists lists) {
        if (!lists.contains("status-type", code)) {
            fault("no such type of event in the code list status-type");
        }
        return code;
    }

    /**
     * What institutions have otherwise, by their unified social credit codes: the field {@code institutions}; none if it is missing.
     *
     * @param known the fields that each may have
     */
    public <T> Map<String, T> ofInstitutions(Set<String> known, Function<RuleNode, T> reader) {
        Map<String, T> institutions = new LinkedHashMap<>();
        RuleNode all = field("institutions");
        if (all != null) {
            all.fields().forEach((uscc, own) -> {
                own.allowOnly(known);
                if (!USCC.matcher(uscc).matches()) {
                    own.fault("an institution is named by its unified social credit code of 18 characters");
                }
                institutions.put(uscc, reader.apply(own));
            });
        }
        return institutions;
    }

    /** The condition in this text; one that always holds, with a fault at its line, if it is none. */
    public Condition condition() {
        try {
            return Condition.of(text());
        } catch (JsltException e) {
            // the message quotes the file, never a datum
            int below = Math.max(0, e.getLine() - 1) + (isBlock() ? 1 : 0);
            String message = e.getMessageWithoutLocation() == null ? "" : e.getMessageWithoutLocation();
            faultBelow(below, ShortText.of(message.lines().findFirst().orElse("not JSLT"), 200));
            return Condition.of("true");
        }
    }

    /** Faults for fields that are not among {@code known}. */
    public void allowOnly(Set<String> known) {
        fields().forEach((name, value) -> {
            if (!known.contains(name)) {
                value.fault("unknown field " + name);
            }
        });
    }
}
