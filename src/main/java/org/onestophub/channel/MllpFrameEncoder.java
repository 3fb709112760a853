package org.onestophub.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Puts an answer between MLLP frame marks. Anything but bytes means that the route failed before there was an answer: the
 * connection is closed, so that the sender repeats instead of waiting.
 */
@Sharable
public final class MllpFrameEncoder extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!(message instanceof byte[] bytes)) {
            context.close();
            promise.setSuccess();
            return;
        }
        ByteBuf frame = context.alloc().buffer(bytes.length + 3);
        frame.writeByte(0x0B).writeBytes(bytes).writeByte(0x1C).writeByte(0x0D);
        context.write(frame, promise);
    }
}
