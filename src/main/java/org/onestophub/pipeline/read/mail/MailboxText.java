package org.onestophub.pipeline.read.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.pipeline.read.mail.MailAddresses.Mailbox;

/**
 * One mailbox as mailers write it: with or without angle brackets, with name, comment or quotes in any place. What
 * stands in quotes or in a comment is never taken for the address while there is one outside.
 */
final class MailboxText {

    /** Bound of the canonical name. */
    static final int NAME_CHARS_MAX = 200;

    /** RFC 5321: 64 for the local part, 255 for the domain. */
    static final int ADDRESS_CHARS_MAX = 320;

    /** No quoted text or comment that matters is longer; bounds the search for the end of each. */
    private static final int QUOTED_CHARS_MAX = 1000;

    /** As long as {@link HeaderText} reads an encoded word. */
    private static final int WORD_CHARS_MAX = 4096;

    private static final String MAILTO = "mailto:";

    /** An address in brackets of other kinds, as keyboards for Chinese and some web forms write them. */
    private static final Pattern OTHER_BRACKETS =
            Pattern.compile("[＜〈《\\[]\\s*([^＜＞〈〉《》\\[\\]\\s@]+@[^＜＞〈〉《》\\[\\]\\s@]+)\\s*[＞〉》\\]]");

    private static final Pattern BLANK_AT = Pattern.compile("(\\S)\\s+@\\s*(?=\\S)|(\\S)@\\s+(?=\\S)");

    private MailboxText() {}

