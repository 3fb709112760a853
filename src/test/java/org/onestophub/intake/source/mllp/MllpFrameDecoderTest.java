package org.onestophub.intake.source.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;
import org.slf4j.LoggerFactory;

/** What the log says of senders who never get an answer; {@link MllpListenerIT} has all else. */
class MllpFrameDecoderTest {

    private static final String MESSAGE = "MSH|^~\\&|HIS\r";

    private final Logger log = (Logger) LoggerFactory.getLogger("hub.channel");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void leave() {
        log.detachAppender(logged);
    }

    @Test
    void frameWithoutAnEndIsTold() {
        assertThat(toldOf("\u000B" + MESSAGE)).containsExactly("channel.frame-broken-off code=CH-326 peer=unknown");
        assertThat(toldOf("\u000B" + MESSAGE + "\u000B" + MESSAGE + "\u001C\r"))
                .containsExactly("channel.frame-broken-off code=CH-326 peer=unknown");
    }

    @Test
    void senderThatKnowsNoFramesIsTold() {
        assertThat(toldOf("GET / HTTP/1.1\r\n"))
                .containsExactly("channel.no-frame code=CH-326 peer=unknown sizeBytes=16");
    }

    @Test
    void halfOfTheEndMarkEndsAFrameWhereTheNextBeginsWhereALineEndsAndWhereTheConnectionEnds() {
        for (String end : List.of("\u001C\r", "\u001C", "\u001C\n", "\u001C\r\n")) {
            assertThat(framesOf("\u000BMSH|1" + end + "\u000BMSH|2" + end)).containsExactly("MSH|1", "MSH|2");
        }
        assertThat(framesOf("\u000BMSH|\u001Cx\u001C\r")).as("inside a text").containsExactly("MSH|\u001Cx");
        assertThat(logged.list).isEmpty();
    }

    @Test
    void halfOfTheEndMarkEndsAFrameBehindWhichNothingComes() {
        EmbeddedChannel line = new EmbeddedChannel(new MllpListener().newChannelHandler());
        line.writeInbound(Unpooled.copiedBuffer("\u000BMSH|1\u001C", StandardCharsets.US_ASCII));
        assertThat(line.<MllpFrame>readInbound())
                .as("the rest may be on its way")
                .isNull();

        line.advanceTimeBy(MllpFrameDecoder.REST_OF_MARK.toMillis(), TimeUnit.MILLISECONDS);
        line.runScheduledPendingTasks();

        assertThat(new String(line.<MllpFrame>readInbound().bytes(), StandardCharsets.US_ASCII))
                .isEqualTo("MSH|1");
        line.writeInbound(Unpooled.copiedBuffer("\r\u000BMSH|2\u001C\r", StandardCharsets.US_ASCII));
        assertThat(new String(line.<MllpFrame>readInbound().bytes(), StandardCharsets.US_ASCII))
                .isEqualTo("MSH|2");
        line.finishAndReleaseAll();
    }

    @Test
    void frameThatDoesNotGoOnIsToldAtOnceAndItsConnectionClosed() {
        MllpListener listener = new MllpListener();
        EmbeddedChannel line = new EmbeddedChannel(listener.newChannelHandler());
        line.writeInbound(Unpooled.copiedBuffer("\u000BMSH|1", StandardCharsets.US_ASCII));

        line.advanceTimeBy(2L * listener.getFrameSeconds(), TimeUnit.SECONDS);
        line.runScheduledPendingTasks();

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("channel.frame-broken-off code=CH-326 peer=unknown");
        assertThat(line.isOpen()).isFalse();
    }

    @Test
    void connectionForWhichThereIsNoPlaceIsToldAndClosed() {
        MllpListener listener = new MllpListener();
        listener.setMaxConnections(1);
        EmbeddedChannel first = new EmbeddedChannel(listener.newChannelHandler());
        EmbeddedChannel second = new EmbeddedChannel(listener.newChannelHandler());

        assertThat(second.isOpen()).isFalse();
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("channel.connection-refused code=CH-327 peer=unknown count=1");
        first.finishAndReleaseAll();
        assertThat(new EmbeddedChannel(listener.newChannelHandler()).isOpen()).isTrue();
    }

    @Test
    void senderThatIsNotInTheListIsToldAndClosedBeforeItSaysAnything() {
        MllpListener listener = new MllpListener();
        listener.setPeers("10.1.2.0/24");
        EmbeddedChannel stranger = from("10.1.3.1", listener);
        EmbeddedChannel sender = from("10.1.2.1", listener);

        assertThat(stranger.isOpen()).isFalse();
        assertThat(sender.isOpen()).isTrue();
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("channel.connection-refused code=CH-359 peer=10.1.3.1");
        sender.writeInbound(Unpooled.copiedBuffer("\u000BMSH|1\u001C\r", StandardCharsets.US_ASCII));
        assertThat(sender.<MllpFrame>readInbound()).isNotNull();
        sender.finishAndReleaseAll();
    }

    @Test
    void senderThatDoesNotAgreeOnTlsIsToldButNotWhoOnlyLooksAtThePort() {
        EmbeddedChannel sender = from("10.1.2.3", new MllpListener());

        sender.pipeline().fireUserEventTriggered(new SslHandshakeCompletionEvent(new ClosedChannelException()));
        assertThat(logged.list).isEmpty();
        sender.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
        assertThat(logged.list).isEmpty();
        sender.pipeline().fireUserEventTriggered(new SslHandshakeCompletionEvent(new SSLException("no record")));

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("channel.tls-refused code=" + Problem.SENDER_TLS_FAILED.code() + " peer=10.1.2.3");
        sender.finishAndReleaseAll();
    }

    private static EmbeddedChannel from(String address, MllpListener listener) {
        return new EmbeddedChannel(listener.newChannelHandler()) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 40_000);
            }
        };
    }

    @Test
    void framesWithSomethingBetweenThemAreNotWorthALine() {
        assertThat(toldOf("\u000B" + MESSAGE + "\u001C\r\n\n\u000B" + MESSAGE + "\u001C\r\n"))
                .isEmpty();
        assertThat(toldOf("")).isEmpty();
    }

    private List<String> toldOf(String sent) {
        logged.list.clear();
        EmbeddedChannel line = new EmbeddedChannel(new MllpListener().newChannelHandler());
        line.writeInbound(Unpooled.copiedBuffer(sent, StandardCharsets.US_ASCII));
        line.finishAndReleaseAll();
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static List<String> framesOf(String sent) {
        EmbeddedChannel line = new EmbeddedChannel(new MllpListener().newChannelHandler());
        line.writeInbound(Unpooled.copiedBuffer(sent, StandardCharsets.ISO_8859_1));
        line.finish();
        List<String> frames = new ArrayList<>();
        for (MllpFrame frame = line.readInbound(); frame != null; frame = line.readInbound()) {
            frames.add(new String(frame.bytes(), StandardCharsets.ISO_8859_1));
        }
        return frames;
    }
}
