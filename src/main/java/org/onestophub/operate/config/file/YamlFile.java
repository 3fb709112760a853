package org.onestophub.operate.config.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A route or connector file with the line of everything in it. */
public final class YamlFile {

    /** The fault of a file that has nothing in it. */
    static final String EMPTY = "empty";

    private final String name;
    private final String stem;
    private final String text;
    private final Node root;

    private YamlFile(String name, String stem, String text, Node root) {
        this.name = name;
        this.stem = stem;
        this.text = text;
        this.root = root;
    }

    /**
     * A value in the file.
     *
     * @param key the key it stands under, empty if it is asked by its path
     * @param text as it stands there; empty if it is no scalar
     * @param line from 1
     */
    public record Value(String key, String text, int line) {}

    /** The parsed file; empty if it does not parse, and {@code faults} got the reason. */
    public static Optional<YamlFile> parse(
            Path file, String folder, String suffix, Problem problem, Consumer<Fault> faults) {
        String name = folder.isEmpty() ? file.getFileName().toString() : folder + "/" + file.getFileName();
        String stem = file.getFileName().toString();
        stem = stem.substring(0, stem.length() - suffix.length());
        try {
            String text = Files.readString(file);
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                faults.accept(Fault.of(problem, name, 1, EMPTY));
                return Optional.empty();
            }
            return Optional.of(new YamlFile(name, stem, text, root));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            faults.accept(Fault.of(problem, name, line, "YAML syntax"));
        } catch (IOException e) {
            faults.accept(Fault.of(problem, name, 0, "not readable as UTF-8"));
        }
        return Optional.empty();
    }

    /** A file that is part of the program. */
    public static YamlFile resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return new YamlFile(name, name, text, new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name below the configuration folder. */
    public String name() {
        return name;
    }

    /** The file's name without folder and suffix. */
    public String stem() {
        return stem;
    }

    /** The file as it was read. */
    public String text() {
        return text;
    }

    /** The file's text with another plain scalar at the path. */
    public String withValue(String value, Object... path) {
        Node node = node(path).orElseThrow();
        StringBuilder changed = new StringBuilder();
        int[] points = text.codePoints().toArray();
        int from = node.getStartMark().getIndex();
        int to = node.getEndMark().getIndex();
        changed.append(new String(points, 0, from)).append(value).append(new String(points, to, points.length - to));
        return changed.toString();
    }

    /** Every scalar in the file with the key it stands under. */
    public List<Value> values() {
        List<Value> values = new ArrayList<>();
        collect("", root, values);
        return values;
    }

    /** Every value by the keys that lead to it, joined by dots; of a list there is only the key, with brackets behind it. */
    List<Value> leaves() {
        List<Value> leaves = new ArrayList<>();
        leaves("", root, leaves);
        return leaves;
    }

    private static void leaves(String name, Node node, List<Value> into) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(tuple -> leaves(
                            name.isEmpty() ? textOf(tuple.getKeyNode()) : name + "." + textOf(tuple.getKeyNode()),
                            tuple.getValueNode(),
                            into));
            return;
        }
        into.add(new Value(node instanceof ScalarNode ? name : name + "[]", textOf(node), lineOf(node)));
    }

    /** The values directly under keys of that name, anywhere. */
    public List<Value> valuesOf(String key) {
        return values().stream().filter(value -> value.key().equals(key)).toList();
    }

    /** The scalar at a path of keys; a number steps into a list. */
    public Optional<Value> at(Object... path) {
        return node(path)
                .filter(ScalarNode.class::isInstance)
                .map(node -> new Value("", ((ScalarNode) node).getValue(), lineOf(node)));
    }

    /** Every object in the file that has that key, as a file of its own; lines stay those of the whole. */
    public List<YamlFile> objectsWith(String key) {
        List<YamlFile> found = new ArrayList<>();
        collectObjects(key, root, found);
        return found;
    }

    /** Keys, texts and lines of the object at the path; the text of what is no scalar is empty. */
    public List<Value> keysAt(Object... path) {
        List<Value> keys = new ArrayList<>();
        node(path).filter(MappingNode.class::isInstance).ifPresent(node -> {
            for (NodeTuple tuple : ((MappingNode) node).getValue()) {
                keys.add(new Value(
                        textOf(tuple.getKeyNode()), textOf(tuple.getValueNode()), lineOf(tuple.getKeyNode())));
            }
        });
        return keys;
    }

    /** Texts of the list at the path. */
    public List<String> listAt(Object... path) {
        return node(path)
                .filter(SequenceNode.class::isInstance)
                .map(node -> ((SequenceNode) node)
                        .getValue().stream().map(YamlFile::textOf).toList())
                .orElse(List.of());
    }

    /** Number of entries if the file is a list, otherwise -1. */
    public int entries() {
        return root instanceof SequenceNode list ? list.getValue().size() : -1;
    }

    private Optional<Node> node(Object... path) {
        Node node = root;
        for (Object step : path) {
            node = step instanceof Integer index ? element(node, index) : child(node, (String) step);
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.of(node);
    }

    private static @Nullable Node element(Node node, int index) {
        return node instanceof SequenceNode list && index < list.getValue().size()
                ? list.getValue().get(index)
                : null;
    }

    private static @Nullable Node child(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (key.equals(textOf(tuple.getKeyNode()))) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }

    private static void collect(String key, Node node, List<Value> values) {
        if (node instanceof ScalarNode scalar) {
            values.add(new Value(key, scalar.getValue(), lineOf(node)));
        }
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collect(key, item, values));
        }
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> collect(textOf(tuple.getKeyNode()), tuple.getValueNode(), values));
        }
    }

    private void collectObjects(String key, Node node, List<YamlFile> found) {
        if (child(node, key) != null) {
            found.add(new YamlFile(name, stem, text, node));
        }
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collectObjects(key, item, found));
        }
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> collectObjects(key, tuple.getValueNode(), found));
        }
    }

    private static String textOf(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
