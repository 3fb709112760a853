package org.onestophub.pipeline.read.calls;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onestophub.complaint.Digest;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A profile with the positions of its columns in one form of row. */
final class CdrLayout {

    private static final Pattern TYPE_NAME =
            Pattern.compile("INTEGER|BIGINT|SMALLINT|UNIQUEIDENTIFIER|TIMESTAMP|(N?VAR)?CHAR\\(\\d+\\)");

    private final CdrProfile profile;
    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private final int[] call;
    private final int[] callParts;
    private final int[] checked;
    private final Pattern[] patterns;

    private CdrLayout(CdrProfile profile, List<String> columns) {
        this.profile = profile;
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i), i);
        }
        this.call = positionsOf(profile.call());
        this.callParts = positionsOf(profile.callParts());
        List<String> withPattern = profile.patterns().keySet().stream()
                .filter(positions::containsKey)
                .toList();
        this.checked = positionsOf(withPattern);
        this.patterns = withPattern.stream().map(profile.patterns()::get).toArray(Pattern[]::new);
    }

    /**
     * The layout of rows with these columns.
     * @throws ProblemException RD-110 if a column that the profile needs is missing
     */
    static CdrLayout of(CdrProfile profile, List<String> columns) {
        CdrLayout layout = new CdrLayout(profile, columns);
        List<String> needed = new ArrayList<>(profile.columnsOf("caller"));
        needed.addAll(profile.columnsOf("called"));
        needed.addAll(profile.columnsOf("start"));
        needed.add(profile.answered().column());
        needed.removeAll(columns);
        if (!needed.isEmpty()) {
            throw new ProblemException(Problem.COLUMNS_UNEXPECTED, needed.get(0));
        }
        return layout;
    }

    CdrProfile profile() {
        return profile;
    }

    List<String> columns() {
        return columns;
    }

    /** True for a row that repeats the header or names SQL types. */
    boolean isHeading(String[] row) {
        if (row.length != columns.size() || row[0].isEmpty()) {
            return false;
        }
        boolean names = true;
        boolean types = true;
        for (int i = 0; i < row.length && (names || types); i++) {
            names = names && row[i].strip().equalsIgnoreCase(columns.get(i));
            types = types
                    && TYPE_NAME
                            .matcher(row[i].strip().toUpperCase(Locale.ROOT))
                            .matches();
        }
        return names || types;
    }

    /** True if the row has the profile's columns with cells that look as they must. */
    boolean isReadable(String[] row) {
        if (row.length != columns.size()) {
            return false;
        }
        for (int i = 0; i < checked.length; i++) {
            if (!patterns[i].matcher(row[checked[i]]).matches()) {
                return false;
            }
        }
        return checked.length > 0 || !isHeading(row);
    }

    /** How many filled cells of the row have the form that a pattern asks for. */
    int evidenceIn(String[] row) {
        int evidence = 0;
        for (int position : checked) {
            evidence += row[position].isEmpty() ? 0 : 1;
        }
        return evidence;
    }

    /** The call this row is a leg of. A row without a key is a separate call, identified by its content. */
    String keyOf(String[] row) {
        for (int position : call) {
            if (!row[position].isEmpty()) {
                return callParts.length == 0 ? row[position] : partsOf(row) + row[position];
            }
        }
        return "row:"
                + Digest.sha256(String.join("\u0001", row).getBytes(StandardCharsets.ISO_8859_1))
                        .substring(0, 32);
    }

    /** True if the row names its call, so that other rows may be legs of it. */
    boolean hasKey(String[] row) {
        return Arrays.stream(call).anyMatch(position -> !row[position].isEmpty());
    }

    /** True if the row by itself shows a call on a complaint line. */
    boolean isComplaintLine(String[] row) {
        CdrProfile.Lines lines = profile.lines();
        return lines.numbers().contains(role(row, "called"))
                || lines.numbers().contains(role(row, "finalCalled"))
                || lines.contexts().contains(role(row, "context"))
                || (!lines.queues().isEmpty() && lines.queues().contains(queueOf(row)));
    }

    /** The queue's name, empty if the row has none. */
    String queueOf(String[] row) {
        CdrProfile.Queue queue = profile.queue();
        if (queue == null) {
            return "";
        }
        for (Map.Entry<String, String> condition : queue.when().entrySet()) {
            if (!condition.getValue().equalsIgnoreCase(cell(row, condition.getKey()))) {
                return "";
            }
        }
        String text = cell(row, queue.column());
        int end = queue.until().isEmpty() ? -1 : text.indexOf(queue.until());
        return end < 0 ? text : text.substring(0, end);
    }

    /** True if a person answered this leg. */
    boolean isAnswered(String[] row) {
        CdrProfile.Answered answered = profile.answered();
        String value = cell(row, answered.column());
        return isSaid(answered, value)
                && (answered.agent().isEmpty() || !cell(row, answered.agent()).isEmpty())
                && answered.not().entrySet().stream()
                        .noneMatch(machine -> machine.getValue()
                                .matcher(cell(row, machine.getKey()))
                                .matches());
    }

    private boolean isSaid(CdrProfile.Answered answered, String value) {
        if (answered.minimumSeconds() > 0) {
            return CdrDuration.seconds(value)
                    .filter(seconds -> seconds >= answered.minimumSeconds())
                    .isPresent();
        }
        return answered.values().isEmpty()
                ? profile.time().instant(value).isPresent()
                : answered.values().stream().anyMatch(value::equalsIgnoreCase);
    }

    /** Text of the columns that have this role, with blanks between; empty if there is none. */
    String role(String[] row, String role) {
        List<String> names = profile.columnsOf(role);
        if (names.size() == 1) {
            return cell(row, names.get(0));
        }
        return names.stream()
                .map(name -> cell(row, name).strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Seconds in the columns of this role, added up; empty if none of them holds a duration. */
    Optional<Long> seconds(String[] row, String role) {
        return profile.columnsOf(role).stream()
                .flatMap(name -> CdrDuration.seconds(cell(row, name)).stream())
                .reduce(Long::sum);
    }

    /**
     * The instant of this role. Where the system has no column for it, the answer follows from start and {@code ring}, and
     * the end from start and {@code duration}.
     */
    Optional<Instant> time(String[] row, String role) {
        if (!profile.columnsOf(role).isEmpty()) {
            return profile.time().instant(role(row, role));
        }
        String span = switch (role) {
            case "answer" -> "ring";
            case "end" -> "duration";
            default -> "";
        };
        return profile.time()
                .instant(role(row, "start"))
                .flatMap(start -> seconds(row, span).map(start::plusSeconds));
    }

    private String cell(String[] row, String column) {
        Integer position = positions.get(column);
        return position == null ? "" : CellText.of(row[position]);
    }

    private String partsOf(String[] row) {
        return Arrays.stream(callParts).mapToObj(i -> row[i] + "-").collect(Collectors.joining());
    }

    private int[] positionsOf(List<String> names) {
        return names.stream()
                .filter(positions::containsKey)
                .mapToInt(positions::get)
                .toArray();
    }
}
