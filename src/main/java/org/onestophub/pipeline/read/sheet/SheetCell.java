package org.onestophub.pipeline.read.sheet;

/**
 * A cell that says something.
 *
 * @param kind what stands in it
 * @param text as people see it: numbers without exponent, times as {@code yyyy-MM-dd HH:mm:ss}; empty without value
 * @param asTime the time that a number is if it counts days; empty if it is none
 * @param isFormula true if the program that wrote the file computed it
 */
record SheetCell(Kind kind, String text, String asTime, boolean isFormula) {

    /** What stands in a cell. */
    enum Kind {
        TEXT,
        NUMBER,
        TIME,
        /** A number of more digits than a spreadsheet keeps. */
        LOST_DIGITS,
        /** An error such as {@code #N/A}, or a formula whose value is not in the file. */
        NO_VALUE
    }

    static SheetCell text(String text, boolean isFormula) {
        return new SheetCell(Kind.TEXT, text, "", isFormula);
    }

    static SheetCell noValue() {
        return new SheetCell(Kind.NO_VALUE, "", "", true);
    }
}
