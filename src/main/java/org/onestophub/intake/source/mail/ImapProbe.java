package org.onestophub.intake.source.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.ReadOnlyFolderException;
import jakarta.mail.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
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

/** Tries a mailbox. No mail is opened, marked or moved. */
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

    /** All steps; gives what was seen of TLS, which holds no certificate if there was none. */
    public TlsInspection run(ProbeSteps steps) {
        TlsInspection look = reach(steps);
        try {
            steps.step("login", Problem.SERVER_STRANGE, () -> login(look));
            steps.step("folder", Problem.FOLDER_MISSING, () -> open(ProbeSteps.made(store)));
            steps.step("rights", Problem.RIGHT_MISSING, () -> rights(ProbeSteps.made(store), ProbeSteps.made(folder)));
            steps.step("list", Problem.SERVER_STRANGE, () -> list(ProbeSteps.made(folder)));
            return look;
        } finally {
            close();
        }
    }

    /** Name, port, TLS and greeting; the result holds the certificate. */
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
        IMAPStore made = (IMAPStore) Session.getInstance(mail).getStore(target.protocol());
        store = made;
        try {
            made.connect(target.host(), target.port(), login.user(), login.password());
        } catch (AuthenticationFailedException e) {
            throw new ProblemException(Problem.LOGIN_REFUSED);
        }
        return Map.of();
    }

    private Map<String, String> open(IMAPStore store) throws MessagingException {
        IMAPFolder found = (IMAPFolder) store.getFolder(target.folder());
        if (!found.exists()) {
            throw new ProblemException(Problem.FOLDER_MISSING);
        }
        try {
            found.open(Folder.READ_WRITE);
        } catch (ReadOnlyFolderException e) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        } catch (FolderNotFoundException e) {
            throw new ProblemException(Problem.FOLDER_MISSING);
        }
        folder = found;
        return Map.of();
    }

    private Map<String, String> rights(IMAPStore store, IMAPFolder folder) throws MessagingException {
        if (store.hasCapability("ACL")) {
            Rights rights = folder.myRights();
            boolean moves = !target.keptFolder().isBlank();
            if (moves && !rights.contains(Rights.Right.DELETE) || !moves && !rights.contains(Rights.Right.WRITE)) {
                throw new ProblemException(Problem.RIGHT_MISSING);
            }
        }
        if (target.keptFolder().isBlank()) {
            Flags permitted = folder.getPermanentFlags();
            boolean keywords =
                    permitted == null || permitted.contains(Flags.Flag.USER) || permitted.contains(MailKeptMark.KEPT);
            return Map.of("keywords", keywords ? "yes" : "no: kept mails are moved instead");
        }
        return Map.of(
                "keptFolder", store.getFolder(target.keptFolder()).exists() ? "there" : "made with the first mail");
    }

    private Map<String, String> list(IMAPFolder folder) throws MessagingException {
        Message[] waiting = folder.search(MailKeptMark.notKept());
        ProbeBacklog stock = new ProbeBacklog();
        for (int i = 0; i < waiting.length; i++) {
            // the first of a mailbox came first; asking each would be a request each
            Instant since = i == 0 && waiting[0].getReceivedDate() != null
                    ? waiting[0].getReceivedDate().toInstant()
                    : null;
            if (!stock.add(since)) {
                break;
            }
        }
        return stock.facts(clock);
    }

    private void close() {
        try {
            IMAPFolder opened = folder;
            if (opened != null && opened.isOpen()) {
                opened.close(false);
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
