package org.onestophub.platform.probe;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.contract.configuration.ServerIdentity;
import org.onestophub.platform.remote.Refusal;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a folder of an SFTP server. */
public final class SftpProbe {

    /** Write bits of owner, group and others: which of them is meant for this account, only trying shows. */
    private static final int ANY_WRITE = 0222;

    /** The port of which known hosts says nothing. */
    private static final int SSH_PORT = 22;

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
            steps.step("host-key", Problem.SERVER_STRANGE, this::connect, this::facts);
            steps.step("login", Problem.LOGIN_REFUSED, this::login);
            steps.step("folder", Problem.FOLDER_MISSING, this::enter);
            steps.step("rights", Problem.RIGHT_MISSING, this::rights);
            Predicate<String> counted = visit.counted();
            if (counted != null) {
                steps.step("list", Problem.RIGHT_MISSING, () -> list(counted));
                visit.take(steps, name -> sftp().get(name));
            }
        } finally {
            close();
        }
    }

    /** Key exchange and login are one call of the library; the key is judged before the password goes out. */
    private Map<String, String> connect() throws JSchException {
        ProbeTarget.Login login = target.login().login();
        JSch jsch = new JSch();
        if (!target.knownHosts().isEmpty()) {
            jsch.setKnownHosts(target.knownHosts());
        }
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
        return facts();
    }

    private Map<String, String> facts() {
        HostKey key = key();
        ServerIdentity identity = identity();
        return key == null || identity == null
                ? Map.of()
                : Map.of("algorithm", key.getType(), "fingerprint", identity.fingerprint());
    }

    private @Nullable HostKey key() {
        Session made = session;
        return made == null ? null : made.getHostKey();
    }

    /** The host key that the server showed, also one that nobody trusts; null if it showed none. */
    public @Nullable ServerIdentity identity() {
        HostKey key = key();
        if (key == null) {
            return null;
        }
        String host = target.port() == SSH_PORT ? target.host() : "[" + target.host() + "]:" + target.port();
        byte[] bytes = Base64.getDecoder().decode(key.getKey());
        String print = Base64.getEncoder().withoutPadding().encodeToString(Digest.raw(bytes));
        return new ServerIdentity("SHA256:" + print, host + " " + key.getType() + " " + key.getKey() + "\n");
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

    private ChannelSftp sftp() {
        return ProbeSteps.made(sftp);
    }

    private Map<String, String> enter() throws SftpException {
        sftp().setFilenameEncoding(target.names());
        if (!sftp().stat(target.directory()).isDir()) {
            throw new ProblemException(Problem.FOLDER_MISSING);
        }
        sftp().cd(target.directory());
        return Map.of();
    }

    private Map<String, String> rights() throws SftpException {
        SftpATTRS attributes = sftp().stat(".");
        if ((attributes.getFlags() & SftpATTRS.SSH_FILEXFER_ATTR_PERMISSIONS) != 0
                && (attributes.getPermissions() & ANY_WRITE) == 0) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        }
        ProbeFile probe = new ProbeFile();
        String last = visit.probe() + ".tmp";
        try {
            sftp().put(new ByteArrayInputStream(probe.bytes()), last);
            ByteArrayOutputStream readBack = new ByteArrayOutputStream();
            sftp().get(last, readBack);
            probe.check(readBack.toByteArray());
            sftp().rename(last, visit.probe() + ".part");
            last = visit.probe() + ".part";
        } catch (SftpException e) {
            // asked before the removal, which makes room
            Refusal refusal = e.getCause() == null ? refusalOf(e) : null;
            removeQuietly(last);
            if (refusal != null) {
                throw ProbeFile.refused(refusal);
            }
            throw e;
        }
        sftp().rm(last);
        return ProbeFile.facts();
    }

    private void removeQuietly(String name) {
        try {
            sftp().rm(name);
        } catch (SftpException e) {
            // it was not made, or may not be removed, which is reported already
        }
    }

    /** Version 3 of the protocol has no code for a full disk; OpenSSH reports the free space when asked. */
    private Refusal refusalOf(SftpException fault) {
        if (fault.id != ChannelSftp.SSH_FX_FAILURE) {
            return Refusal.of(String.valueOf(fault.getMessage()));
        }
        try {
            // answers to what was sent ahead may still be on the way, and would be taken for answers to the next
            // question
            sftp().disconnect();
            login();
            enter();
            return sftp().statVFS(".").getAvailForNonRoot() == 0 ? Refusal.FULL : Refusal.OTHER;
        } catch (SftpException | JSchException e) {
            return Refusal.of(String.valueOf(fault.getMessage()));
        }
    }

    private Map<String, String> list(Predicate<String> counted) throws SftpException {
        ProbeBacklog stock = new ProbeBacklog();
        sftp().ls(".", entry -> {
            if (!entry.getAttrs().isReg() || !counted.test(entry.getFilename())) {
                return ChannelSftp.LsEntrySelector.CONTINUE;
            }
            Instant at = Instant.ofEpochSecond(entry.getAttrs().getMTime());
            visit.offer(entry.getFilename(), entry.getAttrs().getSize(), at);
            return stock.add(at) ? ChannelSftp.LsEntrySelector.CONTINUE : ChannelSftp.LsEntrySelector.BREAK;
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
