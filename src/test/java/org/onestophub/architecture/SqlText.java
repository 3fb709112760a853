package org.onestophub.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tables a piece of SQL writes and which it reads. It may be a part of a statement: what stands after {@code from},
 * {@code join}, {@code into}, {@code update} … is a table wherever it is. Not a parser of SQL: it knows the forms that the
 * hub uses, and refuses a statement that begins with a word it does not know.
 */
final class SqlText {

    /** Stands for a part that is only known when the hub runs. */
    static final String DYNAMIC = "dyn__";

    /** Words a statement of the hub begins with; of those that change tables, {@link #writes} is right. */
    private static final Set<String> VERBS =
            Set.of("with", "select", "insert", "update", "delete", "lock", "drop", "create", "alter", "set");

    /** Words after which no list of tables goes on. */
    private static final Set<String> ENDS_FROM = Set.of(
            "where",
            "group",
            "order",
            "limit",
            "offset",
            "set",
            "returning",
            "union",
            "intersect",
            "except",
            "having",
            "window",
            "for",
            "select",
            "values");

    /** Functions in whose brackets {@code from} is a part of the call. */
    private static final Set<String> FROM_IN_CALL = Set.of("extract", "substring", "trim", "overlay", "position");

    /** What is between the name of a common table expression and its bracket. */
    private static final Set<String> AS = Set.of("as", "materialized", "not");

    private static final Pattern TOKEN = Pattern.compile("--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"|[A-Za-z_][A-Za-z_0-9]*"
            + "(?:\\.[A-Za-z_][A-Za-z_0-9]*)*|::?\\w*|[(),;]|[^\\s]");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z_0-9.]*");
    private static final Pattern FORMAT = Pattern.compile("%(?:\\d+\\$)?[sd]");

    private final List<String> tokens;
    private final Set<String> writes = new TreeSet<>();
    private final Set<String> reads = new TreeSet<>();
    private final Set<String> common = new HashSet<>();
    private int at;

    /** A bracket, and whether a list of tables is open in it. */
    private static final class Level {
        private final boolean isCall;
        private boolean inFrom;
        private boolean expectsTable;

        private Level(boolean isCall) {
            this.isCall = isCall;
        }
    }

    private SqlText(String text) {
        this.tokens = tokensOf(text);
    }

    /** Looks at a statement or at a part of one. */
    static SqlText of(String text) {
        SqlText sql = new SqlText(text);
        sql.look();
        return sql;
    }

    /** Tables whose rows or definition are changed. Common table expressions are no tables. */
    Set<String> writes() {
        return writes;
    }

    /** Tables that are read, locked rows too. */
    Set<String> reads() {
        return reads;
    }

    /** Names of common table expressions. */
    Set<String> commonTables() {
        return common;
    }

    /** True if the text begins as a statement does. */
    static boolean isStatement(String text) {
        List<String> tokens = tokensOf(text);
        if (tokens.size() < 2 || !VERBS.contains(tokens.get(0))) {
            return false;
        }
        String second = tokens.get(1);
        return switch (tokens.get(0)) {
            case "insert" -> second.equals("into");
            case "delete" -> second.equals("from");
            case "update" -> tokens.contains("set");
            case "lock", "drop", "create", "alter" ->
                Set.of("table", "index", "unique", "database", "extension", "sequence", "user")
                        .contains(second);
            case "set" -> Set.of("local", "session", "transaction").contains(second);
            case "with" -> tokens.contains("as") && tokens.contains("(");
            default -> true;
        };
    }

    /** Fails if the text does not begin as a statement that this class knows. */
    static void requireStatement(String text) {
        if (!isStatement(text)) {
            throw new IllegalArgumentException("not a known kind of statement: " + text);
        }
    }

    private void look() {
        nameCommonTables();
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(new Level(false));
        for (at = 0; at < tokens.size(); at++) {
            look(levels);
        }
        reads.removeAll(common);
        writes.removeAll(common);
    }

    private void look(Deque<Level> levels) {
        String token = tokens.get(at);
        Level level = levels.peek();
        if (token.equals("(")) {
            boolean isJoin = level.expectsTable;
            level.expectsTable = false;
            Level inner = new Level(FROM_IN_CALL.contains(before(1)));
            inner.inFrom = isJoin
                    && !Set.of("select", "with", "values", "insert", "update", "delete")
                            .contains(after(1));
            inner.expectsTable = inner.inFrom;
            levels.push(inner);
        } else if (token.equals(")")) {
            if (levels.size() > 1) {
                levels.pop();
            }
        } else if (level.expectsTable && !token.equals("lateral") && !token.equals("only")) {
            level.expectsTable = false;
            // a name before a bracket is a function that gives rows
            if (isName(token) && !after(1).equals("(")) {
                reads.add(bare(token));
            }
        } else {
            clause(token, level);
        }
    }

    private void clause(String token, Level level) {
        switch (token) {
            case "into" -> write(before(1).equals("insert"), 1);
            case "update" ->
                write(!Set.of("do", "for", "key", "or", "after", "before", "on").contains(before(1)), 1);
            case "from" -> from(level);
            case "join" -> level.expectsTable = true;
            case "using" -> level.expectsTable = level.inFrom && !after(1).equals("(");
            case "table" -> write(Set.of("lock", "drop", "create", "alter").contains(before(1)), 1);
            case "partition" -> write(after(1).equals("of"), 2);
            case "," -> level.expectsTable = level.inFrom;
            default -> level.inFrom &= !ENDS_FROM.contains(token);
        }
    }

    private void from(Level level) {
        if (before(1).equals("delete")) {
            write(true, 1);
            level.inFrom = true;
        } else if (!level.isCall && !Set.of("distinct", "values").contains(before(1))) {
            level.inFrom = true;
            level.expectsTable = true;
        }
    }

    /** The name {@code steps} ahead is a table that is written, if {@code isTable}. */
    private void write(boolean isTable, int steps) {
        int skipped = steps;
        while (Set.of("if", "not", "exists", "only").contains(after(skipped))) {
            skipped++;
        }
        if (isTable && isName(after(skipped))) {
            writes.add(bare(after(skipped)));
            at += skipped;
        }
    }

    /** Names before {@code as (} or {@code (columns) as (}, which only common table expressions have. */
    private void nameCommonTables() {
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (!tokens.get(i).equals("as")) {
                continue;
            }
            int next = i;
            while (next < tokens.size() && AS.contains(tokens.get(next))) {
                next++;
            }
            if (next < tokens.size() && tokens.get(next).equals("(")) {
                int name = i - 1;
                if (tokens.get(name).equals(")")) {
                    while (name > 0 && !tokens.get(name).equals("(")) {
                        name--;
                    }
                    name--;
                }
                if (name >= 0) {
                    common.add(tokens.get(name));
                }
            }
        }
    }

    private String before(int steps) {
        return at - steps < 0 ? "" : tokens.get(at - steps);
    }

    private String after(int steps) {
        return at + steps < tokens.size() ? tokens.get(at + steps) : "";
    }

    private static boolean isName(String token) {
        return NAME.matcher(bare(token)).matches();
    }

    private static String bare(String token) {
        return token.replace("\"", "");
    }

    private static List<String> tokensOf(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(FORMAT.matcher(text).replaceAll(DYNAMIC).replace("$$", " "));
        while (token.find()) {
            if (!token.group().startsWith("--")) {
                tokens.add(token.group());
            }
        }
        return tokens;
    }
}
