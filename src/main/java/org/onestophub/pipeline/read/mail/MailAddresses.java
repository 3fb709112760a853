package org.onestophub.pipeline.read.mail;

import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.MimeText;

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
     * @param plain true if no second address stands beside it that a mail program could take instead
     */
    record Mailbox(String name, String address, boolean plain) {

        boolean hasAddress() {
            return address.indexOf('@') >= 0;
        }
    }

    /** The longest piece worth a look: a name and an address, encoded. */
    private static final int PIECE_CHARS_MAX = 4 * (MailboxText.NAME_CHARS_MAX + MailboxText.ADDRESS_CHARS_MAX);

    /** 10,000 recipients with their names; what stands behind is not looked at. */
    private static final int HEADER_CHARS_MAX = 1024 * 1024;

    /** The mailboxes in a header, the first {@code max} of them read. */
    static MailAddresses of(byte[] header, int max) {
        return read(header, max, false);
    }

    /**
     * The mailboxes in a header that names who wrote: a name with a comma that nobody quoted, as in
     * {@code Wang, Li <li@example.org>}, is one name. Source: RFC 5322 wants quotes; web forms and old mailers leave them out.
     */
    static MailAddresses ofWriters(byte[] header, int max) {
        return read(header, max, true);
    }

    private static MailAddresses read(byte[] header, int max, boolean joinNames) {
        MimeText.Decoded decoded = HeaderText.raw(header);
        List<Mailbox> boxes = new ArrayList<>();
        boolean doubtful = decoded.doubtful();
        int count = 0;
        String text = ShortText.of(decoded.text(), HEADER_CHARS_MAX);
        String name = "";
        int at = 0;
        while (at < text.length()) {
            int end = MailboxText.endOfPiece(text, at);
            String item = text.substring(at, end);
            boolean group = end < text.length() && text.charAt(end) == ':';
            at = end + 1;
            if (item.isBlank() || joinNames && group) {
                continue;
            }
            if (boxes.size() >= max) {
                count++;
                continue;
            }
            String bounded = ShortText.of(item, PIECE_CHARS_MAX);
            doubtful |= HeaderText.words(bounded).doubtful();
            Mailbox box = MailboxText.of(bounded);
            if (joinNames && !box.hasAddress() && hasMore(text, at)) {
                name = MailboxText.joined(name, box.name());
                continue;
            }
            count++;
            boxes.add(new Mailbox(MailboxText.joined(name, box.name()), box.address(), box.plain()));
            name = "";
        }
        return new MailAddresses(List.copyOf(boxes), count, doubtful);
    }

    private static boolean hasMore(String text, int at) {
        return at < text.length() && !text.substring(at).isBlank();
    }
}
