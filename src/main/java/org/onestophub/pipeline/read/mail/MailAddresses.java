package org.onestophub.pipeline.read.mail;

import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.ViewText;

/**
 * The mailboxes of a From, To or Reply-To header, as far as they can be read.
 *
 * @param first the first mailboxes, at most as many as asked for
 * @param count how many there are in all
 * @param doubtful true if a name's character set could not be established
 */
record MailAddresses(List<Mailbox> first, int count, boolean doubtful) {

    /**
     * A mailbox.
     *
     * @param name decoded display name, may be empty
     * @param address as written, without angle brackets; may be empty
     */
    record Mailbox(String name, String address) {}

    /** Bound of the canonical name. */
    private static final int NAME_CHARS_MAX = 200;

    /** RFC 5321: 64 for the local part, 255 for the domain. */
    private static final int ADDRESS_CHARS_MAX = 320;

    /** The mailboxes in a header, the first {@code max} of them read. */
    static MailAddresses of(byte[] header, int max) {
        MimeText.Decoded decoded = HeaderText.raw(header);
        List<Mailbox> boxes = new ArrayList<>();
        boolean doubtful = decoded.doubtful();
        int count = 0;
        String text = decoded.text();
        int at = 0;
        while (at < text.length()) {
            int end = endOfMailbox(text, at);
            String item = text.substring(at, end);
            at = end + 1;
            if (item.isBlank()) {
                continue;
            }
            count++;
            if (boxes.size() < max) {
                String bounded = ShortText.of(item, 4 * (NAME_CHARS_MAX + ADDRESS_CHARS_MAX));
                doubtful |= HeaderText.words(bounded).doubtful();
                boxes.add(mailbox(bounded));
            }
        }
        return new MailAddresses(List.copyOf(boxes), count, doubtful);
    }

    private static Mailbox mailbox(String item) {
        Mailbox box = split(item);
        if (box.address.isEmpty() && box.name.indexOf('<') >= 0) {
            // some mailers encode name and address together as one word
            return split(box.name);
        }
        return box;
    }

    private static Mailbox split(String item) {
        int open = item.lastIndexOf('<');
        int close = open < 0 ? -1 : item.indexOf('>', open);
        if (open >= 0) {
            String address = item.substring(open + 1, close < 0 ? item.length() : close);
            return box(item.substring(0, open), address);
        }
        int comment = item.indexOf('(');
        String bare = comment < 0 ? item : item.substring(0, comment);
        if (bare.indexOf('@') < 0) {
            return box(item, "");
        }
        int commentEnd = comment < 0 ? -1 : item.lastIndexOf(')');
        return box(commentEnd > comment ? item.substring(comment + 1, commentEnd) : "", bare);
    }

    private static Mailbox box(String name, String address) {
        String plain = name.trim();
        if (plain.length() >= 2 && plain.charAt(0) == '"' && plain.endsWith("\"")) {
            plain = plain.substring(1, plain.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
        }
        return new Mailbox(
                ViewText.line(HeaderText.words(plain).text(), NAME_CHARS_MAX),
                ViewText.line(address, ADDRESS_CHARS_MAX));
    }

    /** Where the mailbox ends: at a comma outside quotes, brackets, comments and encoded words; groups fall apart. */
    private static int endOfMailbox(String text, int from) {
        boolean quoted = false;
        boolean angle = false;
        boolean word = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '"' && !word) {
                quoted = !quoted;
            } else if (c == '<' || c == '>') {
                angle = c == '<' && !quoted;
            } else if (c == '=' && next == '?') {
                word = true;
            } else if (c == '?' && next == '=' && i >= from + 3 && !isStartOfText(text, i)) {
                word = false;
            } else if ((c == ',' || c == ';' || c == ':' && !angle) && !quoted && !word) {
                return i;
            }
        }
        return text.length();
    }

    /** True for the question mark after {@code Q} in {@code =?utf-8?Q?=E4…}: it opens the text and ends no word. */
    private static boolean isStartOfText(String text, int i) {
        return text.charAt(i - 2) == '?' && (text.charAt(i - 1) | 0x20) == 'q';
    }
}
