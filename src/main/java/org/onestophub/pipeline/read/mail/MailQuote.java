package org.onestophub.pipeline.read.mail;

import java.util.regex.Pattern;

/** Finds where the quoted earlier mail begins. A hint for display only: the full text is always kept. */
final class MailQuote {

    private static final Pattern MARK = Pattern.compile(
            "^(?:-{2,} ?(?:original message|forwarded message|原始邮件|转发邮件|原邮件|回复的原邮件) ?-{2,}|发件人[:：].{0,200}|>.*"
                    + "|在.{4,200}写道[:：]|on .{4,200} wrote:)\\s*$",
            Pattern.CASE_INSENSITIVE);

    /** Longer lines are not marks of a quote. */
    private static final int LINE_CHARS_MAX = 400;

    private MailQuote() {}

    /** Index of the first character of the quote, -1 if there is none. */
    static int startOf(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int lineEnd = end < 0 ? text.length() : end;
            if (lineEnd - start <= LINE_CHARS_MAX
                    && MARK.matcher(text.substring(start, lineEnd).strip()).matches()) {
                return start;
            }
            start = lineEnd + 1;
        }
        return -1;
    }
}
