package org.onestophub.platform.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ShortText;
import org.onestophub.platform.remote.FtpListing;
import org.onestophub.platform.remote.FtpReply;
import org.onestophub.platform.remote.FtpsClient;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a folder of an FTP server, with TLS or without. */
public final class FtpProbe {

    /** RFC 3659, 7.5.5: c, files may be created in the folder; in any case of letters. */
    private static final Pattern PERM = Pattern.compile("perm=([a-z]*);", Pattern.CASE_INSENSITIVE);

    private static final int MOST_ANSWER = 500;
    /** vsftpd where the data connection does not resume the TLS session. */
    private static final int DATA_TLS_REFUSED = 522;

    private final ProbeTarget.FtpFolder target;
    private final Clock clock;
    private final FolderVisit visit;
    private volatile @Nullable FTPClient client;
    private volatile String answer = "";
    private volatile int answerCode;

    /** A folder, and what is done there. */
    public FtpProbe(ProbeTarget.FtpFolder target, Clock clock, FolderVisit visit) {
        this.target = target;
        this.clock = clock;
        this.visit = visit;
    }

    /** All steps; gives what was seen of TLS, null without TLS. */
    public @Nullable TlsInspection run(ProbeSteps steps) {
        TlsInspection look = reach(steps);
        try {
            steps.step("login", Problem.SERVER_STRANGE, () -> login(look));
            steps.step("folder", Problem.FOLDER_MISSING, this::enter);
            steps.step("rights", Problem.RIGHT_MISSING, this::rights, this::answer);
            Predicate<String> counted = visit.counted();
            if (counted != null) {
                steps.step("list", Problem.SERVER_STRANGE, () -> list(counted));
                visit.take(steps, this::open);
            }
            return look;
        } finally {
            close();
        }
    }

    /** Name, port, greeting and TLS; the result holds the certificate and is null without TLS. */
    public @Nullable TlsInspection reach(ProbeSteps steps) {
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

    private Map<String, String> login(@Nullable TlsInspection look) throws IOException {
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

    private FTPClient client() {
        return ProbeSteps.made(client);
    }

    private FTPClient securedBy(TlsInspection look) {
        FtpsClient secured = new FtpsClient(false, look.context());
        secured.setEndpointCheckingEnabled(target.checkHostName());
        return secured;
    }

    private Map<String, String> enter() throws IOException {
        if (!client().changeWorkingDirectory(target.directory())) {
            throw new ProblemException(Problem.FOLDER_MISSING);
        }
        return Map.of();
    }

    private Map<String, String> rights() throws IOException {
        // many servers name the permission only when asked to
        client().sendCommand("OPTS", "MLST type;size;modify;perm;");
        FTPFile entry = client().hasFeature("MLST") ? client().mlistFile(client().printWorkingDirectory()) : null;
        Matcher perm = PERM.matcher(entry == null ? "" : entry.getRawListing());
        if (perm.find() && perm.group(1).toLowerCase(Locale.ROOT).indexOf('c') < 0) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        }
        client().setFileType(FTP.BINARY_FILE_TYPE);
        ProbeFile probe = new ProbeFile();
        String last = visit.probe() + ".tmp";
        try {
            write(last, probe);
            readBack(last, probe);
            must(client().rename(last, visit.probe() + ".part"));
            last = visit.probe() + ".part";
        } catch (ProblemException e) {
            int code = answerCode;
            removeQuietly(last);
            if (visit.counted() == null || e.problem() != Problem.RIGHT_MISSING) {
                throw e;
            }
            return rightsOfSource(code);
        }
        must(client().deleteFile(last));
        return ProbeFile.facts();
    }

    /** A channel makes folders and renames files, and stores none: an account may do that without the right to store. */
    private Map<String, String> rightsOfSource(int code) throws IOException {
        if (code == FTPReply.COMMAND_NOT_IMPLEMENTED || code == FTPReply.UNRECOGNIZED_COMMAND) {
            return Map.of("tried", "no: the server stores no files");
        }
        must(client().makeDirectory(visit.probe() + ".tmp"));
        boolean isMoved = client().rename(visit.probe() + ".tmp", visit.probe() + ".part");
        FtpReply reply = FtpReply.lastOf(client());
        boolean isRemoved = client().removeDirectory(visit.probe() + (isMoved ? ".part" : ".tmp"));
        if (!isMoved) {
            throw refused(reply);
        }
        must(isRemoved);
        return Map.of("tried", "create, rename, delete");
    }

    private void must(boolean done) {
        if (!done) {
            throw refused(FtpReply.lastOf(client()));
        }
    }

    private void removeQuietly(String name) {
        try {
            client().deleteFile(name);
        } catch (IOException e) {
            // it was not made, or may not be removed, which is reported already
        }
    }

    private void write(String name, ProbeFile probe) throws IOException {
        boolean isStored;
        try {
            isStored = client().storeFile(name, new ByteArrayInputStream(probe.bytes()));
        } catch (IOException e) {
            throw refused(FtpReply.explaining(client()));
        }
        must(isStored);
    }

    private void readBack(String name, ProbeFile probe) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean isRead;
        try {
            isRead = client().retrieveFile(name, bytes);
        } catch (IOException e) {
            throw refused(FtpReply.explaining(client()));
        }
        must(isRead);
        probe.check(bytes.toByteArray());
    }

