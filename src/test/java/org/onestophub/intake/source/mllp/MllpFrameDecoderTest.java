package org.onestophub.intake.source.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of senders who never get an answer; {@link MllpListenerIT} has all else. */
class MllpFrameDecoderTest {

    private static final String MESSAGE = "MSH|^~\\&|HIS\r";

    private final Logger log = (Logger) LoggerFactory.getLogger("hub.channel");
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        told.start();
        log.addAppender(told);
    }

    @AfterEach
    void leave() {
        log.detachAppender(told);
    }

    @Test
    void senderThatEndsItsFramesWithHalfTheMarkIsTold() {
        assertThat(toldOf("\u000B" + MESSAGE + "\u001C")).containsExactly("channel.frame-broken-off");
    }

    @Test
    void senderThatKnowsNoFramesIsTold() {
        assertThat(toldOf("GET / HTTP/1.1\r\n")).containsExactly("channel.no-frame sizeBytes=16");
    }

    @Test
    void framesWithSomethingBetweenThemAreNotWorthALine() {
        assertThat(toldOf("\u000B" + MESSAGE + "\u001C\r\n\n\u000B" + MESSAGE + "\u001C\r\n"))
                .isEmpty();
        assertThat(toldOf("")).isEmpty();
    }

    private List<String> toldOf(String sent) {
        EmbeddedChannel line = new EmbeddedChannel(new MllpListener().newChannelHandler());
        line.writeInbound(Unpooled.copiedBuffer(sent, StandardCharsets.US_ASCII));
        line.finishAndReleaseAll();
        return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
