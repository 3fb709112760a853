package org.onestophub.intake.source.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;

class Hl7AckTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private final Hl7Ack ack =
            new Hl7Ack(Clock.fixed(Instant.parse("2026-09-18T01:02:03Z"), ZoneOffset.UTC), ZoneId.of("Asia/Shanghai"));

    @Test
    void keptMessageIsAcceptedToItsSender() {
        String answer = answer(
                "MSH|^~\\&|HIS|310118|HUB|310119|20260918090000||ADT^A04^ADT_A01|M1|P|2.4||||||UTF-8\rPID|1",
                "AA",
                null,
                StandardCharsets.UTF_8);

        assertThat(answer)
                .matches("MSH\\|\\^~\\\\&\\|HUB\\|310119\\|HIS\\|310118\\|20260918090203\\|\\|ACK\\^A04\\|"
                        + "[0-9A-Z-]{3,20}\\|P\\|2\\.4\\|\\|\\|\\|\\|\\|UTF-8\rMSA\\|AA\\|M1\r");
    }

    @Test
    void chineseBytesOfTheHeaderComeBackUnchanged() {
        // the second byte of 東 in GBK is the bar
        String request = "MSH|^~\\&|東|誠院|HUB|青浦|20260918||ADT^A01|号一|P|2.3|||||GB2312";

        String answer = answer(request, "AA", null, GB18030);

        assertThat(answer)
                .startsWith("MSH|^~\\&|HUB|青浦|東|誠院|")
                .contains("|2.3|||||GB2312|\r")
                .contains("MSA|AA|号一\r");
    }

    @Test
    void reasonIsTold() {
        String answer = answer(
                "MSH|^~\\&|A|B|C|D|20260918||ADT^A01|7|P|2.5.1",
                "AE",
                Problem.STORE_UNAVAILABLE,
                StandardCharsets.US_ASCII);

        assertThat(answer)
                .contains("\rMSA|AE|7|RC-301 The store cannot take the input now.\r")
                .endsWith("ERR|||207|E|RC-301\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MSH", "MSH|", "MSH|^~\\&", "MSH|^~\\&|HIS", "MSH#", "GET / HTTP/1.1", "MSH|||||||||||"})
    void shortHeadersAreAnsweredToo(String request) {
        assertThat(answer(request, "AR", Problem.NOT_HL7, StandardCharsets.US_ASCII))
                .startsWith("MSH")
                .contains("AR")
                .endsWith("\r");
    }

    @Test
    void delimitersAreThoseOfTheRequest() {
        assertThat(answer("MSH#*!?%#A#B#C#D#20260918##ADT*A01#7#P#2.4", "AA", null, StandardCharsets.US_ASCII))
                .startsWith("MSH#*!?%#C#D#A#B#20260918090203##ACK*A01#")
                .contains("\rMSA#AA#7\r");
    }

    @Test
    void batchIsAnsweredByItsFirstMessage() {
        assertThat(answer(
                        "FHS|^~\\&|\rBHS|^~\\&|\rMSH|^~\\&|A|B|C|D|1||ADT^A01|7|P|2.4\r",
                        "AA",
                        null,
                        StandardCharsets.US_ASCII))
                .contains("MSA|AA|7\r");
    }

    @Test
    void controlIdsOfAnswersNeverRepeat() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(answer("MSH|^~\\&|A|B|C|D|1||ADT^A01|7|P|2.4", "AA", null, StandardCharsets.US_ASCII)
                    .split("\\|")[9]);
        }
        assertThat(ids).hasSize(1_000);
    }

    @Property(tries = 2_000)
    void anyBytesCanBeAnswered(@ForAll @Size(max = 200) byte[] bytes) {
        byte[] answer = ack.of(Hl7Header.of(bytes), "AR", Problem.NOT_HL7);

        assertThat(new String(answer, StandardCharsets.ISO_8859_1))
                .startsWith("MSH")
                .contains("\rMSA");
    }

    @Property(tries = 2_000)
    void anyBytesBehindTheNameOfAHeaderCanBeAnswered(@ForAll @Size(max = 200) byte[] bytes) {
        byte[] all = new byte[bytes.length + 3];
        System.arraycopy("MSH".getBytes(StandardCharsets.US_ASCII), 0, all, 0, 3);
        System.arraycopy(bytes, 0, all, 3, bytes.length);
        byte[] answer = ack.of(Hl7Header.of(all), "AA", null);

        assertThat(new String(answer, StandardCharsets.ISO_8859_1))
                .startsWith("MSH")
                .contains("\rMSA");
    }

    private String answer(String request, String code, Problem problem, Charset charset) {
        return new String(ack.of(Hl7Header.of(request.getBytes(charset)), code, problem), charset);
    }
}
