package org.onestophub.intake.source.mllp;

import io.netty.channel.ChannelHandler;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;

/** The bounds of one MLLP listener, and the source of its frame decoders. The Kamelet sets the bounds. */
public final class MllpListener extends DefaultChannelHandlerFactory {

    private final AtomicInteger connections = new AtomicInteger();
    private int maxFrameBytes = 2 * 1024 * 1024;
    private int maxConnections = 64;
    private int idleSeconds = 3_600;

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

    /** Connections at the same time; one more is closed at once. */
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

    boolean admit() {
        if (connections.incrementAndGet() <= maxConnections) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    void release() {
        connections.decrementAndGet();
    }
}
