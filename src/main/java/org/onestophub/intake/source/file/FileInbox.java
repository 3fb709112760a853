package org.onestophub.intake.source.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileConsumer;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.remote.FtpOperations;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.onestophub.intake.source.PollTurn;
import org.onestophub.intake.source.SourceExceptionHandler;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.remote.FtpFolderClient;
import org.onestophub.platform.remote.FtpListing;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * An inbox folder, on a disk, an FTP or an SFTP server alike; one instance for each connector in use. A file lies in the
 * inbox until it is complete, then in {@code hub-claimed} under a unique name, and only after the commit of RECEIVE in
 * {@code hub-kept/<yyyyMMdd>} (or in {@code hub-refused}). {@code hub-claimed} is read in every look, so what a crash or
 * a store that was down left there is taken without any repair. The folders have no leading dot because many FTP servers
 * do not list names that have one.
 *
 * <p>It is filter, process strategy and poll strategy in one because Camel offers no other hooks that file, ftp and sftp
 * have in common in 4.18, and the three share what was seen.
 */
public class FileInbox extends FileMoves implements GenericFileFilter<Object>, PollingConsumerPollStrategy {

    /** Exchange property: name of the source's account, a String. */
    static final String ACCOUNT = "hubFileAccount";

    /** Exchange property: the file's name before it was claimed, a String. */
    static final String NAME = "hubFileName";

    private static final HubLog LOG = HubLog.of("channel");

    /** In place of a name where there is none. */
    private static final String NO_NAME = "";

    private final PollTurn turn = new PollTurn();
    private final FileInboxSettings settings = new FileInboxSettings();
    private String passwordSetting = "";
    private SeenFiles book;
    private GenericFileConsumer<?> consumer;
    private GenericFileOperations<Object> operations;
    private volatile long looks;
    private boolean isRefused;

    /** The connector's parameters, set by the Kamelet. */
    public FileInboxSettings getSettings() {
        return settings;
    }

    /**
     * The server's account.
     * @throws ProblemException CH-204 if its password is no longer set
     */
    public ProbeTarget.Login login() {
        return new ProbeTarget.Login(settings.getUsername(), password());
    }

    /** How often the source has been listed since the start. */
    public long looks() {
        return looks;
    }

    /**
     * Name of the setting that holds the password.
     * @throws ProblemException CH-204 if there is no such setting, so that the route does not load
     */
    public void setPasswordSetting(String setting) {
        this.passwordSetting = setting;
        checkPassword();
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        super.setCamelContext(camelContext);
        checkPassword();
    }

    private void checkPassword() {
        if (getCamelContext() != null && !passwordSetting.isEmpty()) {
            password();
        }
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<Object> operations, GenericFileEndpoint<Object> endpoint) {
        if (endpoint.getConfiguration() instanceof RemoteFileConfiguration remote) {
            // A password in a URI is encoded, cut or shown; so it never enters one.
            ProbeTarget.Login login = login();
            remote.setUsername(login.user());
            remote.setPassword(login.password());
        }
        this.operations = operations;
        if (((Object) operations) instanceof FtpOperations ftp) {
            FtpListing.prepare(ftp.getClient(), clockOf(endpoint.getCamelContext()));
            if (ftp.getClient() instanceof FtpFolderClient client) {
                client.onListing(this::noteListing);
            }
        }
    }

    @Override
    public boolean begin(Consumer polling, Endpoint endpoint) {
        if (book == null) {
            book = new SeenFiles(clockOf(endpoint.getCamelContext()), settings);
        }
        consumer = (GenericFileConsumer<?>) polling;
        if (!turn.begin(polling, () -> sourceOf(endpoint), settings.getChannel())) {
            return false;
        }
        book.completeness().nextRound();
        isRefused = false;
        renewPassword(endpoint);
        if (endpoint instanceof FileEndpoint local) {
            claimOddNames(Path.of(local.getConfiguration().getDirectory()));
        }
        return true;
    }

    /** A changed password needs no restart. One that cannot be read for a moment is not forgotten. */
    private void renewPassword(Endpoint endpoint) {
        if (endpoint instanceof RemoteFileEndpoint<?> remote && !passwordSetting.isEmpty()) {
            ConnectorSetting.of(getCamelContext(), passwordSetting).ifPresent(remote.getConfiguration()::setPassword);
        }
    }

    private String sourceOf(Endpoint endpoint) {
        return endpoint instanceof FileEndpoint local
                ? SharedInbox.sourceOf(
                        endpoint.getCamelContext(),
                        Path.of(local.getConfiguration().getDirectory()))
                : settings.getAccount();
    }

    private void claimOddNames(Path inbox) {
        try {
            UnusualFileNames.claim(inbox, book.completeness(), book::mark);
        } catch (IOException e) {
            cannotTake(NO_NAME);
        }
    }

