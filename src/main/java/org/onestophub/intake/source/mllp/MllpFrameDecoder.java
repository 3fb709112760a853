package org.onestophub.intake.source.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;

/**
 * Finds MLLP frames ({@code 0x0B … 0x1C 0x0D}) in a connection's bytes: many in one read, one in many reads, with anything
 * between them. {@code 0x1C} also ends a frame where a line feed or the next frame follows, where nothing follows for a
 * moment, and where the connection ends; some senders leave the {@code 0x0D} out. The decoder of camel-hl7 has no bound on
 * a frame (2^31-1, no option), searches a long frame from its beginning at every read, and changes LF to CR in the bytes
 * by default; the bytes are to be kept as they came.
 */
final class MllpFrameDecoder extends ByteToMessageDecoder {

    private static final HubLog LOG = HubLog.of("channel");
    private static final byte START = 0x0B;
    private static final byte END = 0x1C;
    private static final byte END_CR = 0x0D;
    private static final byte END_LF = 0x0A;
    /** Kept of a frame that is too long: its header, for the answer and for people who examine it. */
    private static final int KEPT_OF_CUT = 4_096;
    /** Longer than any network takes between two bytes of one mark that were written together. */
    static final Duration REST_OF_MARK = Duration.ofMillis(300);

    private final MllpListener line;
    private boolean inFrame;
    private boolean isAdmitted;
    private int searched;
    private byte @Nullable [] cut;
    private long outside;
    private boolean isTold;
    private boolean isMarkWhole;
    private int waitsForRest = -1;

    // read by other connections of the listener, see MllpListener
    private volatile @Nullable ChannelHandlerContext context;
    private volatile boolean isBusy;
    private volatile boolean isUnderstood;
    private volatile long silentSince = System.nanoTime();

    MllpFrameDecoder(MllpListener line) {
        this.line = line;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        int seconds = Math.min(line.getFrameSeconds(), line.getIdleSeconds());
        added.pipeline().addBefore(added.name(), null, new IdleStateHandler(seconds, 0, 0));
    }

    @Override
    public void channelActive(ChannelHandlerContext active) throws Exception {
        context = active;
        if (!line.knows(active.channel().remoteAddress())) {
            LOG.warn("connection-refused", LogKey.CODE, Problem.PEER_UNKNOWN.code(), LogKey.PEER, peer(active));
            active.close();
            return;
        }
        isAdmitted = line.admit(this);
        if (!isAdmitted) {
            LOG.warn(
                    "connection-refused",
                    LogKey.CODE,
                    Problem.CONNECTIONS_TAKEN.code(),
                    LogKey.PEER,
                    peer(active),
                    LogKey.COUNT,
                    line.getMaxConnections());
            active.close();
            return;
        }
        super.channelActive(active);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) throws Exception {
        line.release(this);
        super.channelInactive(inactive);
    }

    @Override
    public void channelRead(ChannelHandlerContext read, Object bytes) throws Exception {
        isBusy = true;
        try {
            super.channelRead(read, bytes);
        } finally {
            isBusy = false;
            silentSince = System.nanoTime();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext handlerContext, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent tls && !tls.isSuccess() && !isSilent(tls.cause())) {
            LOG.warn("tls-refused", LogKey.CODE, Problem.SENDER_TLS_FAILED.code(), LogKey.PEER, peer(handlerContext));
        }
        if (!(event instanceof IdleStateEvent)) {
            super.userEventTriggered(handlerContext, event);
            return;
        }
        if (inFrame) {
            logBrokenOff(handlerContext);
            inFrame = false;
            isTold = true;
            handlerContext.close();
        } else if (silence().toSeconds() >= line.getIdleSeconds()) {
            handlerContext.close();
        }
    }

    /** Who looks whether the port is open hangs up, and that is no news. */
    private static boolean isSilent(Throwable cause) {
        return cause instanceof ClosedChannelException;
    }

