package org.onestophub.pipeline.read.calls;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.pipeline.read.format.CsvRows;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Walks over the rows of a file, in memory bounded by one row. */
final class CdrScan {

    /** Lines in a cell: names with a line end have two or three. */
    private static final int MOST_LINES = 50;

    /** Rows in one file; ten years of a large hospital. */
    private static final long MOST_ROWS = 20_000_000;

    private CdrScan() {}

    /** What is done with the rows. */
    interface Pass {

        /** A row that can be read. */
        void row(CdrLayout layout, String[] row, boolean isRepaired);

        /**
         * A row that cannot be read.
         *
         * @param text its first line, one character per byte
         * @param cells what CSV makes of it, null if it is none
         * @param number of the row in the file, from 1
         */
        default void unreadable(CdrLayouts layouts, String text, String @Nullable [] cells, long number) {}

        /** A last row without line end, in a file that will come again. */
        default void partial() {}
    }

    /**
     * Shows every row to the pass.
     * @throws ProblemException RD-107 above 20 million rows, RD-110 if the header does not fit the profile
     */
    static void over(Content content, CdrProfile profile, Pass pass) {
        try (InputStream in = CsvShape.withoutMark(content.open());
                CsvRows rows = new CsvRows(in, profile.delimiter(), MOST_LINES)) {
            CdrLayouts layouts = layoutsOf(rows, profile);
            rows.expect(layouts);
            for (long number = 1; rows.next(); number++) {
                if (number > MOST_ROWS) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "rows");
                }
                show(layouts, rows, profile, number, pass);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private static void show(CdrLayouts layouts, CsvRows rows, CdrProfile profile, long number, Pass pass) {
        String[] cells = rows.cells();
        if (!rows.isTerminated() && !profile.lastRowMayEndFile()) {
            pass.partial();
            return;
        }
        Optional<CdrLayout> layout = cells == null ? Optional.empty() : layouts.layoutOf(cells);
        if (cells != null && layout.isPresent()) {
            pass.row(layout.get(), cells, rows.isRepaired());
        } else if (cells == null || !layouts.isHeading(cells)) {
            pass.unreadable(layouts, rows.text(), cells, number);
        }
    }

    private static CdrLayouts layoutsOf(CsvRows rows, CdrProfile profile) throws IOException {
        if (!profile.variants().isEmpty() && !profile.isHeaderOptional()) {
            return CdrLayouts.of(profile);
        }
        String[] first = rows.next() ? rows.cells() : null;
        if (!profile.isHeaderOptional()) {
            if (first == null) {
                throw new ProblemException(Problem.COLUMNS_UNEXPECTED, "header");
            }
            return CdrLayouts.of(profile, first);
        }
        if (first != null && CdrLayouts.isHeader(profile, first)) {
            return CdrLayouts.of(profile, first);
        }
        rows.again();
        return CdrLayouts.of(profile);
    }
}
