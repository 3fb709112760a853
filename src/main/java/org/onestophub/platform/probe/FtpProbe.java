package org.onestophub.platform.probe;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPSClient;
import org.onestophub.platform.remote.FtpListing;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a folder of an FTP server, with TLS or without. */
public final class FtpProbe {

    /** RFC 3659, 7.5.5: c, files may be created in the folder; in any case of letters. */
    private static final Pattern PERM = Pattern.compile("perm=([a-z]*);", Pattern.CASE_INSENSITIVE);

    private final ProbeTarget.FtpFolder target;
    private final Clock clock;
    private final FolderVisit visit;
    private volatile FTPClient client;

    /** A folder, and what is done there. */
    public FtpProbe(ProbeTarget.FtpFolder target, Clock clock, FolderVisit visit) {
        this.target = target;
        this.clock = clock;
        this.visit = visit;
    }

    /** All steps; gives what was seen of TLS, null if it speaks none. */
    public TlsInspection run(ProbeSteps steps) {
        TlsInspection look = reach(steps);
        try {
            steps.step("login", Problem.SERVER_STRANGE, () -> login(look));
            steps.step("folder", Problem.FOLDER_MISSING, this::enter);
            steps.step("rights", Problem.RIGHT_MISSING, this::rights);
            if (visit.counted() != null) {
                steps.step("list", Problem.SERVER_STRANGE, this::list);
            }
            return look;
        } finally {
            close();
        }
    }

    /** Name, port, greeting and TLS; the certificate is in what it gives, null without TLS. */
    public TlsInspection reach(ProbeSteps steps) {
        try (ProbeSocket line = new ProbeSocket(target.host(), target.port())) {
            line.resolve(steps);
            line.connect(steps);
            line.greeting(steps, "220 ");
            return target.trust() == null
                    ? null
                    : line.tls(steps, target.trust(), target.checkHostName(), clock, FtpProbe::authTls);
        }
    }

    private static void authTls(ProbeSocket line) throws IOException {
        line.say("AUTH TLS");
        try {
            line.expect("234 ");
        } catch (ProblemException e) {
            throw new ProblemException(Problem.TLS_REFUSED);
        }
    }

    private Map<String, String> login(TlsInspection look) throws IOException {
        FTPClient made = look == null ? new FTPClient() : securedBy(look);
        client = made;
        made.setConnectTimeout(ProbeSocket.TIMEOUT_MILLIS);
        made.setDefaultTimeout(ProbeSocket.TIMEOUT_MILLIS);
        made.setDataTimeout(Duration.ofMillis(ProbeSocket.TIMEOUT_MILLIS));
        made.setControlEncoding(target.controlEncoding().name());
        FtpListing.prepare(made, clock);
        made.connect(target.host(), target.port());
        ProbeTarget.Login login = target.login().login();
        if (!made.login(login.user(), login.password())) {
            throw new ProblemException(Problem.LOGIN_REFUSED);
        }
        if (made instanceof FTPSClient secured) {
            secured.execPBSZ(0);
            secured.execPROT("P");
        }
        made.enterLocalPassiveMode();
        return Map.of();
    }

    private FTPClient securedBy(TlsInspection look) {
        FTPSClient secured = new FTPSClient(false, look.context());
        // otherwise the client brings a judge of its own, beside the context's
        secured.setTrustManager(null);
        secured.setEndpointCheckingEnabled(target.checkHostName());
        return secured;
    }

    private Map<String, String> enter() throws IOException {
        if (!client.changeWorkingDirectory(target.directory())) {
            throw new ProblemException(Problem.FOLDER_MISSING);
        }
        return Map.of();
    }

    private Map<String, String> rights() throws IOException {
        // many servers tell the permission only when asked to
        client.sendCommand("OPTS", "MLST type;perm;");
        FTPFile told = client.hasFeature("MLST") ? client.mlistFile(client.printWorkingDirectory()) : null;
        Matcher perm = PERM.matcher(told == null ? "" : told.getRawListing());
        if (!perm.find()) {
            return Map.of("tried", "no: the server does not tell rights");
        }
        if (perm.group(1).toLowerCase(Locale.ROOT).indexOf('c') < 0) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        }
        String name = visit.probe();
        boolean made = client.storeFile(name + ".tmp", InputStream.nullInputStream());
        boolean moved = made && client.rename(name + ".tmp", name + ".part");
        boolean removed = client.deleteFile(name + (moved ? ".part" : ".tmp"));
        if (!moved || !removed) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        }
        return Map.of("tried", "create, rename, delete");
    }

    private Map<String, String> list() throws IOException {
        FtpListing listing = FtpListing.of(client, ".");
        if (listing.unreadable() > 0) {
            throw new ProblemException(
                    listing.files().isEmpty() ? Problem.LISTING_UNREADABLE : Problem.FILE_UNTAKEABLE);
        }
        if (listing.refused()) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        }
        ProbeBacklog stock = new ProbeBacklog();
        for (FTPFile file : listing.files()) {
            boolean isItem = file.isFile() && visit.counted().test(file.getName());
            if (isItem
                    && !stock.add(
                            file.getTimestamp() == null
                                    ? null
                                    : file.getTimestamp().toInstant())) {
                break;
            }
        }
        return stock.facts(clock);
    }

    private void close() {
        try {
            if (client != null && client.isConnected()) {
                client.disconnect();
            }
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
