package org.onestophub.platform.probe;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPListParseEngine;
import org.apache.commons.net.ftp.FTPSClient;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a folder of an FTP server, with TLS or without. */
public final class FtpProbe {

    /** RFC 3659, 7.5.5: c, files may be created in the folder; in any case of letters. */
    private static final Pattern PERM = Pattern.compile("perm=([a-z]*);", Pattern.CASE_INSENSITIVE);

    private static final int PAGE = 200;

    private final ProbeTarget.FtpFolder target;
    private final Clock clock;
    private final FolderVisit visit;

    /** A folder, and what is done there. */
    public FtpProbe(ProbeTarget.FtpFolder target, Clock clock, FolderVisit visit) {
        this.target = target;
        this.clock = clock;
        this.visit = visit;
    }

    /** All steps; gives what was seen of TLS, null without TLS. */
    public @Nullable TlsInspection run(ProbeSteps steps) {
        TlsInspection look = reach(steps);
        FTPClient client = look == null ? new FTPClient() : securedBy(look);
        try {
            steps.step("login", Problem.SERVER_STRANGE, () -> login(client));
            steps.step("folder", Problem.FOLDER_MISSING, () -> enter(client));
            steps.step("rights", Problem.RIGHT_MISSING, () -> rights(client));
            Predicate<String> counted = visit.counted();
            if (counted != null) {
                steps.step("list", Problem.SERVER_STRANGE, () -> list(client, counted));
            }
            return look;
        } finally {
            close(client);
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

    private Map<String, String> login(FTPClient client) throws IOException {
        client.setConnectTimeout(ProbeSocket.TIMEOUT_MILLIS);
        client.setDefaultTimeout(ProbeSocket.TIMEOUT_MILLIS);
        client.setDataTimeout(Duration.ofMillis(ProbeSocket.TIMEOUT_MILLIS));
        client.setControlEncoding(target.controlEncoding().name());
        client.connect(target.host(), target.port());
        ProbeTarget.Login login = target.login().login();
        if (!client.login(login.user(), login.password())) {
            throw new ProblemException(Problem.LOGIN_REFUSED);
        }
        if (client instanceof FTPSClient secured) {
            secured.execPBSZ(0);
            secured.execPROT("P");
        }
        client.enterLocalPassiveMode();
        return Map.of();
    }

    private FTPClient securedBy(TlsInspection look) {
        FTPSClient secured = new FTPSClient(false, look.context());
        // otherwise the client adds a trust manager of its own to the context's
        secured.setTrustManager(null);
        secured.setEndpointCheckingEnabled(target.checkHostName());
        return secured;
    }

    private Map<String, String> enter(FTPClient client) throws IOException {
        if (!client.changeWorkingDirectory(target.directory())) {
            throw new ProblemException(Problem.FOLDER_MISSING);
        }
        return Map.of();
    }

    private Map<String, String> rights(FTPClient client) throws IOException {
        // many servers report the permission only on request
        client.sendCommand("OPTS", "MLST type;perm;");
        FTPFile listed = client.hasFeature("MLST") ? client.mlistFile(client.printWorkingDirectory()) : null;
        Matcher perm = PERM.matcher(listed == null ? "" : listed.getRawListing());
        if (!perm.find()) {
            return Map.of("tried", "no: the server does not report rights");
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

    private Map<String, String> list(FTPClient client, Predicate<String> counted) throws IOException {
        ProbeBacklog stock = new ProbeBacklog();
        FTPListParseEngine pages = client.initiateListParsing();
        boolean goesOn = true;
        while (goesOn && pages.hasNext()) {
            for (FTPFile file : pages.getNext(PAGE)) {
                if (goesOn && file != null && file.isFile() && counted.test(file.getName())) {
                    goesOn = stock.add(
                            file.getTimestamp() == null
                                    ? null
                                    : file.getTimestamp().toInstant());
                }
            }
        }
        return stock.facts(clock);
    }

    private static void close(FTPClient client) {
        try {
            if (client.isConnected()) {
                client.disconnect();
            }
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
