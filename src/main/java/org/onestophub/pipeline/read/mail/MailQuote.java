package org.onestophub.pipeline.read.mail;

import java.util.regex.Pattern;

/**
 * Finds where the quoted earlier mail begins, also where the answer stands below it. A hint for display only: the full text is always kept.
 */
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
        boolean said = false;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int lineEnd = end < 0 ? text.length() : end;
            String line = text.substring(start, Math.min(lineEnd, start + LINE_CHARS_MAX + 1))
                    .strip();
            start = lineEnd + 1;
            if (line.length() > LINE_CHARS_MAX || !MARK.matcher(line).matches()) {
                said |= !line.isEmpty();
                continue;
            }
            int mark = lineStart(text, lineEnd);
            int quoteEnd = endOfQuoted(text, line.startsWith(">") ? mark : start);
            if (said || quoteEnd < 0 || quoteEnd >= text.length()) {
                return mark;
            }
            // the writer's words stand below the quote
            start = quoteEnd;
        }
        return -1;
    }

    private static int lineStart(String text, int lineEnd) {
        return text.lastIndexOf('\n', lineEnd - 1) + 1;
    }

    /** Where the lines that begin with {@code >} end, and the blank ones after them; -1 if there is none there. */
    private static int endOfQuoted(String text, int from) {
        int at = from;
        boolean any = false;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int lineEnd = end < 0 ? text.length() : end;
            int first = at;
            while (first < lineEnd && Character.isWhitespace(text.charAt(first))) {
                first++;
            }
            boolean quoted = first < lineEnd && text.charAt(first) == '>';
            if (!quoted && first < lineEnd) {
                break;
            }
            any |= quoted;
            at = lineEnd + 1;
        }
        return any ? Math.min(at, text.length()) : -1;
    }
}
