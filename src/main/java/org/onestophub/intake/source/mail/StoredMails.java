package org.onestophub.intake.source.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The mails of one folder that the hub has stored and may meet again. All are remembered until a look does not find
 * them; those that a look did find, or that the server would not let go, are also in {@link StoredMailTable}. There are
 * never more than the folder has mails.
 */
final class StoredMails {

    private final Optional<StoredMailTable> table;
    private final Map<Long, StoredMail> mails = new TreeMap<>();
    private final Set<Long> written = new HashSet<>();
    private String mailbox = "";
    private long validity;

    /** Without a table they are remembered as long as the hub runs. */
    StoredMails(Optional<StoredMailTable> table) {
        this.table = table;
    }

    /** The folder is open, under this UIDVALIDITY. */
    void enter(String name, long uidValidity) {
        if (mailbox.equals(name) && validity == uidValidity) {
            return;
        }
        List<StoredMail> known = table.map(rows -> rows.of(name, uidValidity)).orElse(List.of());
        mails.clear();
        written.clear();
        for (StoredMail mail : known) {
            mails.put(mail.uid(), mail);
            written.add(mail.uid());
        }
        mailbox = name;
        validity = uidValidity;
    }

    /** Of the mails a look found, those that are stored. What it did not find is forgotten. */
    List<StoredMail> stillIn(NavigableSet<Long> found) {
        List<Long> gone = new ArrayList<>();
        written.removeIf(uid -> !found.contains(uid) && gone.add(uid));
        mails.keySet().removeIf(uid -> !found.contains(uid));
        if (!gone.isEmpty()) {
            table.ifPresent(rows -> rows.remove(mailbox, validity, gone));
        }
        List<StoredMail> left = List.copyOf(mails.values());
        // confirmed as it may be, the server shows it all the same
        left.stream().filter(mail -> !written.contains(mail.uid())).forEach(this::write);
        return left;
    }

    boolean contains(long uid) {
        return mails.containsKey(uid);
    }

    /** The hub has stored it. */
    void stored(long uid) {
        mails.putIfAbsent(uid, new StoredMail(uid, false));
    }

    /** It is in the folder of kept mails as well. */
    void copied(long uid) {
        mails.put(uid, new StoredMail(uid, true));
    }

    /** True if it need not be copied again. */
    boolean isCopied(long uid) {
        StoredMail mail = mails.get(uid);
        return mail != null && mail.copied();
    }

    /** The server does not let it go. */
    void stays(long uid) {
        write(mails.computeIfAbsent(uid, number -> new StoredMail(number, false)));
    }

    private void write(StoredMail mail) {
        table.ifPresent(rows -> rows.add(mailbox, validity, mail));
        written.add(mail.uid());
    }
}
