package org.onestophub.pipeline.read.sheet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Finds the tables of orders in a file: below titles, on any sheet, with names of columns in one row or two. Every row below
 * the names is an order, or is counted as what it certainly is: a note, names again, a sheet of another kind.
 */
final class SheetTable implements SheetBook.Visitor {

    /** A year of a district has some thousand orders; so many take 200 MB while they are walked. */
    private static final int MOST_ROWS = 12_000;

    /** Characters of all rows together. */
    private static final long MOST_CHARS = 16L * 1024 * 1024;

    private static final int MOST_CELLS = 500;

    /** Rows above the names of the columns. */
    private static final int MOST_TITLES = 50;

    private static final int MOST_SHOWN = 4_000;

    private final Receipt receipt;
    private final SheetProfile profile;
    private final ZoneId zone;
    private final String placeOfFile;
    private final List<Found> found = new ArrayList<>();
    private final List<Found> withoutTable = new ArrayList<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private long chars;
    private int tables;
    private int sheet;
    private String sheetName = "";
    private boolean isSheetHidden;
    private boolean isSheetSkipped;
    private @Nullable SheetHeader header;
    private boolean isDirectlyBelow;
    private int titles;
    private @Nullable SheetRow above;
    private @Nullable SheetHeader best;

    /** @param placeOfFile where the file is in its receipt; empty if it is the receipt */
    SheetTable(Receipt receipt, SheetProfile profile, ZoneId zone, String placeOfFile) {
        this(receipt, profile, zone, placeOfFile, 0);
    }

    /** @param sheetsBefore sheets of the file that this table does not see */
    SheetTable(Receipt receipt, SheetProfile profile, ZoneId zone, String placeOfFile, int sheetsBefore) {
        this.sheet = sheetsBefore;
        this.receipt = receipt;
        this.profile = profile;
        this.zone = zone;
        this.placeOfFile = placeOfFile;
    }

    /**
     * A candidate.
     *
     * @param candidate the order, or what is held
     * @param place where it is
     */
    record Found(Candidate candidate, String place) {

        Found stopped(Problem problem, String field) {
            return new Found(candidate.stopped(problem, place + "/" + field), place);
        }
    }

    @Override
    public void sheet(String name, boolean isHidden) {
        endSheet();
        sheet++;
        sheetName = name;
        isSheetHidden = isHidden;
        isSheetSkipped = profile.otherSheets().contains(CellWords.header(name));
        header = null;
        above = null;
        best = null;
        titles = 0;
    }

    /** The names of the columns; empty until they are found. */
    Optional<SheetHeader> header() {
        return Optional.ofNullable(header);
    }

    @Override
    public int width() {
        return header == null ? 0 : header.width();
    }

