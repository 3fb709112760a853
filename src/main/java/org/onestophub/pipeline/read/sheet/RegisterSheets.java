package org.onestophub.pipeline.read.sheet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.list.Register;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Finds which register each sheet of a file is of: the one whose needed columns it has. Where several fit, the one whose name
 * stands in the name of the sheet or above the table; else the one that knows most of the columns.
 */
final class RegisterSheets implements SheetBook.Visitor {

    /** All sheets together: a year of a hospital has some hundred rows. */
    private static final int MOST_ROWS = 12_000;

    private static final int MOST_SHEETS = 200;
    private static final int MOST_TITLES = 50;
    private static final int MOST_NAME = 100;
    private static final int MOST_SHOWN = 1_000;
    /** Names of sheets that explain a form or count it up. */
    static final List<String> OTHER = List.of("说明", "填表说明", "填报说明", "字典", "数据字典", "汇总");

    private final Map<Register, IntFunction<SheetTable>> registers;
    private final Map<Register, SheetTable> open = new LinkedHashMap<>();
    private final List<Entries> found = new ArrayList<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private final List<Candidate> strange = new ArrayList<>();
    private final StringBuilder titles = new StringBuilder();
    private @Nullable Entries current;
    private int sheets;
    private int rows;
    private int above;
    private boolean isHidden;
    private String sheetName = "";

    /** @param registers makes a table of each register; it is given the number of sheets before it */
    RegisterSheets(Map<Register, IntFunction<SheetTable>> registers) {
        this.registers = registers;
    }

    /** The rows of a sheet, and the register that they are of. */
    record Entries(Register register, SheetTable table) {}

    @Override
    public void sheet(String name, boolean hidden) {
        endSheet();
        isHidden = hidden;
        sheetName = name;
        if (sheets == MOST_SHEETS) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "sheets");
        }
        registers.forEach((register, maker) -> {
            SheetTable table = maker.apply(sheets);
            table.sheet(name, hidden);
            open.put(register, table);
        });
        titles.append(CellWords.plain(name));
        sheets++;
    }

    @Override
    public void row(SheetRow row) {
        if (++rows > MOST_ROWS) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "rows");
        }
        if (current != null) {
            current.table().row(row);
        } else if (above < MOST_TITLES) {
            above++;
            open.values().forEach(table -> table.row(row));
            choose();
            row.cells().values().forEach(cell -> titles.append(CellWords.plain(cell.text())));
        }
    }

    @Override
    public void unreadable(int number, String text) {
        if (current != null) {
            current.table().unreadable(number, text);
        }
    }

    @Override
    public int width() {
        return current == null ? 0 : current.table().width();
    }

    private void choose() {
        List<Entries> fitting = new ArrayList<>();
        open.forEach((register, table) -> {
            if (table.header().isPresent()) {
                fitting.add(new Entries(register, table));
            }
        });
        if (fitting.isEmpty()) {
            return;
        }
        List<Entries> named = fitting.stream()
                .filter(one -> titles.indexOf(CellWords.plain(one.register().zh())) >= 0)
                .toList();
        List<Entries> left = named.isEmpty() ? fitting : named;
        int most = left.stream().mapToInt(RegisterSheets::known).max().orElse(0);
        List<Entries> best = left.stream().filter(one -> known(one) == most).toList();
        if (best.size() > 1) {
            throw new ProblemException(Problem.REGISTER_UNCLEAR, "/sheets/" + sheets);
        }
        current = best.get(0);
    }

    private static int known(Entries one) {
        return one.table().header().map(header -> header.columns().size()).orElse(0);
    }

    private void endSheet() {
        if (current != null) {
            List<Integer> unknown =
                    current.table().header().map(SheetHeader::unknown).orElse(List.of());
            if (!unknown.isEmpty()) {
                throw new ProblemException(
                        Problem.COLUMNS_UNEXPECTED,
                        "/sheets/" + sheets + "/columns/" + CellWords.column(unknown.get(0)));
            }
            found.add(current);
        } else if (above > 0 && (isHidden || OTHER.contains(CellWords.header(sheetName)))) {
            counted.merge("sheet-other", 1L, Long::sum);
        } else if (above > 0) {
            strange.add(strange());
        }
        open.clear();
        titles.setLength(0);
        current = null;
        above = 0;
    }

    /** The sheet that is of no register, to be held. */
    private Candidate strange() {
        String place = "/sheets/" + sheets;
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("sheet", ViewText.line(sheetName, MOST_NAME))
                .put("row", ViewText.line(titles.toString(), MOST_SHOWN));
        String digest = Digest.sha256(view.toString().getBytes(StandardCharsets.UTF_8));
        return Candidate.found("sheet:" + digest.substring(0, 32), view, List.of())
                .stopped(Problem.COLUMNS_MISSING, place);
    }

    /**
     * All sheets that are of a register.
     * @throws ProblemException RD-108 if no sheet says anything, RD-140 if none is of a register
     */
    List<Entries> all() {
        endSheet();
        if (found.isEmpty()) {
            boolean isEmpty = counted.isEmpty() && strange.isEmpty();
            throw new ProblemException(isEmpty ? Problem.EMPTY : Problem.COLUMNS_MISSING, "");
        }
        return found;
    }

    /** Sheets that are of no register, to be held. */
    List<Candidate> strangers() {
        return strange;
    }

    /** Sheets that are of no register, and what is no entry in the others, by its kind. */
    Map<String, Long> counted() {
        Map<String, Long> all = new TreeMap<>(counted);
        found.forEach(one -> one.table().counted().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
        return all;
    }
}
