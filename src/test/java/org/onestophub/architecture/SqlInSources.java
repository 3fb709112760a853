package org.onestophub.architecture;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every text in the product's sources, put together as far as the source shows: concatenations, {@code formatted},
 * constants and variables, also of other classes. What only a running hub knows is {@link SqlText#DYNAMIC}.
 */
final class SqlInSources {

    /** Methods whose first argument is SQL whatever it is. */
    private static final Set<String> TAKE_SQL = Set.of("sql", "prepareStatement", "prepareCall");
    /** Methods of JDBC, whose names others have too: their first argument is SQL if it is a text. */
    private static final Set<String> MAY_TAKE_SQL = Set.of(
            "update",
            "query",
            "queryForList",
            "queryForObject",
            "queryForStream",
            "batchUpdate",
            "execute",
            "executeQuery",
            "executeUpdate",
            "addBatch");

    private static final Pattern FORMAT = Pattern.compile("%(?:(\\d+)\\$)?[sd]|%%");
    /** Alternatives of one text are multiplied; more than these would be no text that anybody reads. */
    private static final int MOST_ALTERNATIVES = 64;

    /** By room and class: two rooms may have classes of one name. */
    private final Map<String, Names> namesByClass = new HashMap<>();

    private final List<Found> texts = new ArrayList<>();
    private final List<Found> statements = new ArrayList<>();

    /**
     * A text in the sources.
     *
     * @param type simple name of the outermost class
     * @param room as {@link MainSources#roomOf}
     * @param text the text, put together
     */
    record Found(String type, String room, String text) {}

    /** What the names of a file stand for; a name may stand for several things in several methods. */
    private static final class Names extends TreeScanner<Void, Void> {
        private final Map<String, List<ExpressionTree>> values = new HashMap<>();
        /** Parameters and whatever gets its value later. */
        private final Set<String> unknown = new HashSet<>();

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            String name = variable.getName().toString();
            if (variable.getInitializer() == null) {
                unknown.add(name);
            } else {
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(variable.getInitializer());
            }
            return super.visitVariable(variable, nothing);
        }
    }

    private SqlInSources(List<CompilationUnitTree> units) {
        for (CompilationUnitTree unit : units) {
            Names names = new Names();
            names.scan(unit, null);
            namesByClass.put(keyOf(unit), names);
        }
        units.forEach(unit -> new Texts(unit).scan(unit, null));
    }

    /** Looks through all the sources. */
    static SqlInSources in(MainSources sources) {
        return new SqlInSources(sources.units());
    }

    /** Every text, SQL or not; of a text that is put together the whole, and not its parts. */
    List<Found> texts() {
        return texts;
    }

    /** What is handed to JDBC, as far as it can be known: nothing of it begins with {@link SqlText#DYNAMIC}. */
    List<Found> statements() {
        return statements;
    }

    /** Walks over one file. */
    private final class Texts extends TreeScanner<Void, Void> {
        private final String type;
        private final String room;
        private final String key;

        private Texts(CompilationUnitTree unit) {
            this.type = MainSources.typeOf(unit);
            this.room = MainSources.roomOf(unit);
            this.key = keyOf(unit);
        }

        @Override
        public Void scan(Tree tree, Void nothing) {
            if (tree instanceof ExpressionTree expression && isText(expression)) {
                note(texts, expression);
                return new Parts().scan(tree, null);
            }
            return super.scan(tree, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String method = isStatic(call) ? "" : nameOf(call);
            if (!call.getArguments().isEmpty()
                    && (TAKE_SQL.contains(method)
                            || MAY_TAKE_SQL.contains(method)
                                    && isTextOrName(call.getArguments().get(0)))) {
                note(statements, call.getArguments().get(0));
            }
            return super.visitMethodInvocation(call, nothing);
        }

        private void note(List<Found> into, ExpressionTree expression) {
            for (String text : textsOf(expression, key, Set.of())) {
                if (into == texts || !text.strip().startsWith(SqlText.DYNAMIC)) {
                    into.add(new Found(type, room, text));
                }
            }
        }

        private boolean isTextOrName(ExpressionTree argument) {
            return isText(argument)
                    || argument instanceof IdentifierTree name
                            && namesByClass
                                    .get(key)
                                    .values
                                    .getOrDefault(name.getName().toString(), List.of())
                                    .stream()
                                    .anyMatch(SqlInSources::isText);
        }

        /** Calls within a text have texts of their own. */
        private final class Parts extends TreeScanner<Void, Void> {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                return isText(call) ? super.visitMethodInvocation(call, nothing) : Texts.this.scan(call, nothing);
            }
        }
    }

    private static boolean isText(ExpressionTree expression) {
        if (expression instanceof LiteralTree literal) {
            return literal.getValue() instanceof String;
        }
        if (expression instanceof ParenthesizedTree inner) {
            return isText(inner.getExpression());
        }
        if (expression instanceof ConditionalExpressionTree either) {
            return isText(either.getTrueExpression()) && isText(either.getFalseExpression());
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return isText(sum.getLeftOperand()) || isText(sum.getRightOperand());
        }
        return expression instanceof MethodInvocationTree call && nameOf(call).equals("formatted");
    }

    /** What the expression may be; {@code seen} are the names it is a part of. */
    private Set<String> textsOf(ExpressionTree expression, String key, Set<String> seen) {
        if (expression instanceof LiteralTree literal) {
            return Set.of(String.valueOf(literal.getValue()));
        }
        if (expression instanceof ParenthesizedTree inner) {
            return textsOf(inner.getExpression(), key, seen);
        }
        if (expression instanceof ConditionalExpressionTree either) {
            Set<String> both = new LinkedHashSet<>(textsOf(either.getTrueExpression(), key, seen));
            both.addAll(textsOf(either.getFalseExpression(), key, seen));
            return both;
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            Set<String> whole = new LinkedHashSet<>();
            for (String left : textsOf(sum.getLeftOperand(), key, seen)) {
                textsOf(sum.getRightOperand(), key, seen).forEach(right -> whole.add(left + right));
            }
            return bounded(whole);
        }
        if (expression instanceof MethodInvocationTree call
                && nameOf(call).equals("formatted")
                && call.getMethodSelect() instanceof MemberSelectTree select) {
            return formatted(textsOf(select.getExpression(), key, seen), call.getArguments(), key, seen);
        }
        if (expression instanceof IdentifierTree name) {
            return named(name.getName().toString(), key, seen);
        }
        if (expression instanceof MemberSelectTree select && select.getExpression() instanceof IdentifierTree owner) {
            return named(
                    select.getIdentifier().toString(), keyOf(owner.getName().toString(), key), seen);
        }
        return Set.of(SqlText.DYNAMIC);
    }

    private Set<String> named(String name, String key, Set<String> seen) {
        Names names = namesByClass.get(key);
        String whole = key + "." + name;
        if (names == null || seen.contains(whole) || !names.values.containsKey(name)) {
            return Set.of(SqlText.DYNAMIC);
        }
        Set<String> inside = new HashSet<>(seen);
        inside.add(whole);
        Set<String> all = new LinkedHashSet<>();
        names.values.get(name).forEach(value -> all.addAll(textsOf(value, key, inside)));
        if (names.unknown.contains(name)) {
            all.add(SqlText.DYNAMIC);
        }
        return bounded(all);
    }

    private Set<String> formatted(
            Set<String> formats, List<? extends ExpressionTree> arguments, String key, Set<String> seen) {
        Set<String> whole = new LinkedHashSet<>(formats);
        for (int i = 0; i < arguments.size(); i++) {
            Set<String> next = new LinkedHashSet<>();
            for (String value : textsOf(arguments.get(i), key, seen)) {
                for (String format : whole) {
                    next.add(filled(format, i, value));
                }
            }
            whole = bounded(next);
        }
        Set<String> done = new LinkedHashSet<>();
        whole.forEach(text -> done.add(text.replace("%%", "%")));
        return done;
    }

    /**
     * Puts the argument of that number, from 0, in its places. Of places without a number the first that is left is its own,
     * as those before were filled by the arguments before. What looks like a place in the value is none.
     */
    private static String filled(String format, int number, String value) {
        String plain = value.replace("%", "%%");
        Matcher place = FORMAT.matcher(format);
        StringBuilder text = new StringBuilder();
        boolean isTaken = false;
        while (place.find()) {
            boolean isNumbered = place.group(1) != null;
            boolean isIts = isNumbered
                    ? Integer.parseInt(place.group(1)) == number + 1
                    : !isTaken && !place.group().equals("%%");
            isTaken |= isIts && !isNumbered;
            place.appendReplacement(text, Matcher.quoteReplacement(isIts ? plain : place.group()));
        }
        return place.appendTail(text).toString();
    }

    private static String keyOf(CompilationUnitTree unit) {
        return MainSources.roomOf(unit) + "/" + MainSources.typeOf(unit);
    }

    /** The class of that simple name as {@code from} sees it: its own room's, else the one there is. */
    private String keyOf(String type, String from) {
        String neighbour = from.substring(0, from.indexOf('/') + 1) + type;
        return namesByClass.containsKey(neighbour)
                ? neighbour
                : namesByClass.keySet().stream()
                        .filter(key -> key.endsWith("/" + type))
                        .findFirst()
                        .orElse("");
    }

    private static Set<String> bounded(Set<String> alternatives) {
        if (alternatives.size() > MOST_ALTERNATIVES) {
            throw new IllegalStateException("a text with too many alternatives: "
                    + alternatives.iterator().next());
        }
        return alternatives;
    }

    /** JDBC has no static method that takes SQL, but the hub has methods of that name that give some. */
    private static boolean isStatic(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                && Character.isUpperCase(select.getExpression().toString().charAt(0));
    }

    private static String nameOf(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                ? select.getIdentifier().toString()
                : call.getMethodSelect().toString();
    }
}