    @Override
    public void row(SheetRow row) {
        if (row.cells().size() > MOST_CELLS) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "columns");
        }
        if (header == null) {
            above(row);
        } else if (isDirectlyBelow && header.isContinuedBy(row, profile)) {
            header = header.over(row, profile);
            isDirectlyBelow = false;
        } else {
            isDirectlyBelow = false;
            below(row, header);
        }
    }

    @Override
    public void unreadable(int number, String text) {
        if (header != null) {
            hold(number, text);
        }
    }

    private void above(SheetRow row) {
        if (isSheetSkipped || titles >= MOST_TITLES) {
            return;
        }
        titles++;
        SheetHeader one = SheetHeader.of(row, profile);
        SheetHeader two = above == null ? one : SheetHeader.of(above, profile).over(row, profile);
        boolean isOne = one.missing(profile).isEmpty();
        if (isOne || two.missing(profile).isEmpty()) {
            begin(isOne ? one : two, isOne);
            return;
        }
        if (best == null || one.columns().size() > best.columns().size()) {
            best = one;
        }
        above = row;
    }

    private void begin(SheetHeader found, boolean mayGoOn) {
        header = found;
        isDirectlyBelow = mayGoOn;
        tables++;
        if (profile.holdsUnknown() && !found.unknown().isEmpty()) {
            throw new ProblemException(
                    Problem.COLUMNS_UNEXPECTED,
                    "/columns/" + CellWords.column(found.unknown().get(0)));
        }
    }

    private void below(SheetRow row, SheetHeader names) {
        if (names.isRepeatedBy(row)) {
            counted.merge("sheet-header-again", 1L, Long::sum);
        } else if (isNote(row, names)) {
            counted.merge("sheet-note", 1L, Long::sum);
        } else if (isOtherwise(row, names)) {
            StringBuilder text = new StringBuilder();
            row.cells().values().forEach(cell -> text.append(cell.text()).append('\t'));
            hold(row.number(), text.toString());
        } else {
            String place = placeOf(row.number());
            row.cells().values().forEach(cell -> chars += cell.text().length());
            add(new Found(
                    new OrderRow(profile, names, row, zone).candidate(receipt, sheetName, isSheetHidden, place),
                    place));
        }
    }

    /** True if a row of a text file has other columns than the table: its cells may be those of others. */
    private static boolean isOtherwise(SheetRow row, SheetHeader names) {
        return row.width() > 0
                && row.width() != names.width()
                && (row.width() < names.width() || row.cells().lastKey() >= names.width());
    }

    /** A row that begins with a word such as total, and has nothing where an order needs something. */
    private boolean isNote(SheetRow row, SheetHeader names) {
        Map.Entry<Integer, SheetCell> first = row.cells().entrySet().iterator().next();
        String text = CellWords.plain(first.getValue().text());
        String key = profile.key().get(0);
        return profile.notes().stream().anyMatch(text::startsWith)
                && profile.required().stream()
                        .flatMap(field -> names.columns().getOrDefault(field, List.of()).stream()
                                .filter(column -> !field.equals(key) || !column.equals(first.getKey())))
                        .noneMatch(row.cells()::containsKey);
    }

    private void hold(int number, String text) {
        String shown = ShortText.of(ViewText.block(text, MOST_SHOWN), MOST_SHOWN);
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("row", shown);
        String place = placeOf(number);
        add(new Found(
                Candidate.found("sheet-row:" + digest(shown), view, List.of())
                        .stopped(Problem.SHEET_ROW_UNREADABLE, place),
                place));
    }

    private void add(Found one) {
        found.add(one);
        if (found.size() > MOST_ROWS || chars > MOST_CHARS) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "rows");
        }
    }

    private void endSheet() {
        if (sheet == 0 || header != null) {
            return;
        }
        if (isSheetSkipped) {
            counted.merge("sheet-other", 1L, Long::sum);
        } else if (best != null && isSheetHidden && best.columns().isEmpty()) {
            // choices of a form, mostly
            counted.merge("sheet-hidden", 1L, Long::sum);
        } else if (best != null) {
            String place = placeOfFile + "/sheets/" + sheet;
            ObjectNode view = JsonNodeFactory.instance
                    .objectNode()
                    .put("sheet", ViewText.line(sheetName, 100))
                    .put("row", ShortText.of(String.join("\t", best.names().values()), MOST_SHOWN));
            withoutTable.add(new Found(
                    Candidate.found("sheet:" + digest(view.toString()), view, List.of())
                            .stopped(Problem.COLUMNS_MISSING, place + missing(best)),
                    place));
        }
    }

    private String missing(SheetHeader names) {
        Optional<String> field = names.columns().isEmpty() ? Optional.empty() : names.missing(profile);
        return field.map(name -> "/" + name).orElse("");
    }

    /**
     * Everything in the file.
     * @throws ProblemException RD-108 if no sheet says anything, RD-140 if none is a table of orders
     */
    List<Found> all() {
        endSheet();
        sheet = 0;
        if (tables == 0) {
            throw withoutTable.stream()
                    .findFirst()
                    .map(one -> new ProblemException(
                            Problem.COLUMNS_MISSING, one.candidate().field()))
                    .orElseGet(() -> new ProblemException(Problem.EMPTY));
        }
        List<Found> all = new ArrayList<>(LostDigits.judged(found, profile.key().get(0)));
        all.addAll(withoutTable);
        if (found.isEmpty()) {
            counted.merge("sheet-without-orders", 1L, Long::sum);
        }
        return all;
    }

    /** What is no order, by its kind. */
    Map<String, Long> counted() {
        return counted;
    }

    private String placeOf(int row) {
        return placeOfFile + "/sheets/" + sheet + "/rows/" + row;
    }

    private static String digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }
}
