package org.onestophub.intake.source.mail;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The folder that kept mails are moved to. It may lie where it was named, or below the prefix of the user's namespace
 * (RFC 2342) or below INBOX: some servers allow folders nowhere else.
 */
final class KeptFolder {

    private static final String INBOX = "INBOX";

    private final String name;

    /** The folder of this name, as set; not blank. */
    KeptFolder(String name) {
        this.name = name;
    }

    /** The folder if it is there already, else null. */
    @Nullable
    IMAPFolder found(IMAPStore store) throws MessagingException {
        for (IMAPFolder place : places(store)) {
            if (place.exists()) {
                return place;
            }
        }
        return null;
    }

    /**
     * The folder, made if it is not there.
     * @throws ProblemException what the server's answer to CREATE means; CH-331 if it gives no reason
     */
    IMAPFolder in(IMAPStore store) throws MessagingException {
        IMAPFolder there = found(store);
        return there != null ? there : made(store);
    }

    /** A new folder of that name, in the first place where the server allows it; problems as of {@link #in}. */
    IMAPFolder made(IMAPStore store) throws MessagingException {
        Problem reason = Problem.KEPT_FOLDER_REFUSED;
        for (IMAPFolder place : places(store)) {
            try {
                place.doCommand(protocol -> {
                    protocol.create(place.getFullName());
                    return null;
                });
                return place;
            } catch (MessagingException e) {
                if (!MailboxFault.isRefusal(e)) {
                    throw e;
                }
                reason = MailboxFault.of(e, reason);
            }
        }
        throw new ProblemException(reason == Problem.FOLDER_MISSING ? Problem.KEPT_FOLDER_REFUSED : reason);
    }

    private List<IMAPFolder> places(IMAPStore store) throws MessagingException {
        List<IMAPFolder> places = new ArrayList<>();
        for (Folder space : namespaces(store)) {
            String prefix = space.getFullName();
            if (!prefix.isEmpty()) {
                add(places, below(space));
            }
        }
        add(places, (IMAPFolder) store.getFolder(name));
        add(places, below(store.getFolder(INBOX)));
        return places;
    }

    /** The name as a child of that folder, or as it is if it names the parent already. */
    private IMAPFolder below(Folder parent) throws MessagingException {
        String start = parent.getFullName() + parent.getSeparator();
        return (IMAPFolder) (name.startsWith(start) ? parent.getStore().getFolder(name) : parent.getFolder(name));
    }

    private static void add(List<IMAPFolder> places, IMAPFolder place) {
        if (places.stream().noneMatch(known -> known.getFullName().equals(place.getFullName()))) {
            places.add(place);
        }
    }

    private static Folder[] namespaces(IMAPStore store) {
        try {
            Folder[] personal = store.getPersonalNamespaces();
            return personal == null ? new Folder[0] : personal;
        } catch (MessagingException e) {
            // a server without NAMESPACE: where a folder may be made is tried
            return new Folder[0];
        }
    }
}
