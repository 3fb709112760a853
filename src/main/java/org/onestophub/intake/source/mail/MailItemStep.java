package org.onestophub.intake.source.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.support.DefaultMessage;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.intake.source.CamelAwareBean;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.util.unit.DataSize;

/**
 * Makes one mail of a mailbox an {@link Inbound}: the raw bytes, the keys (account, folder, UIDVALIDITY and UID; the
 * digest), the facts of the transport. A mail that is too large, or that the server cannot give, becomes a stub so that
 * it stops nobody behind it. Sees to it that the mail is confirmed after the commit.
 */
public class MailItemStep extends CamelAwareBean {

    private static final HubLog LOG = HubLog.of("channel");

    /** A mail that could not be fetched so often is taken in as a stub; it stays among the kept mails. */
    private static final int ATTEMPTS_MAX = 5;

    /** The same where no other mail could be fetched since: about an hour. */
    private static final int ATTEMPTS_ALONE_MAX = 16;

    /** Mails that fail at one time; more than this are no single poison but a broken server. */
    private static final int FAILING_MAX = 1000;

    private static final byte[] NO_HEADERS = "X-Hub-Unfetched: yes\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Failing> failures = new LinkedHashMap<>();
    private long fetchedCount;
    private @Nullable MailDownload bytes;
    private String channel = "";
    private String host = "";
    private String usernameSetting = "";
    private String keptFolder = "";
    private DataSize maxSize = DataSize.ofMegabytes(64);

    /** Name of the channel, used for its spool folder and in the log. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    /** The mail server, part of the source key. */
    public void setHost(String host) {
        this.host = host;
    }

    /** Name of the setting that holds the user's name, part of the source key. */
    public void setUsernameSetting(String usernameSetting) {
        this.usernameSetting = usernameSetting;
    }

    /** Folder a kept mail is moved to; blank marks it with a keyword and leaves it where it is. */
    public void setKeptFolder(String keptFolder) {
        this.keptFolder = keptFolder;
    }

    /** Larger mails become a stub of their headers, for example {@code 64MB}. */
    public void setMaxSize(String maxSize) {
        this.maxSize = DataSize.parse(maxSize);
    }

    /**
     * Replaces the message, with everything a stranger wrote into its headers (CAMEL-23543), by an {@link Inbound}.
     * @throws ProblemException CH-301 if the mail cannot be fetched now
     */
    @Handler
    public void take(Exchange exchange) {
        WaitingMail mail = WaitingMail.of(exchange);
        DefaultMessage clean = new DefaultMessage(exchange);
        exchange.setMessage(clean);
        try {
            Map<String, String> transport = new LinkedHashMap<>();
            String key = keyOf(mail, transport);
            MailDownload.Fetched fetched = fetch(mail, key, transport);
            exchange.getExchangeExtension()
                    .addOnCompletion(new MailConfirmation(mail, keptFolder, channel, fetched.file()));
            List<String> keys = new ArrayList<>(List.of(key));
            if (fetched.isWhole()) {
                keys.add("sha256:" + fetched.sha256());
            }
            clean.setBody(new Inbound(fetched.content(), keys, transport, Inbound.SameKey.KEEP_BOTH));
        } catch (MessagingException | IOException e) {
            LOG.warn(
                    "mail-not-fetched",
                    LogKey.CHANNEL,
                    channel,
                    LogKey.CODE,
                    Problem.SOURCE_UNREACHABLE.code(),
                    LogKey.FAULT,
                    e.getClass().getSimpleName());
            throw new ProblemException(Problem.SOURCE_UNREACHABLE, "mail");
        }
    }

    /** Name of the channel. */
    String channel() {
        return channel;
    }

    /** Where kept mails go; blank: they are marked. */
    String keptFolder() {
        return keptFolder;
    }

    private String keyOf(WaitingMail mail, Map<String, String> transport) throws MessagingException {
        IMAPFolder folder = mail.folder();
        String user = ConnectorSetting.needed(getCamelContext(), usernameSetting);
        transport.put("mailbox", user);
        transport.put("folder", folder.getFullName());
        transport.put("uid", Long.toString(mail.uid()));
        return "imap:" + user + "@" + host + "/" + folder.getFullName() + ":" + folder.getUIDValidity() + ":"
                + mail.uid();
    }

    private MailDownload.Fetched fetch(WaitingMail mail, String key, Map<String, String> transport)
            throws MessagingException, IOException {
        if (isHopeless(key)) {
            // not tried again: the attempt may cost the connection, and with it every mail behind
            failures.remove(key);
            transport.put("unfetched", Integer.toString(ATTEMPTS_MAX));
            return new MailDownload.Fetched(Content.of(NO_HEADERS), "", null);
        }
        boolean done = false;
        try {
            MailDownload.Fetched fetched = spool().fetch(mail.message(), mail.sizeBytes(), maxSize.toBytes());
            Instant internalDate = mail.internalDate();
            if (internalDate != null) {
                transport.put("internalDate", internalDate.toString());
            }
            if (!fetched.isWhole()) {
                transport.put("oversize", Long.toString(mail.sizeBytes()));
            }
            done = true;
            return fetched;
        } finally {
            if (done) {
                failures.remove(key);
                fetchedCount++;
            } else {
                Failing before = failures.getOrDefault(key, new Failing(0, fetchedCount));
                failures.put(key, new Failing(before.attempts() + 1, before.fetchedBefore()));
                forgetOldest();
            }
        }
    }

    /** One mail that fails while others come is poison; if all fail it is the server, and nothing is given up soon. */
    private boolean isHopeless(String key) {
        Failing failing = failures.get(key);
        return failing != null
                && failing.attempts() >= (fetchedCount > failing.fetchedBefore() ? ATTEMPTS_MAX : ATTEMPTS_ALONE_MAX);
    }

    /**
     * @param attempts that failed
     * @param fetchedBefore mails that had been fetched when it failed first
     */
    private record Failing(int attempts, long fetchedBefore) {}

    private void forgetOldest() {
        if (failures.size() > FAILING_MAX) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    private MailDownload spool() throws IOException {
        if (bytes == null) {
            String home = getCamelContext()
                    .getPropertiesComponent()
                    .resolveProperty("hub.home")
                    .orElse("./data");
            MailDownload fresh = new MailDownload(Path.of(home, "spool", channel));
            fresh.clean();
            bytes = fresh;
        }
        return bytes;
    }
}