    /** Where the piece ends: at a comma outside quotes, brackets, comments and encoded words; groups fall apart. */
    static int endOfPiece(String text, int from) {
        boolean angle = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = endOfProtected(text, i);
            if (end > i) {
                i = end - 1;
            } else if (c == '<' || c == '>') {
                angle = c == '<';
            } else if (c == ',' || c == ';' || c == ':' && !angle) {
                return i;
            }
        }
        return text.length();
    }

    /** The mailbox in one piece of a header. */
    static Mailbox of(String written) {
        String piece =
                written.indexOf('<') < 0 ? OTHER_BRACKETS.matcher(written).replaceFirst("<$1>") : written;
        Mailbox box = split(piece);
        if (box.hasAddress() || !box.address().isEmpty() || box.name().indexOf('@') < 0) {
            return box;
        }
        // some mailers encode or quote name and address together
        Mailbox inner = split(box.name());
        return inner.hasAddress() ? inner : box;
    }

    /** Two parts of a name that was written with a comma between them. */
    static String joined(String name, String more) {
        return name.isEmpty() || more.isEmpty() ? name + more : ShortText.of(name + ", " + more, NAME_CHARS_MAX);
    }

    private static Mailbox split(String piece) {
        List<int[]> angles = new ArrayList<>();
        StringBuilder bare = new StringBuilder(piece.length());
        StringBuilder comment = new StringBuilder();
        for (int i = 0; i < piece.length(); i++) {
            int end = endOfProtected(piece, i);
            char c = piece.charAt(i);
            if (end > i && c == '(') {
                comment.append(comment.isEmpty() ? "" : " ").append(piece, i + 1, end - 1);
                bare.append(' ');
                i = end - 1;
            } else if (end > i) {
                bare.append(piece, i, end);
                i = end - 1;
            } else if (c == '<') {
                int close = piece.indexOf('>', i);
                angles.add(new int[] {i, close < 0 ? piece.length() : close});
                i = close < 0 ? piece.length() : close;
            } else {
                bare.append(c);
            }
        }
        return angles.isEmpty()
                ? withoutAngle(piece, bare.toString(), comment.toString())
                : withAngle(piece, angles, bare.toString());
    }

    private static Mailbox withAngle(String piece, List<int[]> angles, String outside) {
        int[] last = angles.get(angles.size() - 1);
        int open = piece.lastIndexOf('<', last[1] - 1);
        String address = cleaned(piece.substring(Math.max(open, last[0]) + 1, last[1]));
        boolean plain = angles.size() == 1
                && open == last[0]
                && words(outside).stream().noneMatch(word -> isAddress(word) && !word.equalsIgnoreCase(address));
        return box(piece.substring(0, last[0]), address, plain);
    }

    private static Mailbox withoutAngle(String piece, String outside, String comment) {
        // an opening bracket without its end starts a comment as well
        int open = outside.indexOf('(');
        String bare = open < 0 ? outside : outside.substring(0, open);
        List<String> words = words(bare);
        List<String> addresses = words.stream().filter(MailboxText::isAddress).toList();
        if (addresses.isEmpty()) {
            return box(piece, "", true);
        }
        if (words.size() == 1) {
            return box(comment, cleaned(words.get(0)), true);
        }
        if (addresses.size() > 1) {
            return box(comment, bare, false);
        }
        words.remove(addresses.get(0));
        return box(String.join(" ", words), cleaned(addresses.get(0)), true);
    }

    /** Parts between blanks; what is quoted is one. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            int end = i < text.length() ? endOfProtected(text, i) : i;
            if (end > i) {
                i = end - 1;
            } else if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** True if there is an at sign outside quotes and encoded words. */
    private static boolean isAddress(String word) {
        for (int i = 0; i < word.length(); i++) {
            int end = endOfProtected(word, i);
            if (end > i) {
                i = end - 1;
            } else if (word.charAt(i) == '@') {
                return true;
            }
        }
        return false;
    }

    /** The address without what mailers and people put around it. */
    private static String cleaned(String written) {
        String address = written.strip();
        if (address.toLowerCase(Locale.ROOT).startsWith(MAILTO)) {
            address = address.substring(MAILTO.length());
        }
        if (address.indexOf('@') >= 0 && (isWithin(address, '\'') || isWithin(address, '"'))) {
            address = address.substring(1, address.length() - 1);
        }
        if (address.indexOf('"') >= 0 && address.indexOf('"') == address.lastIndexOf('"')) {
            // the other one was forgotten
            address = address.replace("\"", "");
        }
        return BLANK_AT.matcher(address).replaceAll("$1$2@");
    }

    private static boolean isWithin(String text, char quote) {
        return text.indexOf(quote) == 0 && text.indexOf(quote, 1) == text.length() - 1;
    }

    private static Mailbox box(String name, String address, boolean plain) {
        String shown = name.strip();
        if (shown.length() >= 2 && shown.charAt(0) == '"' && shown.endsWith("\"")) {
            shown = shown.substring(1, shown.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
        }
        String line = ViewText.line(address, ADDRESS_CHARS_MAX);
        return new Mailbox(
                ViewText.line(HeaderText.words(shown).text(), NAME_CHARS_MAX),
                line,
                // a character that is not shown, or an end that was cut off, makes another address
                plain && line.equals(address.strip()));
    }

    /** Where the quoted text, comment or encoded word ends that starts here; {@code at} itself if none does. */
    private static int endOfProtected(String text, int at) {
        return switch (text.charAt(at)) {
            case '"' -> endOfQuoted(text, at);
            case '(' -> endOfComment(text, at);
            case '=' -> endOfWord(text, at);
            default -> at;
        };
    }

    private static int endOfQuoted(String text, int at) {
        for (int i = at + 1; i < Math.min(text.length(), at + QUOTED_CHARS_MAX); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return at;
    }

    private static int endOfComment(String text, int at) {
        int depth = 0;
        for (int i = at; i < Math.min(text.length(), at + QUOTED_CHARS_MAX); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return at;
    }

    /** {@code =?charset?Q|B?text?=}. */
    private static int endOfWord(String text, int at) {
        if (!text.startsWith("=?", at)) {
            return at;
        }
        String word = text.substring(at, Math.min(text.length(), at + WORD_CHARS_MAX));
        int charset = word.indexOf('?', 2);
        int form = charset < 0 ? -1 : word.indexOf('?', charset + 1);
        int end = form < 0 ? -1 : word.indexOf("?=", form + 1);
        return end < 0 ? at : at + end + 2;
    }
}
