package org.onestophub.intake.source.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/**
 * Confirms one mail to the mailbox once the hub has kept it. Without a commit nothing is done, and a later look takes
 * the mail again.
 */
public final class MailConfirmation extends SynchronizationAdapter {

    private static final HubLog LOG = HubLog.of("channel");

    /** The folder of kept mails where a connector names none. */
    public static final String DEFAULT_FOLDER = MailConfirmer.DEFAULT_FOLDER;

    private final WaitingMail mail;
    private final String keptFolder;
    private final String channel;
    private final @Nullable Path spoolFile;

    MailConfirmation(WaitingMail mail, String keptFolder, String channel, @Nullable Path spoolFile) {
        this.mail = mail;
        this.keptFolder = keptFolder;
        this.channel = channel;
        this.spoolFile = spoolFile;
    }

    @Override
    public void onComplete(Exchange exchange) {
        // an error that a route handled leaves the exchange "complete": only one without any error was committed
        if (exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null) {
            mail.stored(keptFolder);
        }
        onDone(exchange);
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
    }
}
