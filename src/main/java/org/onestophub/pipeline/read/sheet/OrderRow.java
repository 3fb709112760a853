package org.onestophub.pipeline.read.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Receipt;
import org.onestophub.pipeline.read.format.LocalTimes;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.problem.Problem;

/**
 * One row of a table as a candidate. Its view has the fields of the mapping in their order, times also in UTC, and under
 * {@code transport} where the row is; so the same order on the sheet of the next day has the same view.
 */
final class OrderRow {

    /** Numbers that a spreadsheet has written with an exponent: digits are lost for good. */
    private static final Pattern EXPONENT = Pattern.compile("[+-]?[0-9](?:\\.[0-9]+)?[Ee]\\+?[0-9]{1,3}");

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");
    private static final int MAX_KEY = 300;
    private static final int MAX_TEXT = XlsxText.MOST_CHARS;
    private static final int MOST_TOLD = 20;
    private static final char DAMAGED = '\uFFFD';
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final List<DateTimeFormatter> OF_CELLS = List.of(
            LOCAL.withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT));

    private final SheetProfile profile;
    private final SheetHeader header;
    private final SheetRow row;
    private final ZoneId zone;
    private final ObjectNode view = JsonNodeFactory.instance.objectNode();
    private final ObjectNode others = JsonNodeFactory.instance.objectNode();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private @Nullable Problem stopped;
    private String stoppedAt = "";

    OrderRow(SheetProfile profile, SheetHeader header, SheetRow row, ZoneId zone) {
        this.profile = profile;
        this.header = header;
        this.row = row;
        this.zone = zone;
    }

    /**
     * The candidate; stopped if the row is no sound order.
     * @param place where the row is, for example {@code /sheets/1/rows/7}
     */
    Candidate candidate(Receipt receipt, String sheet, boolean isSheetHidden, String place) {
        profile.fields().forEach(this::read);
        profile.defaults().forEach((field, value) -> {
            if (!view.has(field)) {
                view.put(field, value);
            }
        });
        profile.times().stream().sorted().forEach(this::readTime);
        readUnknown();
        if (row.isHidden() || isSheetHidden) {
            findings.add(Finding.of(Problem.ROW_HIDDEN, ""));
        }
        if (row.isRepaired()) {
            findings.add(Finding.of(Problem.ROW_REPAIRED, ""));
        }
        profile.required().stream()
                .filter(field -> !view.has(field))
                .findFirst()
                .ifPresent(field -> stop(Problem.FIELD_MISSING, field));
        if (JsonText.of(view).indexOf(DAMAGED) >= 0) {
            stop(Problem.CHARSET_UNREADABLE, "");
        }
        String key = stopped == null ? keyOf() : "";
        if (key.length() > MAX_KEY) {
            stop(Problem.BOUNDS_EXCEEDED, profile.key().get(0));
        }
        String own = stopped == null ? key : heldKey(view);
        putTransport(receipt, sheet);
        Candidate found = Candidate.found(own, view, List.of()).withFindings(List.copyOf(findings));
        return stopped == null ? found : found.stopped(stopped, stoppedAt.isEmpty() ? place : place + "/" + stoppedAt);
    }

    /** The key of a row that is held: the same row has the same one in every file, and no two rows share one. */
    static String heldKey(JsonNode view) {
        return "sheet-row:"
                + Digest.sha256(JsonText.of(view).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .substring(0, 32);
    }

    private void read(String field) {
        List<SheetCell> said = new ArrayList<>();
        header.columns().getOrDefault(field, List.of()).forEach(column -> {
            SheetCell cell = row.cells().get(column);
            if (cell != null) {
                said.add(cell);
            }
        });
        // a day that names an entry is no number that a spreadsheet took for one
        boolean isKey = profile.key().contains(field) && !profile.times().contains(field);
        for (SheetCell cell : said) {
            String text = isKey ? keyText(cell.text()) : textOf(field, cell);
            boolean isWithout = cell.kind() == SheetCell.Kind.NO_VALUE;
            boolean isLost = !isWithout && isLost(field, isKey, cell, text);
            if (cell.isFormula() && !isWithout) {
                findings.add(Finding.of(Problem.CELL_FORMULA, "/" + field));
            }
            if (isWithout || isLost) {
                Problem problem = isWithout ? Problem.CELL_WITHOUT_VALUE : Problem.DIGITS_LOST;
                findings.add(Finding.of(problem, "/" + field));
                if (isKey || isWithout && profile.required().contains(field)) {
                    stop(problem, field);
                }
                if (isLost) {
                    others.put(field, text);
                }
            } else if (!view.has(field)) {
                view.put(field, text);
            } else if (!view.get(field).asText().equals(text)) {
                // two columns of one meaning: nobody can say which counts
                others.put(field, text);
                stop(Problem.CELLS_DIFFER, field);
            }
        }
    }

    private String textOf(String field, SheetCell cell) {
        boolean isTime = profile.times().contains(field) && !cell.asTime().isEmpty();
        return ViewText.block(isTime ? cell.asTime() : cell.text(), MAX_TEXT).strip();
    }

    /** Without blanks and the mark that keeps a spreadsheet from taking a text for a number. */
    private static String keyText(String text) {
        return ViewText.line(CellWords.plain(text).replaceFirst("^['`]", ""), MAX_TEXT);
    }

    private boolean isLost(String field, boolean isKey, SheetCell cell, String text) {
        boolean isTime = profile.times().contains(field);
        return !isTime
                        && (cell.kind() == SheetCell.Kind.LOST_DIGITS
                                || EXPONENT.matcher(text).matches())
                // 2026-11 becomes the first of November
                || isKey && cell.kind() == SheetCell.Kind.TIME;
    }

    private void readTime(String field) {
        if (!view.has(field)) {
            return;
        }
        String text = CellWords.isSaid(view.get(field).asText())
                ? java.text.Normalizer.normalize(view.get(field).asText(), java.text.Normalizer.Form.NFKC)
                        .strip()
                : "";
        LocalTimes times = new LocalTimes(zone);
        boolean isEnd = profile.ends().contains(field);
        Optional<Instant> instant =
                times.instant(text, OF_CELLS, isEnd).or(() -> times.instant(text, profile.timePatterns(), isEnd));
        if (instant.isPresent()) {
            view.put(field, LocalDateTime.ofInstant(instant.get(), zone).format(LOCAL));
            view.put(field + "At", instant.get().toString());
        } else {
            findings.add(Finding.of(Problem.DATE_UNREADABLE, "/" + field));
        }
    }

    /** Columns of unknown names, and cells beside the table. */
    private void readUnknown() {
        header.unknown().stream()
                .limit(MOST_TOLD)
                .forEach(column ->
                        findings.add(Finding.of(Problem.COLUMNS_UNEXPECTED, "/columns/" + CellWords.column(column))));
        row.cells().forEach((column, cell) -> {
            boolean isBeside = !header.names().containsKey(column);
            if (isBeside && findings.size() < 2 * MOST_TOLD) {
                findings.add(Finding.of(Problem.COLUMNS_UNEXPECTED, "/columns/" + CellWords.column(column)));
            }
            if (isBeside || header.unknown().contains(column)) {
                String name = header.nameOf(column);
                others.put(
                        others.has(name) ? name + " " + CellWords.column(column) : name,
                        ViewText.block(cell.text(), MAX_TEXT).strip());
            }
        });
        if (!others.isEmpty()) {
            view.set("otherColumns", others);
        }
    }

    private void putTransport(Receipt receipt, String sheet) {
        ObjectNode transport = view.putObject("transport");
        receipt.transport().forEach((fact, value) -> transport.put(fact, ViewText.clean(value)));
        transport.put("account", profile.account());
        if (!sheet.isEmpty()) {
            transport.put("sheet", ViewText.line(sheet, 100));
        }
        transport.put("row", row.number());
        ObjectNode columns = transport.putObject("columns");
        for (Map.Entry<String, List<Integer>> field : header.columns().entrySet()) {
            field.getValue().stream()
                    .filter(row.cells()::containsKey)
                    .findFirst()
                    .ifPresent(column -> columns.put(field.getKey(), CellWords.column(column)));
        }
    }

    private String keyOf() {
        List<String> values = new ArrayList<>();
        for (String field : profile.key()) {
            String text = view.path(field).asText("");
            boolean isCount = !values.isEmpty() && COUNT.matcher(text).matches();
            values.add((isCount ? String.valueOf(Integer.parseInt(text)) : text)
                    .replace("\\", "\\\\")
                    .replace("#", "\\#"));
        }
        return profile.keyPrefix() + ":" + profile.account() + ":" + String.join("#", values);
    }

    /** The first problem counts. */
    private void stop(Problem problem, String field) {
        if (stopped == null) {
            stopped = problem;
            stoppedAt = field;
        }
    }
}
