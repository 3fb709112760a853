package org.onestophub.intake.source.mail;

import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.complaint.contract.ChannelActivity;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Takes mails out of the way once the hub has stored them: moves them to the folder of kept mails, or marks them with
 * the hub's keyword. Where the server allows neither, they are remembered ({@link StoredMails}) and tried again after a
 * pause. The channel is reported as limited when that begins and when it ends, not for each mail.
 */
final class MailConfirmer {

    /** Used if the server takes no keywords and no folder is set. */
    static final String DEFAULT_FOLDER = "Hub-Kept";

    static final GrowingPause PAUSE = new GrowingPause(Duration.ofMinutes(1), Duration.ofMinutes(10));

    private static final HubLog LOG = HubLog.of("channel");

    /** Mails that stayed and are tried again in one look, so that new ones do not wait long. */
    private static final int MOST_AGAIN = 100;

    private final StoredMails mails;
    private final Clock clock;
    private final String channel;
    private final Optional<ChannelActivity> life;
    private final Set<Long> confirmed = new HashSet<>();
    private int refusals;
    private Instant nextTry = Instant.MIN;
    private boolean keywordsMissed;

    MailConfirmer(StoredMails mails, Clock clock, String channel, Optional<ChannelActivity> life) {
        this.mails = mails;
        this.clock = clock;
        this.channel = channel;
        this.life = life;
    }

    /** The hub has stored this mail. Whatever the server says, no look takes it for new again. */
    void confirm(IMAPFolder folder, Message mail, long uid, String keptFolder) {
        mails.stored(uid);
        try {
            if (isResting() || !isSettled(folder, mail, uid, keptFolder)) {
                setAside(folder, mail, uid, keptFolder);
            }
        } catch (MessageRemovedException gone) {
            LOG.debug("mail-gone", LogKey.CHANNEL, channel);
        } catch (MessagingException e) {
            // the line broke: the next look shows whether the mail is still there
            LOG.debug(
                    "mail-not-confirmed",
                    LogKey.CHANNEL,
                    channel,
                    LogKey.FAULT,
                    e.getClass().getSimpleName());
        }
    }

    /** These stored mails were found again in the folder. */
    void again(IMAPFolder folder, List<StoredMail> left, String keptFolder) throws MessagingException {
        if (isResting()) {
            return;
        }
        boolean isDenied = left.stream().anyMatch(mail -> confirmed.contains(mail.uid()));
        confirmed.clear();
        if (isDenied) {
            // the server said yes, and they are where they were
            refused(Problem.KEPT_FOLDER_REFUSED);
            return;
        }
        for (StoredMail stored : left.subList(0, Math.min(left.size(), MOST_AGAIN))) {
            Message mail = folder.getMessageByUID(stored.uid());
            if (mail != null && !isSettled(folder, mail, stored.uid(), keptFolder)) {
                setAside(folder, mail, stored.uid(), keptFolder);
                return;
            }
        }
    }

    private boolean isResting() {
        return refusals > 0 && clock.instant().isBefore(nextTry);
    }

    /** Done as set; false if the server refuses. */
    private boolean isSettled(IMAPFolder folder, Message mail, long uid, String keptFolder) throws MessagingException {
        try {
            if (!keptFolder.isBlank()) {
                move(folder, mail, uid, keptFolder);
            } else if (ImapCommands.takesKeywords(folder)) {
                mail.setFlags(new Flags(MailKeptMark.KEPT), true);
            } else {
                noteKeywordsMissed();
                move(folder, mail, uid, DEFAULT_FOLDER);
            }
        } catch (MessagingException | ProblemException e) {
            if (e instanceof MessageRemovedException || !MailboxFault.isRefusal(e)) {
                throw e;
            }
            refused(MailboxFault.of(e, Problem.KEPT_FOLDER_REFUSED));
            return false;
        }
        confirmed.add(uid);
        accepted();
        return true;
    }

    /** Not as set: by the keyword if the server takes it, else in the hub's own memory. */
    private void setAside(IMAPFolder folder, Message mail, long uid, String keptFolder) throws MessagingException {
        if (!keptFolder.isBlank() && ImapCommands.takesKeywords(folder)) {
            try {
                mail.setFlags(new Flags(MailKeptMark.KEPT), true);
                return;
            } catch (MessagingException e) {
                if (!MailboxFault.isRefusal(e)) {
                    throw e;
                }
            }
        }
        mails.stays(uid);
    }

    private void move(IMAPFolder folder, Message mail, long uid, String name) throws MessagingException {
        IMAPStore store = (IMAPStore) folder.getStore();
        IMAPFolder kept = new KeptFolder(name).in(store);
        Message[] one = {mail};
        if (store.hasCapability("MOVE")) {
            folder.moveMessages(one, kept);
            return;
        }
        if (!mails.isCopied(uid)) {
            folder.copyMessages(one, kept);
            mails.copied(uid);
        }
        mail.setFlag(Flags.Flag.DELETED, true);
        if (store.hasCapability("UIDPLUS")) {
            // this mail only: a plain EXPUNGE would also remove what others marked
            folder.expunge(one);
        }
    }

    private void noteKeywordsMissed() {
        if (!keywordsMissed) {
            keywordsMissed = true;
            LOG.warn(
                    "mailbox-takes-no-keywords",
                    LogKey.CHANNEL,
                    channel,
                    LogKey.CODE,
                    Problem.SETTING_INVALID.code(),
                    LogKey.FIELD,
                    "keptFolder");
        }
    }

    private void refused(Problem problem) {
        refusals++;
        nextTry = clock.instant().plus(PAUSE.after(refusals));
        if (refusals == 1) {
            LOG.warn("kept-mails-stay", LogKey.CHANNEL, channel, LogKey.CODE, problem.code());
        }
        life.ifPresent(where -> where.limited(channel, problem.code()));
    }

    private void accepted() {
        if (refusals > 0) {
            refusals = 0;
            LOG.event("kept-mails-leave-again", LogKey.CHANNEL, channel);
            life.ifPresent(where -> where.limited(channel, ""));
        }
    }
}
