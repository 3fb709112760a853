package org.onestophub.intake.source.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.onestophub.support.Connectors;
import org.onestophub.support.FreePort;

/** The listener as hospital systems meet it: sockets on one side, what RECEIVE is handed on the other. */
class MllpListenerIT {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int MAX_FRAME = 100_000;
    private static final int MAX_CONNECTIONS = 20;
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    private static final StandInReceive RECEIVE = new StandInReceive();
    private static int port;

    /** Keeps what it is handed, and answers as RECEIVE does. */
    public static final class StandInReceive {
        final ConcurrentLinkedQueue<Inbound> kept = new ConcurrentLinkedQueue<>();
        volatile boolean isDown;
        volatile boolean isBroken;

        /** The signature of RECEIVE. */
        public void answer(Exchange exchange, String mapping) {
            if (isBroken) {
                throw new IllegalStateException("a fault");
            }
            exchange.getMessage().setBody(answerTo(exchange.getMessage().getBody(Inbound.class), mapping));
        }

        private Answer answerTo(Inbound inbound, String mapping) {
            assertThat(mapping).isEqualTo("patient-adt");
            if (isDown) {
                return Answer.unavailable(Problem.STORE_UNAVAILABLE);
            }
            kept.add(inbound);
            String refuse = inbound.transport().get("refuse");
            return refuse == null
                    ? new Answer(Answer.Kind.KEPT, kept.size(), "", null, "")
                    : new Answer(Answer.Kind.REFUSED, kept.size(), "", Problem.ofCode(refuse), "");
        }
    }

    @BeforeAll
    static void startTheRealRouteAndKamelet() throws Exception {
        port = FreePort.next();
        HubProperties hub = new HubProperties(
                Path.of("data"), Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", ""));
        CAMEL.getRegistry().bind("receive", RECEIVE);
        CAMEL.getRegistry().bind("mllpItem", new MllpItemStep());
        CAMEL.getRegistry().bind("hl7Reply", new Hl7ReplyStep(Clock.systemUTC(), hub));
        CAMEL.getPropertiesComponent().addInitialProperty("hub.channels.patient-adt.port", String.valueOf(port));
        CAMEL.getPropertiesComponent()
                .addInitialProperty("camel.kamelet.mllp-listener-source.maxFrameBytes", "" + MAX_FRAME);
        CAMEL.getPropertiesComponent()
                .addInitialProperty("camel.kamelet.mllp-listener-source.maxConnections", "" + MAX_CONNECTIONS);
        Connectors.addTo(CAMEL);
        PluginHelper.getRoutesLoader(CAMEL)
                .loadRoutes(ResourceHelper.resolveResource(CAMEL, "file:routes/in-patient-adt.yaml"));
        CAMEL.start();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    @BeforeEach
    void startEmpty() {
        RECEIVE.kept.clear();
        RECEIVE.isDown = false;
        RECEIVE.isBroken = false;
    }

    @Test
    void hundredMessagesInOneWriteAreAllKeptAndAnsweredInOrder() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            all.writeBytes(frame(message("M" + i)));
        }
        try (Sender sender = new Sender()) {
            sender.write(all.toByteArray());

            for (int i = 0; i < 100; i++) {
                assertThat(sender.answer()).contains("\rMSA|AA|M" + i + "\r");
            }
        }
        assertThat(RECEIVE.kept).hasSize(100);
    }

    @Test
    void messageThatComesByteByByteIsKept() throws IOException {
        try (Sender sender = new Sender()) {
            for (byte b : frame(message("M1"))) {
                sender.write(new byte[] {b});
            }
            assertThat(sender.answer()).contains("MSA|AA|M1");
        }
    }

