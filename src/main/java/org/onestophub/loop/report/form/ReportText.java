package org.onestophub.loop.report.form;

import java.util.regex.Pattern;
import org.onestophub.problem.Language;

/** A text in both languages. What no document can hold, such as a control character, is shown as {@code ?}. */
public record ReportText(String zh, String en) {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\x{FFFE}\\x{FFFF}]");

    /** Both texts, without what cannot be shown. */
    public ReportText {
        zh = UNPRINTABLE.matcher(zh).replaceAll("?");
        en = UNPRINTABLE.matcher(en).replaceAll("?");
    }

    /** The same text in both, such as a code. */
    public static ReportText same(String text) {
        return new ReportText(text, text);
    }

    /** The text in that language. */
    public String in(Language language) {
        return language == Language.CHINESE ? zh : en;
    }
}
