package org.onestophub.intake.source.file;

import java.time.Duration;
import org.onestophub.platform.remote.KnownHosts;
import org.springframework.util.unit.DataSize;

/** What a file connector's parameters say about its inbox; set one by one by the Kamelet. */
public final class FileInboxSettings {

    private String channel = "";
    private String account = "";
    private int observations = 2;
    private Duration quiet = Duration.ofSeconds(10);
    private long maxBytes = DataSize.ofMegabytes(256).toBytes();
    private String username = "";

    /** Name of the channel, for example {@code letter-sftp}. */
    public String getChannel() {
        return channel;
    }

    /** Sets {@link #getChannel}. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    /** Where the files come from, for people, for example {@code sftp://scans@files.example.org/letters}. */
    public String getAccount() {
        return account;
    }

    /** Sets {@link #getAccount}. */
    public void setAccount(String account) {
        this.account = account;
    }

    /** Equal looks at a file before it counts as complete, at least 1. */
    public int getObservations() {
        return observations;
    }

    /** Sets {@link #getObservations}. */
    public void setObservations(int observations) {
        this.observations = observations;
    }

    /** Seconds without change before a file counts as complete, zero or more. */
    public long getQuietSeconds() {
        return quiet.toSeconds();
    }

    /** Sets {@link #getQuietSeconds}. */
    public void setQuietSeconds(long seconds) {
        this.quiet = Duration.ofSeconds(seconds);
    }

    /** Bytes above which a file is announced but not fetched. */
    long maxBytes() {
        return maxBytes;
    }

    /** The largest file fetched, for example {@code 256MB}. */
    public void setMaxSize(String maxSize) {
        this.maxBytes = DataSize.parse(maxSize).toBytes();
    }

    /** Login name at the server; empty for folders. */
    public String getUsername() {
        return username;
    }

    /** Sets {@link #getUsername}. */
    public void setUsername(String username) {
        this.username = username;
    }

    /**
     * The file of known host keys; without one the connector does not start, because any server that answers would be
     * trusted.
     * @throws org.onestophub.problem.ProblemException CH-207 if it is missing or empty
     */
    public void setKnownHostsFile(String file) {
        KnownHosts.file(file);
    }
}
