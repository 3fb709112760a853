package org.onestophub.pipeline.read.sheet;

/** A file of sheets, which is walked row by row. */
interface SheetBook {

    /**
     * Shows every row that says something, sheet by sheet.
     * @throws org.onestophub.problem.ProblemException RD-103 if the file is damaged, RD-107 if it goes beyond all bounds
     */
    void walk(Visitor visitor);

    /** Sees the rows. */
    interface Visitor {

        /** The rows that follow are of that sheet. */
        void sheet(String name, boolean isHidden);

        /** The next row. */
        void row(SheetRow row);

        /** A row of a text file that cannot be taken apart. */
        void unreadable(int number, String text);

        /** How many cells a row of the table has; 0 before the table begins. */
        int width();
    }
}
