package org.onestophub.pipeline.read.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks in a subject: whether the mail answers or forwards another, and which receipt it is about. */
final class MailSubject {

    /** Reply and forward marks of common mailers, with ASCII or full-width colon, also counted: {@code Re[2]:}. */
    private static final Pattern PREFIX = Pattern.compile(
            "^\\s*(?:re|fw|fwd|aw|wg|sv|vs|rv|tr|antw|回复|答复|回覆|转发|轉寄|转寄)(?:\\s?[\\[(（]\\d{1,3}[\\])）])?\\s*[:：]",
            Pattern.CASE_INSENSITIVE);

    /** A receipt number as given to people: day, running number, check character. */
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[0-9]{6}-[0-9]{7}-[0-9X](?![0-9A-Za-z])");

    private static final int NUMBERS_MAX = 5;

    private MailSubject() {}

    /** The subject without any number of prefixes. */
    static String plain(String subject) {
        String rest = subject;
        Matcher prefix = PREFIX.matcher(rest);
        while (prefix.find()) {
            rest = rest.substring(prefix.end());
            prefix = PREFIX.matcher(rest);
        }
        return rest.strip();
    }

    /** The places of receipt numbers and of texts of the same form. */
    static List<MatchResult> numbersIn(String subject) {
        return NUMBER.matcher(subject).results().toList();
    }

    /** Receipt numbers in the subject, at most five. They do not prove who the sender is. */
    static List<String> receiptNumbers(String subject) {
        List<String> found = new ArrayList<>();
        Matcher number = NUMBER.matcher(subject);
        while (number.find() && found.size() < NUMBERS_MAX) {
            found.add(number.group());
        }
        return found.stream().distinct().toList();
    }
}
