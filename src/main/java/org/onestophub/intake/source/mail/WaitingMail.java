package org.onestophub.intake.source.mail;

import java.time.Instant;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;

/** One mail that a look has found and that is being taken, with what the server says of it. */
final class WaitingMail {

    private static final String PROPERTY = "hubWaitingMail";

    private final IMAPFolder folder;
    private final IMAPMessage message;
    private final long uid;
    private final ImapCommands.Facts facts;
    private final MailConfirmer confirmer;
    private boolean stored;

    WaitingMail(IMAPFolder folder, IMAPMessage message, long uid, ImapCommands.Facts facts, MailConfirmer confirmer) {
        this.folder = folder;
        this.message = message;
        this.uid = uid;
        this.facts = facts;
        this.confirmer = confirmer;
    }

    /** The mail this exchange is about. */
    static WaitingMail of(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(PROPERTY, WaitingMail.class), "no mail in the exchange");
    }

    /** Makes it the mail of this exchange. */
    void bindTo(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    IMAPFolder folder() {
        return folder;
    }

    IMAPMessage message() {
        return message;
    }

    long uid() {
        return uid;
    }

    /** Bytes as the server counts them, -1 if it does not say. */
    long sizeBytes() {
        return facts.sizeBytes();
    }

    /** When the server received it, null if it does not say. */
    @Nullable
    Instant internalDate() {
        return facts.internalDate();
    }

    /** The hub has stored it; it leaves the folder, or is remembered. */
    void stored(String keptFolder) {
        stored = true;
        confirmer.confirm(folder, message, uid, keptFolder);
    }

    boolean isStored() {
        return stored;
    }
}