    /** A transfer that broke, and one that the server could not begin (425, 426, 522), never reached the folder. */
    private ProblemException refused(FtpReply reply) {
        answer = reply.words();
        answerCode = reply.code();
        return switch (reply.refusal()) {
            case FULL -> new ProblemException(Problem.SPACE_MISSING);
            case FORBIDDEN -> new ProblemException(Problem.RIGHT_MISSING);
            case OTHER -> new ProblemException(otherwise(reply.code()));
        };
    }

    private static Problem otherwise(int code) {
        return switch (code) {
            case 0, FTPReply.CANNOT_OPEN_DATA_CONNECTION, FTPReply.TRANSFER_ABORTED, DATA_TLS_REFUSED ->
                Problem.DATA_CONNECTION_REFUSED;
            case FTPReply.FILE_UNAVAILABLE, FTPReply.COMMAND_NOT_IMPLEMENTED, FTPReply.UNRECOGNIZED_COMMAND ->
                Problem.RIGHT_MISSING;
            default -> Problem.FILE_NOT_STORED;
        };
    }

    private Map<String, String> answer() {
        return answer.isEmpty() ? Map.of() : Map.of("answer", ShortText.of(answer, MOST_ANSWER));
    }

    private Map<String, String> list(Predicate<String> counted) throws IOException {
        FtpListing listing = FtpListing.of(client(), ".");
        if (listing.unreadable() > 0) {
            throw new ProblemException(
                    listing.files().isEmpty() ? Problem.LISTING_UNREADABLE : Problem.FILE_UNTAKEABLE);
        }
        if (listing.refused()) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        }
        ProbeBacklog stock = new ProbeBacklog();
        for (FTPFile file : listing.files()) {
            if (!file.isFile() || !counted.test(file.getName())) {
                continue;
            }
            Instant at =
                    file.getTimestamp() == null ? null : file.getTimestamp().toInstant();
            visit.offer(file.getName(), file.getSize(), at);
            if (!stock.add(at)) {
                break;
            }
        }
        return stock.facts(clock);
    }

    private InputStream open(String name) throws IOException {
        InputStream bytes = client().retrieveFileStream(name);
        if (bytes == null) {
            throw refused(FtpReply.lastOf(client()));
        }
        return bytes;
    }

    private void close() {
        try {
            FTPClient made = client;
            if (made != null && made.isConnected()) {
                made.disconnect();
            }
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
