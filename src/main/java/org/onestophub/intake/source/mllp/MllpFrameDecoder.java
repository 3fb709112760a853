package org.onestophub.intake.source.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/**
 * Finds MLLP frames ({@code 0x0B … 0x1C 0x0D}) in a connection's bytes: many in one read, one in many reads, with anything
 * between them. The decoder of camel-hl7 has no bound on a frame (2^31-1, no option), searches a long frame from its
 * beginning at every read, and changes LF to CR in the bytes by default; the bytes are to be kept as they came.
 */
final class MllpFrameDecoder extends ByteToMessageDecoder {

    private static final HubLog LOG = HubLog.of("channel");
    private static final byte START = 0x0B;
    private static final byte END = 0x1C;
    private static final byte END_CR = 0x0D;
    /** Bytes kept of a frame that is too long: its header, for the answer and for people. */
    private static final int KEPT_OF_CUT = 4_096;

    private final MllpListener line;
    private boolean inFrame;
    private boolean isAdmitted;
    private int searched;
    private byte @Nullable [] cut;
    private long outside;
    private boolean isUnderstood;

    MllpFrameDecoder(MllpListener line) {
        this.line = line;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.pipeline().addBefore(context.name(), null, new IdleStateHandler(line.getIdleSeconds(), 0, 0));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        isAdmitted = line.admit();
        if (!isAdmitted) {
            LOG.warn("connection-refused", LogKey.COUNT, line.getMaxConnections());
            context.close();
            return;
        }
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (isAdmitted) {
            isAdmitted = false;
            line.release();
        }
        super.channelInactive(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            context.close();
            return;
        }
        super.userEventTriggered(context, event);
    }

    /**
     * Half a frame at the end of a connection was not acknowledged; its sender repeats it. A sender that ends frames with 0x1C
     * alone, or sends none, waits in vain each time, so it is logged.
     */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (inFrame) {
            LOG.warn("frame-broken-off");
        } else if (outside > 0 && !isUnderstood) {
            LOG.warn("no-frame", LogKey.SIZE_BYTES, outside);
        }
        in.skipBytes(in.readableBytes());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!isAdmitted) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!inFrame && !begin(in)) {
            return;
        }
        int end = endIn(in);
        if (end >= 0) {
            out.add(frame(in, end));
            isUnderstood = true;
            inFrame = false;
            searched = 0;
            cut = null;
            return;
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
                return -1;
            }
            if (in.getByte(at + 1) == END_CR) {
                return at - in.readerIndex();
            }
            from = at + 1;
        }
    }

    private MllpFrame frame(ByteBuf in, int end) {
        byte[] bytes = new byte[end];
        in.readBytes(bytes);
        in.skipBytes(2);
        if (cut != null || end > line.getMaxFrameBytes()) {
            LOG.warn("frame-too-long", LogKey.SIZE_BYTES, line.getMaxFrameBytes());
            return new MllpFrame(cut == null ? java.util.Arrays.copyOf(bytes, KEPT_OF_CUT) : cut, true);
        }
        return new MllpFrame(fromLastStart(bytes), false);
    }

    /** A sender that gave up in the middle and began again on the same connection leaves the first half before a new start. */
    private static byte[] fromLastStart(byte[] bytes) {
        for (int i = bytes.length - 4; i >= 0; i--) {
            if (bytes[i] == START && bytes[i + 1] == 'M' && bytes[i + 2] == 'S' && bytes[i + 3] == 'H') {
                return java.util.Arrays.copyOfRange(bytes, i + 1, bytes.length);
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
