package org.onestophub.complaint;

/** Text for a cell of a sheet that people open in a spreadsheet program. */
public final class SheetText {

    // OWASP, CSV injection; the wide forms too, because a Chinese input method writes them
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private SheetText() {}

    /** The text, with an apostrophe before it if a spreadsheet would take it for a formula. */
    public static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
