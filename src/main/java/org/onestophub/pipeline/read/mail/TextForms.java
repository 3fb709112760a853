package org.onestophub.pipeline.read.mail;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.ShortText;

/** Compares the plain and the HTML form of one text: they should say the same, and often do not. */
final class TextForms {

    /** A page of text; enough to see whether two texts are the same. */
    private static final int CHARS_MAX = 50_000;

    private static final int STUB_CHARS_MAX = 500;

    /** Fewer words may be a line of the mailer's own. */
    private static final int WORDS_MIN = 5;

    private static final double SHARED_MIN = 0.3;

    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]{2,40}");

    private static final Pattern STUB = Pattern.compile(
            "html|(?:view|see|read|display|open).{0,40}(?:browser|online|web ?page|e-?mail|message)|(?:mail|e-?mail)(?: client| program| reader|er).{0,60}(?:not|support|display|show|view|read|enable)"
                    + "|rich text|不支持|无法(?:正常)?(?:显示|查看|阅读)|浏览器|网页版|在线(?:查看|阅读)|超文本",
            Pattern.CASE_INSENSITIVE);

    private TextForms() {}

    /** True if the HTML says what the plain text does not. */
    static boolean differs(String plain, String html) {
        Set<String> said = words(plain);
        Set<String> shown = words(html);
        long shared = shown.stream().filter(said::contains).count();
        return shown.size() >= WORDS_MIN && shared < shown.size() * SHARED_MIN;
    }

    /** True if the plain text only says that there is an HTML form. */
    static boolean isStub(String plain, String html) {
        return plain.length() <= STUB_CHARS_MAX && STUB.matcher(plain).find() && differs(plain, html);
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(ShortText.of(text, CHARS_MAX).toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }
}
