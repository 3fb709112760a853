package org.onestophub.intake.source.mail;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import org.apache.camel.component.mail.MailConfiguration;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;

/** The connection to a mailbox. It stays from look to look; the folder is opened anew for each. */
final class MailboxLine {

    private final MailConfiguration settings;
    private final Session session;
    private @Nullable IMAPStore store;
    private @Nullable IMAPFolder folder;
    private String user = "";

    MailboxLine(MailConfiguration settings, Session session) {
        this.settings = settings;
        this.session = session;
    }

    /**
     * The folder, open for writing. A folder opened anew knows what is in it: counting on goes wrong where a server
     * reports a new mail and moved ones in the wrong order.
     * @throws MessagingException if it cannot be opened for writing, for whatever reason
     */
    IMAPFolder open() throws MessagingException {
        IMAPStore line = store;
        if (line == null || !line.isConnected()) {
            close();
            IMAPStore made = new IntroducedStore(session, settings.getProtocol());
            line = made;
            store = made;
            PasswordAuthentication login = settings.getPasswordAuthentication();
            made.connect(settings.getHost(), settings.getPort(), login.getUserName(), login.getPassword());
            user = login.getUserName();
        }
        IMAPFolder made = (IMAPFolder) line.getFolder(settings.getFolderName());
        folder = made;
        made.open(Folder.READ_WRITE);
        return made;
    }

    /** Names user, host and folder, as keys of inputs do. */
    String name() {
        return user + "@" + settings.getHost() + "/" + settings.getFolderName();
    }

    /** Ends a look. Mails that others marked as deleted are left alone. */
    void leave() {
        try {
            IMAPFolder open = folder;
            if (open != null && open.isOpen()) {
                open.close(false);
            }
        } catch (MessagingException | IllegalStateException e) {
            close();
        }
        folder = null;
    }

    /** Ends the connection; the next look makes a new one. */
    void close() {
        IMAPStore old = store;
        store = null;
        folder = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (MessagingException | IllegalStateException e) {
            // it is gone either way
        }
    }
}
