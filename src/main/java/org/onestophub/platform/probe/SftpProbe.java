package org.onestophub.platform.probe;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a folder of an SFTP server. */
public final class SftpProbe {

    /** Write bits of owner, group and others: which of them counts for this account, only a try shows. */
    private static final int ANY_WRITE = 0222;

    private final ProbeTarget.SftpFolder target;
    private final Clock clock;
    private final FolderVisit visit;
    private volatile @Nullable Session session;
    private volatile @Nullable ChannelSftp sftp;
    private volatile @Nullable JSchException refused;

    /** A folder, and what is done there. */
    public SftpProbe(ProbeTarget.SftpFolder target, Clock clock, FolderVisit visit) {
        this.target = target;
        this.clock = clock;
        this.visit = visit;
    }

    /** All steps. */
    public void run(ProbeSteps steps) {
        try (ProbeSocket line = new ProbeSocket(target.host(), target.port())) {
            line.resolve(steps);
            line.connect(steps);
            line.greeting(steps, "SSH-");
        }
        try {
            steps.step("host-key", Problem.SERVER_STRANGE, this::connect);
            steps.step("login", Problem.LOGIN_REFUSED, this::login);
            steps.step("folder", Problem.FOLDER_MISSING, () -> enter(ProbeSteps.made(sftp)));
            steps.step("rights", Problem.RIGHT_MISSING, () -> rights(ProbeSteps.made(sftp)));
            Predicate<String> counted = visit.counted();
            if (counted != null) {
                steps.step("list", Problem.RIGHT_MISSING, () -> list(ProbeSteps.made(sftp), counted));
            }
        } finally {
            close();
        }
    }

    /** Key exchange and login are one call of the library; the key is judged before the password goes out. */
    private Map<String, String> connect() throws JSchException {
        ProbeTarget.Login login = target.login().login();
        JSch jsch = new JSch();
        jsch.setKnownHosts(target.knownHosts());
        Session made = jsch.getSession(login.user(), target.host(), target.port());
        session = made;
        made.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
        made.setConfig("StrictHostKeyChecking", "yes");
        if (target.authentications() != null) {
            made.setConfig("PreferredAuthentications", target.authentications());
        }
        made.setTimeout(ProbeSocket.TIMEOUT_MILLIS);
        try {
            made.connect(ProbeSocket.TIMEOUT_MILLIS);
        } catch (JSchHostKeyException e) {
            throw new ProblemException(Problem.HOST_KEY_UNKNOWN);
        } catch (JSchException e) {
            // the key is known by now only if an exchange of keys ended well
            if (made.getHostKey() == null) {
                throw e;
            }
            refused = e;
        }
        return Map.of("algorithm", made.getHostKey().getType());
    }

    private Map<String, String> login() throws JSchException {
        JSchException fault = refused;
        if (fault != null) {
            throw fault;
        }
        ChannelSftp made = (ChannelSftp) ProbeSteps.made(session).openChannel("sftp");
        sftp = made;
        made.connect(ProbeSocket.TIMEOUT_MILLIS);
        return Map.of();
    }

    private Map<String, String> enter(ChannelSftp sftp) throws SftpException {
        sftp.setFilenameEncoding(target.names());
        if (!sftp.stat(target.directory()).isDir()) {
            throw new ProblemException(Problem.FOLDER_MISSING);
        }
        sftp.cd(target.directory());
        return Map.of();
    }

    private Map<String, String> rights(ChannelSftp sftp) throws SftpException {
        SftpATTRS attributes = sftp.stat(".");
        if ((attributes.getFlags() & SftpATTRS.SSH_FILEXFER_ATTR_PERMISSIONS) != 0
                && (attributes.getPermissions() & ANY_WRITE) == 0) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        }
        String name = visit.probe();
        sftp.put(InputStream.nullInputStream(), name + ".tmp");
        String last = name + ".tmp";
        try {
            sftp.rename(last, name + ".part");
            last = name + ".part";
        } finally {
            sftp.rm(last);
        }
        return Map.of("tried", "create, rename, delete");
    }

    private Map<String, String> list(ChannelSftp sftp, Predicate<String> counted) throws SftpException {
        ProbeBacklog stock = new ProbeBacklog();
        sftp.ls(".", entry -> {
            boolean isItem = entry.getAttrs().isReg() && counted.test(entry.getFilename());
            return !isItem || stock.add(Instant.ofEpochSecond(entry.getAttrs().getMTime()))
                    ? ChannelSftp.LsEntrySelector.CONTINUE
                    : ChannelSftp.LsEntrySelector.BREAK;
        });
        return stock.facts(clock);
    }

    private void close() {
        ChannelSftp channel = sftp;
        if (channel != null) {
            channel.disconnect();
        }
        Session connection = session;
        if (connection != null) {
            connection.disconnect();
        }
    }
}