    /** How long nothing was said or worked on, zero while something is. May be asked by any thread. */
    Duration silence() {
        return isBusy ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - silentSince);
    }

    /** True once a frame was understood. May be asked by any thread. */
    boolean isUnderstood() {
        return isUnderstood;
    }

    /** Gives the place of this connection to another one. May be called by any thread. */
    void evict() {
        ChannelHandlerContext own = context;
        if (own == null) {
            // not connected yet
            return;
        }
        LOG.warn(
                "connection-evicted",
                LogKey.CODE,
                Problem.CONNECTIONS_TAKEN.code(),
                LogKey.PEER,
                peer(own),
                LogKey.DURATION_MS,
                silence().toMillis());
        own.close();
    }

    private static String peer(ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "unknown";
    }

    private static void logBrokenOff(ChannelHandlerContext context) {
        LOG.warn("frame-broken-off", LogKey.CODE, Problem.FRAME_UNTERMINATED.code(), LogKey.PEER, peer(context));
    }

    /**
     * Half a frame at the end of a connection was never acknowledged; its sender repeats it. A sender that knows no frames
     * waits in vain each time, so it is logged.
     */
    @Override
    protected void decodeLast(ChannelHandlerContext last, ByteBuf in, List<Object> out) {
        isMarkWhole = true;
        while (isAdmitted && in.isReadable()) {
            int before = out.size();
            decode(last, in, out);
            if (out.size() == before) {
                break;
            }
        }
        if (inFrame) {
            logBrokenOff(last);
            inFrame = false;
        } else if (outside > 0 && !isUnderstood && !isTold) {
            LOG.warn(
                    "no-frame",
                    LogKey.CODE,
                    Problem.FRAME_UNTERMINATED.code(),
                    LogKey.PEER,
                    peer(last),
                    LogKey.SIZE_BYTES,
                    outside);
        }
        in.skipBytes(in.readableBytes());
    }

    @Override
    protected void decode(ChannelHandlerContext read, ByteBuf in, List<Object> out) {
        if (!isAdmitted) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!inFrame && !begin(in)) {
            return;
        }
        int end = endIn(in);
        if (end >= 0) {
            out.add(frame(read, in, end));
            isUnderstood = true;
            inFrame = false;
            isMarkWhole = false;
            searched = 0;
            cut = null;
            return;
        }
        if (searched < in.readableBytes()) {
            waitForRest(read, in);
        }
        if (in.readableBytes() > line.getMaxFrameBytes()) {
            cut(in);
        }
    }

    private boolean begin(ByteBuf in) {
        int garbage = in.bytesBefore(START);
        outside += garbage < 0 ? in.readableBytes() : garbage;
        in.skipBytes(garbage < 0 ? in.readableBytes() : garbage + 1);
        inFrame = garbage >= 0;
        return inFrame;
    }

    /** Half of an end mark is the whole of it if the other half does not come in a moment. */
    private void waitForRest(ChannelHandlerContext read, ByteBuf in) {
        int length = in.readableBytes();
        if (waitsForRest == length) {
            return;
        }
        waitsForRest = length;
        read.executor()
                .schedule(
                        () -> {
                            boolean isUnchanged = inFrame && waitsForRest == length && actualReadableBytes() == length;
                            waitsForRest = -1;
                            if (isUnchanged && !read.isRemoved()) {
                                isMarkWhole = true;
                                channelRead(read, Unpooled.EMPTY_BUFFER);
                                isMarkWhole = false;
                            }
                            return null;
                        },
                        REST_OF_MARK.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Offset of the end mark from the reader's position, -1 if it has not come yet; never looks at a byte twice. */
    private int endIn(ByteBuf in) {
        int from = in.readerIndex() + searched;
        while (true) {
            int at = in.indexOf(from, in.writerIndex(), END);
            if (at < 0) {
                searched = in.readableBytes();
                return -1;
            }
            if (at + 1 == in.writerIndex()) {
                searched = at - in.readerIndex();
                return isMarkWhole ? searched : -1;
            }
            byte next = in.getByte(at + 1);
            if (next == END_CR || next == END_LF || next == START) {
                return at - in.readerIndex();
            }
            from = at + 1;
        }
    }

    private MllpFrame frame(ChannelHandlerContext read, ByteBuf in, int end) {
        byte[] bytes = new byte[end];
        in.readBytes(bytes);
        in.skipBytes(1);
        if (in.isReadable() && in.getByte(in.readerIndex()) != START) {
            in.skipBytes(1);
        }
        if (cut != null || end > line.getMaxFrameBytes()) {
            LOG.warn("frame-too-long", LogKey.PEER, peer(read), LogKey.SIZE_BYTES, line.getMaxFrameBytes());
            return new MllpFrame(cut == null ? Arrays.copyOf(bytes, KEPT_OF_CUT) : cut, true);
        }
        byte[] last = fromLastStart(bytes);
        if (last.length < bytes.length) {
            logBrokenOff(read);
        }
        return new MllpFrame(last, false);
    }

    /** A sender that gave up in the middle and began again on the same connection leaves the first half before a new start. */
    private static byte[] fromLastStart(byte[] bytes) {
        for (int i = bytes.length - 4; i >= 0; i--) {
            if (bytes[i] == START && bytes[i + 1] == 'M' && bytes[i + 2] == 'S' && bytes[i + 3] == 'H') {
                return Arrays.copyOfRange(bytes, i + 1, bytes.length);
            }
        }
        return bytes;
    }

    /** Keeps the beginning of a frame that is too long and lets the rest go by. */
    private void cut(ByteBuf in) {
        if (cut == null) {
            cut = new byte[Math.min(KEPT_OF_CUT, in.readableBytes())];
            in.getBytes(in.readerIndex(), cut);
        }
        // the last byte may be the first of the end mark
        in.skipBytes(in.readableBytes() - 1);
        searched = 0;
    }
}