    @Test
    void bytesAreKeptAsTheyCameAndTheHeaderIsTold() throws IOException {
        byte[] bytes = "MSH|^~\\&|HIS|310118|HUB|X|20260918||ADT^A04|M1|P|2.4\nPID|1||1\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        try (Sender sender = new Sender()) {
            sender.write(frame(bytes));
            sender.answer();
        }
        Inbound inbound = RECEIVE.kept.element();
        assertThat(inbound.content().bytes(1_000)).isEqualTo(bytes);
        assertThat(inbound.transport())
                .containsEntry("sendingApplication", "HIS")
                .containsEntry("sendingFacility", "310118")
                .containsEntry("controlId", "M1")
                .containsEntry("messageType", "ADT^A04")
                .doesNotContainKey("refuse");
        assertThat(inbound.keys()).singleElement().asString().matches("sha256:[0-9a-f]{64}");
        assertThat(inbound.sameKey()).isEqualTo(Inbound.SameKey.KEEP_BOTH);
    }

    @Test
    void garbageAroundFramesIsPassedOver() throws IOException {
        try (Sender sender = new Sender()) {
            sender.write("\r\n\r\ngarbage\u001C\r".getBytes(StandardCharsets.ISO_8859_1));
            sender.write(frame(message("M1")));
            sender.write("more".getBytes(StandardCharsets.US_ASCII));
            sender.write(frame(message("M2")));

            assertThat(sender.answer()).contains("MSA|AA|M1");
            assertThat(sender.answer()).contains("MSA|AA|M2");
        }
    }

    @Test
    void messageBegunAgainOnTheSameConnectionIsKeptOnce() throws IOException {
        try (Sender sender = new Sender()) {
            sender.write("\u000BMSH|^~\\&|HIS|half".getBytes(StandardCharsets.US_ASCII));
            sender.write(frame(message("M1")));

            assertThat(sender.answer()).contains("MSA|AA|M1");
        }
        assertThat(RECEIVE.kept).hasSize(1);
        assertThat(RECEIVE.kept.element().content().bytes(1_000)).isEqualTo(message("M1"));
    }

    @Test
    void sixteenConnectionsAreServedAtTheSameTime() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(16);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int c = 0; c < 16; c++) {
            String name = "C" + c + "-";
            work.add(() -> exchange(name, 200));
        }
        int answered = 0;
        for (Future<Integer> one : senders.invokeAll(work)) {
            answered += one.get();
        }
        senders.shutdown();

        assertThat(answered).isEqualTo(16 * 200);
        assertThat(RECEIVE.kept).hasSize(16 * 200);
    }

    @Test
    void answerIsInTheCharacterSetOfTheRequest() throws IOException {
        String request = "MSH|^~\\&|東院|誠|HUB|青浦|20260918||ADT^A04|号一|P|2.4||||||GB 18030-2000\rPID|1||1||测试甲\r";
        try (Sender sender = new Sender()) {
            sender.write(frame(request.getBytes(GB18030)));

            String answer = new String(sender.answerBytes(), GB18030);
            assertThat(answer)
                    .startsWith("MSH|^~\\&|HUB|青浦|東院|誠|")
                    .contains("|GB 18030-2000\r")
                    .contains("MSA|AA|号一\r");
        }
    }

    @Test
    void frameThatIsTooLongIsRefusedAndTheNextIsServed() throws IOException {
        byte[] tooLong = Arrays.copyOf(message("M1"), 3 * MAX_FRAME);
        Arrays.fill(tooLong, message("M1").length, tooLong.length, (byte) 'x');
        try (Sender sender = new Sender()) {
            sender.write(frame(tooLong));
            sender.write(frame(message("M2")));

            assertThat(sender.answer()).contains("MSA|AR|M1|RC-102 ");
            assertThat(sender.answer()).contains("MSA|AA|M2");
        }
        assertThat(RECEIVE.kept.element().content().size()).isLessThan(10_000);
    }

    @Test
    void halfAFrameBeforeTheEndOfAConnectionIsNothing() throws IOException {
        try (Sender sender = new Sender()) {
            sender.write("\u000BMSH|^~\\&|HIS|half".getBytes(StandardCharsets.US_ASCII));
        }
        try (Sender sender = new Sender()) {
            sender.write(frame(message("M1")));
            assertThat(sender.answer()).contains("MSA|AA|M1");
        }
        assertThat(RECEIVE.kept).hasSize(1);
    }

    @Test
    void bytesThatAreNoHl7AreKeptAndRefused() throws IOException {
        try (Sender sender = new Sender()) {
            sender.write(frame("GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII)));

            assertThat(sender.answer()).contains("\rMSA|AR||RD-101 ");
        }
        assertThat(RECEIVE.kept.element().transport()).containsEntry("refuse", "RD-101");
    }

    @Test
    void senderThatLeavesOutHalfOfTheEndMarkIsAnswered() throws IOException {
        byte[] whole = frame(message("M1"));
        byte[] half = Arrays.copyOf(whole, whole.length - 1);
        try (Sender sender = new Sender()) {
            sender.write(half);
            assertThat(sender.answer()).contains("MSA|AA|M1");

            sender.write(half);
            sender.write(frame(message("M2")));
            assertThat(sender.answer()).contains("MSA|AA|M1");
            assertThat(sender.answer()).contains("MSA|AA|M2");
        }
    }

    @Test
    void enhancedModeHasTheAnswersItAsksFor() throws IOException {
        try (Sender sender = new Sender()) {
            sender.write(frame(message("M1", "AL", "AL")));
            assertThat(sender.answer()).contains("MSA|CA|M1");
            assertThat(sender.answer()).contains("MSA|AA|M1");

            sender.write(frame(message("M2", "NE", "NE")));
            sender.write(frame(message("M3", "AL", "NE")));
            assertThat(sender.answer()).contains("MSA|CA|M3");

            RECEIVE.isDown = true;
            sender.write(frame(message("M4", "AL", "AL")));
            sender.write(frame(message("M5", "NE", "ER")));
            assertThat(sender.answer()).contains("MSA|CE|M4|RC-301 ");
            assertThat(sender.answer()).contains("MSA|AE|M5|RC-301 ");
        }
    }

    @Test
    void headerInLowerCaseIsAHeader() throws IOException {
        byte[] lower = new String(message("M1"), StandardCharsets.US_ASCII)
                .replace("MSH", "msh")
                .getBytes(StandardCharsets.US_ASCII);
        try (Sender sender = new Sender()) {
            sender.write(frame(lower));
            assertThat(sender.answer()).contains("MSA|AA|M1");
        }
    }

    @Test
    void silentConnectionsDoNotLockOutASender() throws IOException {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < MAX_CONNECTIONS; i++) {
            silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }

        try (Sender sender = served("M1")) {
            sender.write(frame(message("M2")));
            assertThat(sender.answer()).contains("MSA|AA|M2");
        }
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void senderIsToldToRepeatWhileTheStoreIsDown() throws IOException {
        RECEIVE.isDown = true;
        try (Sender sender = new Sender()) {
            sender.write(frame(message("M1")));

            assertThat(sender.answer()).contains("MSA|AE|M1|RC-301 ");
        }
    }

    @Test
    void connectionIsClosedWhereThereCanBeNoAnswer() throws IOException {
        RECEIVE.isBroken = true;
        try (Sender sender = new Sender()) {
            sender.write(frame(message("M1")));

            assertThat(sender.isClosedByTheOther()).isTrue();
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAndAPlaceFreedIsGivenAgain() throws IOException {
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < MAX_CONNECTIONS; i++) {
            senders.add(served("M" + i));
        }
        try (Sender surplus = new Sender()) {
            assertThat(surplus.isClosedByTheOther()).isTrue();
        }
        for (Sender sender : senders) {
            sender.close();
        }
        assertThat(exchange("again", 1)).isEqualTo(1);
    }

    /** A sender that has a place; those of senders that have just gone are free a moment later. */
    private static Sender served(String controlId) {
        return await().ignoreExceptionsMatching(e -> e instanceof EOFException || e instanceof SocketException)
                .until(
                        () -> {
                            Sender sender = new Sender();
                            try {
                                sender.write(frame(message(controlId)));
                                sender.answer();
                                return sender;
                            } catch (IOException e) {
                                sender.close();
                                throw e;
                            }
                        },
                        Objects::nonNull);
    }

    private static int exchange(String name, int count) throws IOException {
        try (Sender sender = served(name)) {
            RECEIVE.kept.removeIf(kept -> name.equals(kept.transport().get("controlId")));
            int answered = 0;
            for (int i = 0; i < count; i++) {
                sender.write(frame(message(name + i)));
                answered += sender.answer().contains("MSA|AA|" + name + i + "\r") ? 1 : 0;
            }
            return answered;
        }
    }

    private static byte[] message(String controlId) {
        return ("MSH|^~\\&|HIS|310118|HUB|310118|20260918090000||ADT^A08|" + controlId + "|P|2.4\rPID|1||000123\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] message(String controlId, String accept, String application) {
        return ("MSH|^~\\&|HIS|310118|HUB|310118|20260918090000||ADT^A08|" + controlId + "|P|2.5|||" + accept + "|"
                        + application + "\rPID|1||000123\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] frame(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x0B);
        out.writeBytes(content);
        out.write(0x1C);
        out.write(0x0D);
        return out.toByteArray();
    }

    /** A hospital system with a socket. */
    private static final class Sender implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        private final DataInputStream in =
                new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));

        Sender() throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        String answer() throws IOException {
            return new String(answerBytes(), StandardCharsets.UTF_8);
        }

        byte[] answerBytes() throws IOException {
            assertThat(in.readByte()).isEqualTo((byte) 0x0B);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (byte b = in.readByte(); b != 0x1C; b = in.readByte()) {
                content.write(b);
            }
            assertThat(in.readByte()).isEqualTo((byte) 0x0D);
            return content.toByteArray();
        }

        boolean isClosedByTheOther() throws IOException {
            try {
                in.readByte();
                return false;
            } catch (EOFException | SocketException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
