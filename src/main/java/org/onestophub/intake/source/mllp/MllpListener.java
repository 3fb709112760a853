package org.onestophub.intake.source.mllp;

import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;

/**
 * The bounds of one MLLP listener, and the source of its frame decoders. The Kamelet sets the bounds. Where all places are
 * taken, a connection that has been silent for longest gives up its place: at once if it never sent a message (health
 * checks, scanners, half-open lines), after a minute if it did.
 */
public final class MllpListener extends DefaultChannelHandlerFactory {

    private static final Duration SILENT_STRANGER = Duration.ofSeconds(2);
    private static final Duration SILENT_SENDER = Duration.ofMinutes(1);

    private final Set<MllpFrameDecoder> connections = new HashSet<>();
    private int maxFrameBytes = 2 * 1024 * 1024;
    private int maxConnections = 64;
    private int idleSeconds = 3_600;
    private int frameSeconds = 30;
    private MllpPeers peers = MllpPeers.of("");

    @Override
    public ChannelHandler newChannelHandler() {
        return new MllpFrameDecoder(this);
    }

    /** Longest frame accepted, in bytes; of a longer one only the beginning is kept, and it is refused. */
    public int getMaxFrameBytes() {
        return maxFrameBytes;
    }

    /** See {@link #getMaxFrameBytes()}. */
    public void setMaxFrameBytes(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /** Connections at the same time; one more is closed at once unless one of them is silent. */
    public int getMaxConnections() {
        return maxConnections;
    }

    /** See {@link #getMaxConnections()}. */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    /** Seconds without a byte after which a connection is closed. */
    public int getIdleSeconds() {
        return idleSeconds;
    }

    /** See {@link #getIdleSeconds()}. */
    public void setIdleSeconds(int idleSeconds) {
        this.idleSeconds = idleSeconds;
    }

    /** Seconds without a byte after which a frame that has begun counts as broken off, and its connection is closed. */
    public int getFrameSeconds() {
        return frameSeconds;
    }

    /** See {@link #getFrameSeconds()}. */
    public void setFrameSeconds(int frameSeconds) {
        this.frameSeconds = frameSeconds;
    }

    /**
     * Addresses and networks that may connect, with commas between; empty: every one.
     * @throws org.onestophub.problem.ProblemException CH-207 if one of them is none
     */
    public void setPeers(String peers) {
        this.peers = MllpPeers.of(peers);
    }

    /** Whether a sender of that address may connect; what has no address of the network is this program itself. */
    boolean knows(SocketAddress sender) {
        return !(sender instanceof InetSocketAddress address) || peers.has(address.getAddress());
    }

    synchronized boolean admit(MllpFrameDecoder connection) {
        if (connections.size() >= maxConnections) {
            Optional<MllpFrameDecoder> silent = connections.stream()
                    .filter(one -> one.silence().compareTo(one.isUnderstood() ? SILENT_SENDER : SILENT_STRANGER) >= 0)
                    .max(Comparator.comparing(MllpFrameDecoder::isUnderstood)
                            .reversed()
                            .thenComparing(MllpFrameDecoder::silence));
            if (silent.isEmpty()) {
                return false;
            }
            connections.remove(silent.get());
            silent.get().evict();
        }
        return connections.add(connection);
    }

    synchronized void release(MllpFrameDecoder connection) {
        connections.remove(connection);
    }
}
