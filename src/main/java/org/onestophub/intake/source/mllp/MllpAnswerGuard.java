package org.onestophub.intake.source.mllp;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.List;

/**
 * Lets only acknowledgements go out as an answer; the encoder of camel-hl7 frames them. Anything else means that the route failed
 * before there was an answer: the connection is closed, so that the sender repeats instead of waiting.
 */
@Sharable
public final class MllpAnswerGuard extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof Hl7Answers answers) {
            write(context, answers.messages(), promise);
            return;
        }
        context.close();
        promise.setSuccess();
    }

    private static void write(ChannelHandlerContext context, List<byte[]> messages, ChannelPromise promise) {
        if (messages.isEmpty()) {
            promise.setSuccess();
            return;
        }
        int last = messages.size() - 1;
        messages.subList(0, last).forEach(context::write);
        context.write(messages.get(last), promise);
    }
}
