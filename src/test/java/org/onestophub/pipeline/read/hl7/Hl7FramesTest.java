package org.onestophub.pipeline.read.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the messages of a frame or file begin and end. */
class Hl7FramesTest {

    private static final String MARK = "\uFEFF";
    private static final String ONE = "MSH|^~\\&|A\rPID|||1\r";
    private static final String TWO = "MSH|^~\\&|B\rPID|||2\r";
    private static final String THREE = "MSH|^~\\&|C\rPID|||3\r";

    @Test
    void eachHeaderAtTheBeginningOfALineBeginsAMessage() {
        assertThat(messagesIn(ONE + TWO + THREE)).containsExactly(ONE, TWO, THREE);
        assertThat(messagesIn(ONE.replace('\r', '\n') + TWO.replace('\r', '\n')))
                .containsExactly(ONE.replace('\r', '\n'), TWO.replace('\r', '\n'));
        assertThat(messagesIn(ONE + "Msh^~|\\&^X")).containsExactly(ONE, "Msh^~|\\&^X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PID|||MSH|",
                "xMSH|^~\\&|",
                "MSH",
                "MSHX|",
                "MSH1|",
                "MSH |",
                "MSH\u0001|",
                "MSA|AA",
                "MXH|",
                "XSH|",
                "MSé|"
            })
    void whatIsNoHeaderBeginsNone(String line) {
        assertThat(messagesIn(ONE + TWO + line + "\r")).containsExactly(ONE, TWO + line + "\r");
    }

    @Test
    void shortestHeaderBeginsAMessage() {
        assertThat(messagesIn(ONE + "MSH|")).containsExactly(ONE, "MSH|");
        assertThat(messagesIn(ONE + "MSH!")).containsExactly(ONE, "MSH!");
        assertThat(messagesIn(ONE + "MSH")).containsExactly(ONE + "MSH");
    }

    @Test
    void blanksAndTheMarksOfMllpStandBeforeAHeader() {
        assertThat(messagesIn("\u000B" + ONE + "\u001C\r\u000B  " + TWO + "\u001C\r"))
                .containsExactly(ONE + "\u001C\r", TWO + "\u001C\r");
    }

    @Test
    void byteOrderMarkOfAFileCostsNoMessage() {
        assertThat(messagesIn(MARK + ONE + TWO + THREE)).containsExactly(ONE, TWO, THREE);
        assertThat(messagesIn(MARK + ONE + TWO)).containsExactly(ONE, TWO);
        assertThat(messagesIn("\u000B" + MARK + ONE + TWO)).containsExactly(ONE, TWO);
    }

    @Test
    void byteOrderMarksOfJoinedFilesCostNoMessage() {
        assertThat(messagesIn(MARK + ONE + MARK + TWO + MARK + THREE)).containsExactly(ONE, TWO, THREE);
        assertThat(messagesIn(MARK + ONE + MARK + TWO)).containsExactly(ONE, TWO);
    }

    @Test
    void halfAByteOrderMarkIsNone() {
        byte[] bytes = ("xyz" + ONE + TWO).getBytes(StandardCharsets.US_ASCII);
        for (byte[] wrong : new byte[][] {
            {(byte) 0xEE, (byte) 0xBB, (byte) 0xBF},
            {(byte) 0xEF, (byte) 0xBA, (byte) 0xBF},
            {(byte) 0xEF, (byte) 0xBB, (byte) 0xBE}
        }) {
            System.arraycopy(wrong, 0, bytes, 0, 3);
            assertThat(Hl7Frames.headerIn(bytes)).isEqualTo(ONE.length() + 3);
        }
        byte[] end = {'\r', (byte) 0xEF, (byte) 0xBB};
        assertThat(Hl7Frames.headerIn(end)).isEqualTo(-1);
    }

    @Test
    void oneMessageStaysAsItCame() {
        for (String text : List.of(ONE, "\u000B" + ONE, MARK + ONE, "note of the interface\r" + ONE, "")) {
            assertThat(messagesIn(text)).containsExactly(text);
        }
    }

    @Test
    void segmentsOfAnEnvelopeAreNoMessage() {
        String envelope = "FHS|^~\\&|HIS\rBHS|^~\\&|HIS\r";

        assertThat(messagesIn(envelope + ONE + TWO + "BTS|2\rFTS|1\r")).containsExactly(ONE, TWO + "BTS|2\rFTS|1\r");
        assertThat(messagesIn(MARK + envelope.toLowerCase(java.util.Locale.ROOT) + ONE + TWO))
                .containsExactly(ONE, TWO);
        assertThat(messagesIn("FHS|^~\\&|\u0085HIS|x\r" + ONE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MS|^~\\&|A\rPID|||9\r",
                "PID|||9\r",
                "  pid|||9\r",
                "FHS|^~\\&\rPV1||I\r",
                "\uFEFFZ01|9\r",
                "note\nPID|||9\r"
            })
    void segmentsBeforeTheFirstHeaderAreAMessageOfTheirOwn(String headless) {
        assertThat(messagesIn(headless + ONE)).containsExactly(headless, ONE);
        assertThat(messagesIn(headless + ONE + TWO)).containsExactly(headless, ONE, TWO);
    }

    @Test
    void wideCharactersAreNotDivided() {
        for (java.nio.charset.Charset wide :
                List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            assertThat(Hl7Frames.of((ONE + TWO).getBytes(wide))).hasSize(1);
        }
        byte[] little = (MARK + ONE + TWO).getBytes(StandardCharsets.UTF_16LE);
        assertThat(Hl7Frames.of(little)).containsExactly(little);
        // marks of UTF-16 before bytes that would be headers
        for (int[] mark : new int[][] {{0xFE, 0xFF}, {0xFF, 0xFE}, {0, 'x'}, {'x', 0}}) {
            byte[] bytes = ("xx\r" + ONE + TWO).getBytes(StandardCharsets.US_ASCII);
            bytes[0] = (byte) mark[0];
            bytes[1] = (byte) mark[1];
            assertThat(Hl7Frames.of(bytes)).hasSize(1);
        }
        for (int[] none : new int[][] {{0xFE, 0xFE}, {0xFF, 0xFF}, {0xFE, 'x'}, {'x', 0xFF}, {'x', 0xFE}}) {
            byte[] bytes = ("xx\r" + ONE + TWO).getBytes(StandardCharsets.US_ASCII);
            bytes[0] = (byte) none[0];
            bytes[1] = (byte) none[1];
            assertThat(Hl7Frames.of(bytes)).hasSize(2);
        }
    }

    private static List<String> messagesIn(String text) {
        return Hl7Frames.of(text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }
}
