package org.onestophub.intake.source.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Ordered;
import org.apache.camel.support.SynchronizationAdapter;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;

/**
 * Confirms one mail to the mailbox once the hub has kept it: moves it to the folder of kept mails, or marks it with the
 * hub's keyword. Without a commit nothing is done, and the next poll finds the mail again.
 */
public final class MailConfirmation extends SynchronizationAdapter {

    private static final HubLog LOG = HubLog.of("channel");

    /** Used if the server takes no keywords and no folder is set: an unconfirmed mail would come for ever. */
    public static final String DEFAULT_FOLDER = "Hub-Kept";

    private final Message mail;
    private final String keptFolder;
    private final String channel;
    private final @Nullable Path spoolFile;

    MailConfirmation(Message mail, String keptFolder, String channel, @Nullable Path spoolFile) {
        this.mail = mail;
        this.keptFolder = keptFolder;
        this.channel = channel;
        this.spoolFile = spoolFile;
    }

    /** After Camel's own step, which marks the mail as seen and needs it to be still there. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }

    @Override
    public void onComplete(Exchange exchange) {
        // an error that a route handled leaves the exchange "complete": only one without any error was committed
        if (exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null) {
            confirm();
        }
        onDone(exchange);
    }

    private void confirm() {
        try {
            confirm((IMAPFolder) mail.getFolder());
        } catch (MessageRemovedException gone) {
            // somebody else removed it; the hub has it
            LOG.debug("mail-gone", LogKey.CHANNEL, channel);
        } catch (MessagingException e) {
            LOG.warn(
                    "mail-not-confirmed",
                    LogKey.CHANNEL,
                    channel,
                    LogKey.CODE,
                    Problem.SOURCE_UNREACHABLE.code(),
                    LogKey.FAULT,
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            if (spoolFile != null) {
                Files.deleteIfExists(spoolFile);
            }
        } catch (IOException e) {
            LOG.warn(
                    "spool-not-removed",
                    LogKey.CHANNEL,
                    channel,
                    LogKey.FAULT,
                    e.getClass().getSimpleName());
        }
        if (Boolean.TRUE.equals(exchange.getProperty(ExchangePropertyKey.BATCH_COMPLETE, Boolean.class))) {
            close(mail.getFolder());
        }
    }

    /**
     * The next poll opens the folder again and learns what is in it. Counting on from here fails if a server reports a new
     * mail and moved ones in the wrong order: the new one would not be seen before the next comes.
     */
    private void close(Folder folder) {
        try {
            if (folder.isOpen()) {
                folder.close(false); // true would also remove what others marked
            }
        } catch (MessagingException | IllegalStateException e) {
            LOG.debug(
                    "folder-not-closed",
                    LogKey.CHANNEL,
                    channel,
                    LogKey.FAULT,
                    e.getClass().getSimpleName());
        }
    }

    private void confirm(IMAPFolder folder) throws MessagingException {
        if (!keptFolder.isBlank()) {
            move(folder, keptFolder);
            return;
        }
        Flags permitted = folder.getPermanentFlags();
        boolean keywords =
                permitted == null || permitted.contains(Flags.Flag.USER) || permitted.contains(MailKeptMark.KEPT);
        if (keywords) {
            mail.setFlags(new Flags(MailKeptMark.KEPT), true);
            return;
        }
        LOG.warn(
                "mailbox-takes-no-keywords",
                LogKey.CHANNEL,
                channel,
                LogKey.CODE,
                Problem.SETTING_INVALID.code(),
                LogKey.FIELD,
                "keptFolder");
        move(folder, DEFAULT_FOLDER);
    }

    private void move(IMAPFolder folder, String name) throws MessagingException {
        IMAPStore store = (IMAPStore) folder.getStore();
        Folder kept = store.getFolder(name);
        if (!kept.exists()) {
            kept.create(Folder.HOLDS_MESSAGES);
        }
        Message[] one = {mail};
        if (store.hasCapability("MOVE")) {
            folder.moveMessages(one, kept);
            return;
        }
        folder.copyMessages(one, kept);
        mail.setFlag(Flags.Flag.DELETED, true);
        if (store.hasCapability("UIDPLUS")) {
            // this mail only: a plain EXPUNGE would also remove what others marked
            folder.expunge(one);
        }
    }
}
