package org.onestophub.intake.source.mail;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.Date;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/**
 * The few commands sent to an open folder directly. The library's own way to size and date of a mail also asks for
 * ENVELOPE, which servers build from addresses that need not be valid, and fails where it does not parse.
 */
final class ImapCommands {

    /** Most specific first; some servers reject searches for keywords, and then for flags. */
    private static final String[] SEARCHES = {
        "UID SEARCH UNDELETED UNKEYWORD " + MailKeptMark.KEPT, "UID SEARCH UNDELETED", "UID SEARCH ALL"
    };

    private ImapCommands() {}

    /** Size in bytes, -1 if the server does not say; and when the mail came, null likewise. */
    record Facts(long sizeBytes, @Nullable Instant internalDate) {}

    /** UIDs of mails that are neither marked as kept nor deleted, in the order of arrival. */
    static NavigableSet<Long> waiting(IMAPFolder folder) throws MessagingException {
        for (int i = 0; i < SEARCHES.length - 1; i++) {
            String search = SEARCHES[i];
            try {
                return search(folder, search);
            } catch (MessagingException e) {
                if (!MailboxFault.isRefusal(e)) {
                    throw e;
                }
            }
        }
        return search(folder, SEARCHES[SEARCHES.length - 1]);
    }

    /** Size and date of one mail. */
    static Facts factsOf(IMAPFolder folder, long uid) throws MessagingException {
        return (Facts) folder.doCommand(protocol -> facts(protocol, uid));
    }

    /** True if mails may get the hub's keyword, as far as the server says. */
    static boolean takesKeywords(IMAPFolder folder) {
        Flags permitted = folder.getPermanentFlags();
        return permitted == null || permitted.contains(Flags.Flag.USER) || permitted.contains(MailKeptMark.KEPT);
    }

    @SuppressWarnings("unchecked")
    private static NavigableSet<Long> search(IMAPFolder folder, String command) throws MessagingException {
        return (NavigableSet<Long>) folder.doCommand(protocol -> {
            NavigableSet<Long> uids = new TreeSet<>();
            for (Response response : answered(protocol, command)) {
                if (response instanceof IMAPResponse line && line.keyEquals("SEARCH")) {
                    for (long uid = line.readLong(); uid != -1; uid = line.readLong()) {
                        uids.add(uid);
                    }
                }
            }
            return uids;
        });
    }

    private static Facts facts(IMAPProtocol protocol, long uid) throws ProtocolException {
        long size = -1;
        Instant date = null;
        for (Response response : answered(protocol, "UID FETCH " + uid + " (UID RFC822.SIZE INTERNALDATE)")) {
            if (response instanceof FetchResponse fetched && isOf(fetched, uid)) {
                RFC822SIZE item = fetched.getItem(RFC822SIZE.class);
                size = item == null ? size : item.size;
                INTERNALDATE came = fetched.getItem(INTERNALDATE.class);
                Date at = came == null ? null : came.getDate();
                date = at == null ? date : at.toInstant();
            }
        }
        return new Facts(size, date);
    }

    /** Servers may add news of other mails to an answer. */
    private static boolean isOf(FetchResponse fetched, long uid) {
        UID item = fetched.getItem(UID.class);
        return item != null && item.uid == uid;
    }

    private static Response[] answered(IMAPProtocol protocol, String command) throws ProtocolException {
        Response[] responses = protocol.command(command, null);
        Response last = responses[responses.length - 1];
        protocol.notifyResponseHandlers(responses);
        protocol.handleResult(last);
        return responses;
    }
}
