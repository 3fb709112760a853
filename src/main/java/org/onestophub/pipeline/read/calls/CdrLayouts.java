package org.onestophub.pipeline.read.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.onestophub.pipeline.read.format.CsvRows;

/**
 * The layouts that rows of a file may have. A file with a header has one. Without a header, each row is read in the
 * layout of its width; of several with that width, in the one whose patterns its cells bear out best.
 */
final class CdrLayouts implements CsvRows.Shape {

    private final List<CdrLayout> all;

    private CdrLayouts(List<CdrLayout> all) {
        this.all = List.copyOf(all);
    }

    /**
     * The layouts of a file without a header.
     * @throws org.onestophub.problem.ProblemException RD-110 if a column that the profile needs is in none
     */
    static CdrLayouts of(CdrProfile profile) {
        List<CdrLayout> layouts = new ArrayList<>();
        profile.variants().forEach(columns -> layouts.add(CdrLayout.of(profile, columns)));
        return new CdrLayouts(layouts);
    }

    /**
     * The layout that a header gives.
     * @throws org.onestophub.problem.ProblemException RD-110 if a column that the profile needs is missing
     */
    static CdrLayouts of(CdrProfile profile, String[] header) {
        return new CdrLayouts(List.of(CdrLayout.of(
                profile,
                Arrays.stream(header).map(name -> CellText.of(name).strip()).toList())));
    }

    /** True if the row names the columns that the profile needs. */
    static boolean isHeader(CdrProfile profile, String[] row) {
        return Arrays.stream(row)
                .map(name -> CellText.of(name).strip())
                .toList()
                .containsAll(profile.columnsOf("start"));
    }

    /** The layout in which the row can be read. */
    Optional<CdrLayout> layoutOf(String[] row) {
        return all.stream()
                .filter(layout -> layout.isReadable(row))
                .max(Comparator.comparingInt(layout -> layout.evidenceIn(row)));
    }

    @Override
    public boolean isReadable(String[] row) {
        return all.stream().anyMatch(layout -> layout.isReadable(row));
    }

    @Override
    public boolean hasWidth(int cells) {
        return all.stream().anyMatch(layout -> layout.columns().size() == cells);
    }

    /** True for a row that repeats a header or names SQL types. */
    boolean isHeading(String[] row) {
        return all.stream().anyMatch(layout -> layout.isHeading(row));
    }

    /** True if a row of any of these layouts would be on a complaint line. */
    boolean isComplaintLine(String[] row) {
        return all.stream().anyMatch(layout -> layout.columns().size() == row.length && layout.isComplaintLine(row));
    }

    /** Fewest cells of a whole row. */
    int fewestCells() {
        return all.stream().mapToInt(layout -> layout.columns().size()).min().orElse(0);
    }
}
