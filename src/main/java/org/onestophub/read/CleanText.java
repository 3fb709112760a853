package org.onestophub.read;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Text as a view holds it: NFC, lines ended by \n, no control characters but \n and \t, no blanks around it. */
final class CleanText {

    private static final Pattern LINE_ENDS = Pattern.compile("\r\n?");
    /** Control characters, byte order marks and halves of surrogate pairs; none of them is writing. */
    private static final Pattern NOT_WRITING = Pattern.compile("[\\p{Cc}&&[^\n\t]]|\\p{Cs}|\uFEFF");

    private CleanText() {}

    static String of(String text) {
        String lines = LINE_ENDS.matcher(text).replaceAll("\n");
        return Normalizer.normalize(NOT_WRITING.matcher(lines).replaceAll(""), Normalizer.Form.NFC).strip();
    }
}
