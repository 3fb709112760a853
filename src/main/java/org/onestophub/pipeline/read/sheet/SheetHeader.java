package org.onestophub.pipeline.read.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.onestophub.complaint.ShortText;

/**
 * The names of the columns of a table, from one row or from two that lie one above the other.
 *
 * @param names names as they are written, by column
 * @param columns columns of each known field
 * @param unknown columns with a name that the mapping does not know
 * @param width how many cells the row has; 0 where rows have no width
 */
record SheetHeader(
        NavigableMap<Integer, String> names, Map<String, List<Integer>> columns, List<Integer> unknown, int width) {

    private static final int MOST_NAME = 100;

    /** The columns that the row names. */
    static SheetHeader of(SheetRow row, SheetProfile profile) {
        TreeMap<Integer, String> names = new TreeMap<>();
        row.cells().forEach((column, cell) -> names.put(column, cell.text()));
        return of(names, row.width(), profile);
    }

    /** These names with those of a row below: {@code 诉求人} above {@code 姓名} and {@code 电话}. */
    SheetHeader over(SheetRow below, SheetProfile profile) {
        TreeMap<Integer, String> both = new TreeMap<>(names);
        String above = "";
        int last = Math.max(names.isEmpty() ? 0 : names.lastKey(), below.cells().lastKey());
        for (int column = 0; column <= last; column++) {
            above = names.getOrDefault(column, above);
            SheetCell cell = below.cells().get(column);
            if (cell != null) {
                String joined = above + cell.text();
                both.put(column, profile.knows(joined) ? joined : cell.text());
            }
        }
        return of(both, Math.max(width, below.width()), profile);
    }

    private static SheetHeader of(TreeMap<Integer, String> names, int width, SheetProfile profile) {
        Map<String, List<Integer>> columns = new LinkedHashMap<>();
        List<Integer> unknown = new ArrayList<>();
        names.forEach((column, name) -> {
            String spelling = CellWords.header(name);
            String field = profile.fieldOf().get(spelling);
            if (field != null) {
                columns.computeIfAbsent(field, any -> new ArrayList<>()).add(column);
            } else if (!profile.ignored().contains(spelling)) {
                unknown.add(column);
            }
        });
        return new SheetHeader(names, columns, unknown, width);
    }

    /** The first required field that has no column; empty if the row is the header of a table. */
    Optional<String> missing(SheetProfile profile) {
        return profile.required().stream()
                .filter(field -> !columns.containsKey(field))
                .findFirst();
    }

    /** True if the row below only divides columns of this header: the key has no value there, and names stand in it. */
    boolean isContinuedBy(SheetRow below, SheetProfile profile) {
        boolean hasKey =
                columns.getOrDefault(profile.key().get(0), List.of()).stream().anyMatch(below.cells()::containsKey);
        return !hasKey
                && !isRepeatedBy(below)
                && below.cells().entrySet().stream().allMatch(cell -> isName(cell.getKey(), cell.getValue(), profile));
    }

    private boolean isName(int column, SheetCell cell, SheetProfile profile) {
        String above = names.headMap(column + 1).isEmpty()
                ? ""
                : names.headMap(column + 1).get(names.headMap(column + 1).lastKey());
        return profile.knows(cell.text()) || profile.knows(above + cell.text());
    }

    /** True if the row says the names again, as at the top of each printed page. */
    boolean isRepeatedBy(SheetRow row) {
        long same = row.cells().entrySet().stream()
                .filter(cell -> CellWords.header(cell.getValue().text())
                        .equals(CellWords.header(names.getOrDefault(cell.getKey(), ""))))
                .count();
        return same == row.cells().size() && same > 1;
    }

    /** The name of a column for people, never empty. */
    String nameOf(int column) {
        String name = ShortText.of(CellWords.plain(names.getOrDefault(column, "")), MOST_NAME);
        return name.isEmpty() ? CellWords.column(column) : name;
    }
}