    /** Lines among others are files whose names have a line break; a listing of nothing else has an unknown form. */
    private void noteListing(FtpListing listing) {
        isRefused |= listing.refused();
        if (listing.unreadable() > 0) {
            report(NO_NAME, listing.files().isEmpty() ? Problem.LISTING_UNREADABLE : Problem.FILE_UNTAKEABLE);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread polls; others only read
    @Override
    public void commit(Consumer polling, Endpoint endpoint, int polledMessages) {
        turn.ended();
        if ((polledMessages == 0 || isRefused) && !isFolderThere(endpoint)) {
            return;
        }
        looks++;
        SourceExceptionHandler.lifeIn(endpoint.getCamelContext()).ifPresent(life -> life.looked(settings.getChannel()));
    }

    private boolean isFolderThere(Endpoint endpoint) {
        Optional<Problem> fault = InboxFolder.fault(endpoint, operations, isRefused);
        fault.ifPresent(problem ->
                consumer.getExceptionHandler().handleException(new ProblemException(problem, settings.getChannel())));
        return fault.isEmpty();
    }

    @Override
    public boolean rollback(Consumer polling, Endpoint endpoint, int retryCounter, Exception cause) {
        turn.ended();
        // The exception handler gets a code of the hub; the original text may name files or people.
        if (cause instanceof ProblemException problem) {
            throw problem;
        }
        LOG.debug(
                "source-fault",
                LogKey.CHANNEL,
                settings.getChannel(),
                LogKey.FAULT,
                SourceExceptionHandler.classOf(cause));
        throw new ProblemException(FileFault.of(cause), settings.getChannel());
    }

    @Override
    public boolean accept(GenericFile<Object> file) {
        String name = file.getFileNameOnly();
        if (file.isDirectory()) {
            return FileNames.CLAIMED.equals(name) && FileNames.CLAIMED.equals(slashed(file)) && isNoLink(file);
        }
        // A listing may contain paths; only direct children are taken.
        boolean claimed = (FileNames.CLAIMED + "/" + name).equals(slashed(file));
        if (!FileNames.isMeant(name) || !FileNames.isPlain(name) || !(claimed || name.equals(slashed(file)))) {
            return reportUnusable(file, name);
        }
        if (!isNoLink(file)) {
            return false;
        }
        return (claimed || book.completeness().isComplete(name, file.getFileLength(), file.getLastModified()))
                && book.isDue(name);
    }

    /** A remote file whose name holds a path cannot be fetched; local ones were renamed before this look. */
    private boolean reportUnusable(GenericFile<Object> file, String name) {
        if (!(file.getFile() instanceof java.io.File) && FileNames.isMeant(name) && !FileNames.isPlain(name)) {
            cannotTake(name);
        }
        return false;
    }

    /** Reports to the channel that a file stays where it is; for one name only from time to time and not in every look. */
    private void cannotTake(String name) {
        report(name, Problem.FILE_UNTAKEABLE);
    }

    private void report(String name, Problem problem) {
        if (book.isNews(name)) {
            consumer.getExceptionHandler().handleException(new ProblemException(problem, settings.getChannel()));
        }
    }

    @Override
    public boolean begin(
            GenericFileOperations<Object> operations,
            GenericFileEndpoint<Object> endpoint,
            Exchange exchange,
            GenericFile<Object> file) {
        if (!turn.goesOn(consumer, settings.getChannel())) {
            return false;
        }
        GenericFile<Object> held = isClaimed(file) ? file : claim(operations, file, book, settings.getChannel());
        String name = held.getFileNameOnly();
        int attempt = book.begun(name);
        if (attempt > 1) {
            LOG.event("file-tried-again", LogKey.CHANNEL, settings.getChannel(), LogKey.ATTEMPT, attempt);
        }
        held.bindToExchange(exchange);
        exchange.setProperty(NAME, FileNames.original(name));
        exchange.setProperty(ACCOUNT, settings.getAccount());
        // A file above the bound is announced to RECEIVE by its size only and never downloaded.
        consumer.setRetrieveFile(file.getFileLength() <= settings.maxBytes());
        return true;
    }

    @Override
    public void abort(
            GenericFileOperations<Object> operations,
            GenericFileEndpoint<Object> endpoint,
            Exchange exchange,
            GenericFile<Object> file) {
        deleteLocalWorkFile(exchange);
    }

    @Override
    public void commit(
            GenericFileOperations<Object> operations,
            GenericFileEndpoint<Object> endpoint,
            Exchange exchange,
            GenericFile<Object> file) {
        // A route's error handler may have "handled" the failure; the file was not accepted all the same.
        if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) != null) {
            rollback(operations, endpoint, exchange, file);
            return;
        }
        deleteLocalWorkFile(exchange);
        if (hasGrown(file)) {
            return;
        }
        putAway(operations, file, book, consumer.isRetrieveFile() ? FileNames.KEPT : FileNames.REFUSED);
    }

    @Override
    public void rollback(
            GenericFileOperations<Object> operations,
            GenericFileEndpoint<Object> endpoint,
            Exchange exchange,
            GenericFile<Object> file) {
        deleteLocalWorkFile(exchange);
        Throwable caught = exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (caught instanceof ProblemException refused && !refused.problem().isPassing()) {
            LOG.warn(
                    "file-refused",
                    LogKey.CHANNEL,
                    settings.getChannel(),
                    LogKey.CODE,
                    refused.problem().code());
            putAway(operations, file, book, FileNames.REFUSED);
        }
    }

    private String password() {
        return ConnectorSetting.needed(getCamelContext(), passwordSetting);
    }

    private static Clock clockOf(CamelContext context) {
        Clock bound = context.getRegistry().findSingleByType(Clock.class);
        return bound == null ? Clock.systemUTC() : bound;
    }
}
