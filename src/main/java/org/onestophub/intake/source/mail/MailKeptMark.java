package org.onestophub.intake.source.mail;

import jakarta.mail.Flags;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.SearchTerm;

/** How the hub knows in a mailbox which mails it has kept: by its own keyword, never by "seen", which people change. */
public final class MailKeptMark {

    /** The IMAP keyword of a mail that the hub has kept. */
    public static final String KEPT = "$HubKept";

    private MailKeptMark() {}

    /** Finds mails that are neither kept nor deleted. */
    public static SearchTerm notKept() {
        return new AndTerm(new FlagTerm(new Flags(KEPT), false), new FlagTerm(new Flags(Flags.Flag.DELETED), false));
    }
}
