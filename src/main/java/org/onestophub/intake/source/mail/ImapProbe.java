package org.onestophub.intake.source.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.imap.AppendUID;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.Rights;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.probe.ProbeBacklog;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Tries a mailbox. No mail is opened, marked or moved; in the folder of kept mails a small mail is laid down and removed
 * again, because only that shows whether the server allows it.
 */
public final class ImapProbe {

    private final ProbeTarget.Mailbox target;
    private final Clock clock;
    private volatile @Nullable IMAPStore store;
    private volatile @Nullable IMAPFolder folder;

    /** A probe of this mailbox; the clock says whether certificates are in date. */
    public ImapProbe(ProbeTarget.Mailbox target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    /** All steps; gives what was seen of TLS. */
    public TlsInspection run(ProbeSteps steps) {
        TlsInspection look = reach(steps);
        try {
            steps.step("login", Problem.SERVER_STRANGE, () -> login(look));
            steps.step("folder", Problem.FOLDER_MISSING, this::open);
            steps.step("rights", Problem.RIGHT_MISSING, this::rights);
            steps.step("list", Problem.SERVER_STRANGE, this::list);
            return look;
        } finally {
            close();
        }
    }

    /** Name, port, TLS and greeting; the certificate is in what it gives. */
    public TlsInspection reach(ProbeSteps steps) {
        try (ProbeSocket line = new ProbeSocket(target.host(), target.port())) {
            line.resolve(steps);
            line.connect(steps);
            if (target.isTlsFirst()) {
                TlsInspection look = line.tls(steps, target.trust(), true, clock, plain -> {});
                line.greeting(steps, "* OK");
                return look;
            }
            line.greeting(steps, "* OK");
            if (target.needsStartTls()) {
                return line.tls(steps, target.trust(), true, clock, ImapProbe::startTls);
            }
            return new TlsInspection(target.trust());
        }
    }

    private static void startTls(ProbeSocket line) throws java.io.IOException {
        line.say("hub1 STARTTLS");
        try {
            line.expect("hub1 OK");
        } catch (ProblemException e) {
            throw new ProblemException(Problem.TLS_REFUSED);
        }
    }

    private Map<String, String> login(TlsInspection look) throws MessagingException {
        ProbeTarget.Login login = target.login().login();
        Properties mail = new Properties();
        mail.putAll(target.mail());
        for (String protocol : new String[] {"imap", "imaps"}) {
            mail.put("mail." + protocol + ".connectiontimeout", Integer.toString(ProbeSocket.TIMEOUT_MILLIS));
            mail.put("mail." + protocol + ".timeout", Integer.toString(ProbeSocket.TIMEOUT_MILLIS));
            mail.put("mail." + protocol + ".writetimeout", Integer.toString(ProbeSocket.TIMEOUT_MILLIS));
            mail.put("mail." + protocol + ".ssl.socketFactory", look.context().getSocketFactory());
        }
        IMAPStore made = new IntroducedStore(Session.getInstance(mail), target.protocol());
        store = made;
        try {
            made.connect(target.host(), target.port(), login.user(), login.password());
        } catch (AuthenticationFailedException e) {
            throw new ProblemException(Problem.LOGIN_REFUSED);
        }
        return Map.of();
    }

    private Map<String, String> open() throws MessagingException {
        IMAPFolder found = (IMAPFolder) ProbeSteps.made(store).getFolder(target.folder());
        try {
            found.open(Folder.READ_WRITE);
        } catch (MessagingException e) {
            throw meant(e, Problem.MAILBOX_REFUSED);
        }
        folder = found;
        return Map.of();
    }

    private Map<String, String> rights() throws MessagingException {
        boolean moves = !target.keptFolder().isBlank();
        if (ProbeSteps.made(store).hasCapability("ACL")) {
            Rights rights = ProbeSteps.made(folder).myRights();
            if (moves && !rights.contains(Rights.Right.DELETE) || !moves && !rights.contains(Rights.Right.WRITE)) {
                throw new ProblemException(Problem.RIGHT_MISSING);
            }
        }
        try {
            if (moves) {
                return Map.of("keptFolder", tried(target.keptFolder()));
            }
            if (ImapCommands.takesKeywords(ProbeSteps.made(folder))) {
                return Map.of("keywords", "yes");
            }
            return Map.of(
                    "keywords", "no: kept mails are moved instead", "keptFolder", tried(MailConfirmer.DEFAULT_FOLDER));
        } catch (MessagingException e) {
            throw meant(e, Problem.KEPT_FOLDER_REFUSED);
        }
    }

    /** Lays a small mail into the folder of kept mails, or into one that is made beside it, and removes it again. */
    private String tried(String name) throws MessagingException {
        IMAPFolder there = new KeptFolder(name).found(ProbeSteps.made(store));
        if (there == null) {
            String probe = name + "-probe-" + UUID.randomUUID().toString().substring(0, 8);
            IMAPFolder made = new KeptFolder(probe).made(ProbeSteps.made(store));
            try {
                made.appendMessages(new Message[] {probeMail()});
            } finally {
                made.delete(false);
            }
            return "made with the first mail";
        }
        if (!ProbeSteps.made(store).hasCapability("UIDPLUS")) {
            // the mail could not be removed without what others have marked
            return "there, not tried";
        }
        AppendUID[] laid = there.appendUIDMessages(new Message[] {probeMail()});
        remove(there, laid);
        return "there";
    }

    private static void remove(IMAPFolder kept, AppendUID[] laid) throws MessagingException {
        kept.open(Folder.READ_WRITE);
        try {
            Message mail = laid.length == 1 && laid[0] != null ? kept.getMessageByUID(laid[0].uid) : null;
            if (mail != null) {
                mail.setFlag(Flags.Flag.DELETED, true);
                kept.expunge(new Message[] {mail});
            }
        } finally {
            kept.close(false);
        }
    }

    private static Message probeMail() throws MessagingException {
        MimeMessage mail = new MimeMessage((Session) null);
        mail.setSubject("Onestop-Hub: connection test");
        mail.setText("");
        mail.setFlag(Flags.Flag.SEEN, true);
        mail.saveChanges();
        return mail;
    }

    private Map<String, String> list() throws MessagingException {
        IMAPFolder folder = ProbeSteps.made(this.folder);
        NavigableSet<Long> waiting = ImapCommands.waiting(folder);
        ProbeBacklog stock = new ProbeBacklog();
        boolean isFirst = true;
        for (long uid : waiting) {
            // the first of a mailbox came first; asking each would be a request each
            Instant since = isFirst ? ImapCommands.factsOf(folder, uid).internalDate() : null;
            isFirst = false;
            if (!stock.add(since)) {
                break;
            }
        }
        return stock.facts(clock);
    }

    /** What the server's answer means; a line that broke is left to who made the step. */
    private static MessagingException meant(MessagingException failure, Problem refused) {
        if (MailboxFault.isRefusal(failure)) {
            throw new ProblemException(MailboxFault.of(failure, refused));
        }
        return failure;
    }

    private void close() {
        try {
            IMAPFolder open = folder;
            if (open != null && open.isOpen()) {
                open.close(false);
            }
            IMAPStore connected = store;
            if (connected != null) {
                connected.close();
            }
        } catch (MessagingException | IllegalStateException e) {
            // it is gone either way
        }
    }
}
