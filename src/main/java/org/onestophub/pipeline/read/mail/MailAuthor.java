package org.onestophub.pipeline.read.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.onestophub.complaint.MailIdentity;
import org.onestophub.pipeline.read.mail.MailAddresses.Mailbox;

/**
 * Who wrote a mail: the one mailbox of its one From field, or of Sender where From names no address (RFC 5322 section
 * 3.6.2). Reply-To, Resent-From, X-Original-From and whatever else a writer can add say nothing about it.
 *
 * @param name display name; empty if there is none, or if it is an address and no name
 * @param addresses where the writers can be reached, at most five; empty if From fields contradict each other, or if the
 *     address is that of a mailing list
 * @param isNamed true if at least one address of a writer was found
 * @param sole the address of the one person who may add to a case by this mail; empty if the mail names several, or if
 *     other people write from that address too
 */
record MailAuthor(String name, List<String> addresses, boolean isNamed, Optional<String> sole) {

    private static final int WRITERS_MAX = 5;

    private static final List<String> LIST_SIGNS = List.of(
            "list-id",
            "list-post",
            "list-help",
            "list-unsubscribe",
            "list-archive",
            "mailing-list",
            "x-mailing-list",
            "x-beenthere",
            "x-google-group-id",
            "x-original-from",
            "x-original-sender",
            "x-mailman-original-from",
            "x-mailfrom-rewritten");

    /** A list writes the real author here when it puts its own address into From. */
    private static final List<String> REWRITTEN =
            List.of("x-original-from", "x-original-sender", "x-mailman-original-from", "x-mailfrom-rewritten");

    /** Where a list names its own address. */
    private static final List<String> LIST_ADDRESSES =
            List.of("list-post", "list-id", "mailing-list", "x-mailing-list", "x-beenthere", "to", "cc");

    private static final Set<String> BULK = Set.of("bulk", "list");

    /** One address from which a machine sends for everybody, such as a web form. */
    private static final Pattern NOBODY =
            Pattern.compile("(?:no|do[-_.]?not|not)[-_.]?reply(?:[-_.+].*)?@.*", Pattern.CASE_INSENSITIVE);

    /** The author of a mail with these headers. */
    static MailAuthor of(MimeHeaders headers) {
        List<Mailbox> from = writersIn(headers, "from");
        String field = from.stream().anyMatch(Mailbox::hasAddress) ? "from" : "sender";
        List<Mailbox> writers =
                writersIn(headers, field).stream().filter(Mailbox::hasAddress).toList();
        List<String> addresses =
                writers.stream().map(Mailbox::address).distinct().toList();
        boolean oneField = headers.all("from").size() <= 1 && headers.all(field).size() <= 1;
        boolean contradicting = !oneField && addresses.size() > 1;
        boolean list = addresses.stream().anyMatch(address -> isListAddress(headers, address));
        return new MailAuthor(
                contradicting ? "" : nameOf(from, writers),
                contradicting || list ? List.of() : addresses,
                !addresses.isEmpty(),
                oneField && !list ? sole(writers) : Optional.empty());
    }

    /** True if there are addresses and none of them is certainly the author's. */
    boolean isDisputed() {
        return isNamed && sole.isEmpty();
    }

    /** Everybody whom the fields of that name give as a writer, at most five. */
    static List<Mailbox> writersIn(MimeHeaders headers, String field) {
        List<Mailbox> writers = new ArrayList<>();
        headers.all(field).stream()
                .limit(WRITERS_MAX)
                .forEach(value -> writers.addAll(
                        MailAddresses.ofWriters(value, WRITERS_MAX).first()));
        return writers.subList(0, Math.min(writers.size(), WRITERS_MAX));
    }

    private static Optional<String> sole(List<Mailbox> writers) {
        if (writers.size() != 1
                || !writers.get(0).plain()
                || isNobodys(writers.get(0).address())) {
            return Optional.empty();
        }
        return Optional.of(writers.get(0).address())
                .filter(address -> MailIdentity.of(address).isPresent());
    }

    private static String nameOf(List<Mailbox> from, List<Mailbox> writers) {
        String name = writers.stream()
                .filter(box -> from.isEmpty() || from.contains(box))
                .findFirst()
                .or(() -> from.stream().findFirst())
                .map(Mailbox::name)
                .orElse("");
        // an address in the place of the name is no name, and maybe somebody else's
        return name.indexOf('@') >= 0 ? "" : name;
    }

    /** The address in From that is a list's own. */
    static Optional<String> listIn(MimeHeaders headers) {
        return writersIn(headers, "from").stream()
                .map(Mailbox::address)
                .filter(address -> address.indexOf('@') >= 0 && isListAddress(headers, address))
                .findFirst();
    }

    /** True of an address from which a machine writes for everybody. */
    static boolean isNobodys(String address) {
        return NOBODY.matcher(address).matches();
    }

    private static boolean isListAddress(MimeHeaders headers, String address) {
        boolean list = LIST_SIGNS.stream().anyMatch(headers::has) || BULK.contains(headers.word("precedence"));
        if (!list) {
            return false;
        }
        String own = address.toLowerCase(Locale.ROOT);
        return REWRITTEN.stream().anyMatch(headers::has)
                || LIST_ADDRESSES.stream().anyMatch(field -> names(headers.word(field), own));
    }

    /** True if the text has the address, or the id of the list that has it: {@code ward.example.org}. */
    private static boolean names(String text, String address) {
        return text.contains(address) || text.contains("<" + address.replace('@', '.') + ">");
    }
}
