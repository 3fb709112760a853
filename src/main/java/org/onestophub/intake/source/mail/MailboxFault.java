package org.onestophub.intake.source.mail;

import jakarta.mail.FolderNotFoundException;
import jakarta.mail.ReadOnlyFolderException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * What a failure at a mailbox means, from the response code of the server's answer (RFC 3501, RFC 5530, RFC 9208); of
 * servers without response codes from a few usual words. The text itself is never passed on.
 */
final class MailboxFault {

    private static final int MOST_CAUSES = 10;
    private static final Pattern CODE = Pattern.compile("\\[([A-Za-z-]{2,40})");

    private static final Map<String, Problem> BY_CODE = Map.of(
            "INUSE", Problem.MAILBOX_IN_USE,
            "OVERQUOTA", Problem.MAILBOX_FULL,
            "NOPERM", Problem.RIGHT_MISSING,
            "READ-ONLY", Problem.RIGHT_MISSING,
            "NONEXISTENT", Problem.FOLDER_MISSING,
            "TRYCREATE", Problem.FOLDER_MISSING,
            "UNAVAILABLE", Problem.SOURCE_UNREACHABLE,
            "SERVERBUG", Problem.SOURCE_UNREACHABLE);

    private record Word(Pattern pattern, Problem problem) {}

    private static final List<Word> BY_WORD = List.of(
            new Word(Pattern.compile("quota|mailbox (is )?full|storage"), Problem.MAILBOX_FULL),
            new Word(Pattern.compile("locked|in use|lock "), Problem.MAILBOX_IN_USE),
            new Word(Pattern.compile("permission|denied|not permitted|read-only"), Problem.RIGHT_MISSING));

    private MailboxFault() {}

    /** What the failure means; {@code refused} if the server said no and gave no reason that is known. */
    static Problem of(Throwable failure, Problem refused) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof ProblemException known) {
                return known.problem();
            }
            if (cause instanceof ReadOnlyFolderException) {
                return Problem.RIGHT_MISSING;
            }
            if (cause instanceof FolderNotFoundException) {
                return Problem.FOLDER_MISSING;
            }
            if (isAnswer(cause)) {
                return ofAnswer((ProtocolException) cause, refused);
            }
            cause = cause.getCause();
        }
        return Problem.SOURCE_UNREACHABLE;
    }

    /** True if the server answered, and the answer is no; false if the line broke. */
    static boolean isRefusal(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (isAnswer(cause)
                    || cause instanceof FolderNotFoundException
                    || cause instanceof ReadOnlyFolderException
                    || cause instanceof ProblemException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isAnswer(Throwable cause) {
        return cause instanceof CommandFailedException || cause instanceof BadCommandException;
    }

    private static Problem ofAnswer(ProtocolException answer, Problem refused) {
        String text = answer.getResponse() == null
                ? ""
                : answer.getResponse().toString().toLowerCase(Locale.ROOT);
        Matcher code = CODE.matcher(text);
        if (code.find()) {
            Problem known = BY_CODE.get(code.group(1).toUpperCase(Locale.ROOT));
            if (known != null) {
                return known;
            }
        }
        return BY_WORD.stream()
                .filter(word -> word.pattern().matcher(text).find())
                .map(Word::problem)
                .findFirst()
                .orElse(refused);
    }
}
