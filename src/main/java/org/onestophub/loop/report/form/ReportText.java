package org.onestophub.loop.report.form;

import org.onestophub.problem.Language;

/** A text in both languages. */
public record ReportText(String zh, String en) {

    /** The same text in both, such as a code. */
    public static ReportText same(String text) {
        return new ReportText(text, text);
    }

    /** The text in that language. */
    public String in(Language language) {
        return language == Language.CHINESE ? zh : en;
    }
}
