package org.onestophub.outlet.deliver.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.operations.DeadLetter;
import org.onestophub.simulator.StompLine;

/** What a consumer that speaks STOMP does not take is never lost; over a real broker. */
class StompAnswersIT {

    private static final String CASES = "case-system";
    private static final String QUEUE = "destination:complaint.intake\\c\\ccomplaint.intake.case-system";

    @TempDir
    Path home;

    private DeadLetterRig dead;
    private Broker broker;
    private DeadLetterOperations letters;

    @BeforeEach
    void open() throws Exception {
        dead = new DeadLetterRig(home, CASES);
        broker = dead.broker;
        letters = dead.letters;
    }

    @AfterEach
    void close() {
        dead.close();
    }

    private StompLine subscribed(String... more) throws IOException {
        StompLine line = StompLine.connect(broker.port(), CASES, DeadLetterRig.SECRET);
        List<String> headers = new ArrayList<>(List.of("id:0", QUEUE));
        headers.addAll(List.of(more));
        line.send("SUBSCRIBE", headers.toArray(String[]::new));
        return line;
    }

    private static String idOf(StompLine.Frame message) {
        return "id:" + message.headers().get("ack");
    }

    private static String textOf(StompLine.Frame message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    @Test
    void eventAnsweredWithNackIsDeadLetterAndComesAgainWhenItIsGivenBack() throws Exception {
        dead.relay("a");
        try (StompLine line = subscribed("ack:client-individual")) {
            StompLine.Frame message = line.read();
            line.send("NACK", idOf(message), "receipt:r1");

            StompLine.Frame receipt = line.read();
            assertThat(receipt.command()).isEqualTo("RECEIPT");
            assertThat(receipt.headers()).containsEntry("receipt-id", "r1");
            DeadLetter letter = dead.awaitLetters(1).get(0);
            assertThat(letter.destination()).isEqualTo(CASES);
            assertThat(letter.reason()).isEqualTo("consumer");
            assertThat(textOf(message)).contains(letter.eventId());

            letters.giveBack(letter.id(), "ops-key");
            assertThat(textOf(line.read())).contains(letter.eventId());
        }
    }

    @Test
    void framesThatComeTogetherWithNackAreHandled() throws Exception {
        dead.relay("a", "b", "c");
        try (StompLine line = subscribed("ack:client-individual")) {
            StompLine.Frame a = line.read();
            StompLine.Frame b = line.read();
            StompLine.Frame c = line.read();

            line.send(StompLine.frame("NACK", idOf(a))
                    + StompLine.frame("NACK", idOf(b))
                    + StompLine.frame("ACK", idOf(c), "receipt:last"));

            assertThat(line.read().headers()).containsEntry("receipt-id", "last");
        }
        dead.awaitLetters(2);
        assertThat(broker.depth(CASES)).isZero();
    }

    @Test
    void consumerThatRejectsManyLargeEventsIsNotSlowedToStandstill() throws Exception {
        String[] words =
                IntStream.range(0, 40).mapToObj(i -> i + "词".repeat(5_000)).toArray(String[]::new);
        dead.relay(words);
        try (StompLine line = subscribed("ack:client-individual")) {
            Deque<StompLine.Frame> ahead = new ArrayDeque<>();
            for (int i = 0; i < words.length; i++) {
                StompLine.Frame message = ahead.isEmpty() ? line.read() : ahead.remove();
                assertThat(message.command()).as(message.headers().toString()).isEqualTo("MESSAGE");
                // an answer on its way is lost with its connection, and the event comes again
                line.send("NACK", idOf(message), "receipt:" + i);
                StompLine.Frame receipt = line.read();
                for (; receipt.command().equals("MESSAGE"); receipt = line.read()) {
                    ahead.add(receipt);
                }
                assertThat(receipt.headers()).containsEntry("receipt-id", "" + i);
            }
        }
        dead.awaitLetters(words.length);
    }

    @Test
    void nackOfUnknownMessageEndsTheConnectionAndTheEventComesAgain() throws Exception {
        dead.relay("a");
        for (String id : List.of("id:7,8", "id:x", "id:", "other:1")) {
            try (StompLine line = subscribed("ack:client-individual")) {
                String text = textOf(line.read());
                line.send("NACK", id);

                assertThat(line.read().command()).isEqualTo("ERROR");
                assertThat(text).contains("complaint.created");
            }
        }
        assertThat(letters.list(null, 0, 10)).isEmpty();
        assertThat(broker.depth(CASES)).isOne();
    }

    @Test
    void subscriptionThatAcknowledgesByItselfIsRefused() throws Exception {
        dead.relay("a");
        for (String[] mode : new String[][] {{"ack:auto"}, {}, {"ack:AUTO"}, {"ack:"}}) {
            try (StompLine line = subscribed(mode)) {
                StompLine.Frame answer = line.read();
                assertThat(answer.command()).isEqualTo("ERROR");
                assertThat(answer.headers().get("message")).contains("client-individual");
            }
        }
        assertThat(broker.depth(CASES)).isOne();
    }
}
