package org.onestophub.pipeline.read.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class Hl7MessageTest {

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void segmentsEndWithAnyLineEnd(String end) {
        Hl7Message message = only("MSH|^~\\&|HIS" + end + "PID|1||42" + end);

        assertThat(message.first("PID").value(3)).isEqualTo("42");
        assertThat(message.first("MSH").value(3)).isEqualTo("HIS");
    }

    @Test
    void delimitersAreThoseOfTheHeader() {
        Hl7Message message = only("MSH#*!?%#HIS\rPID#1##42*x!43*y##a%b*c");

        assertThat(message.first("PID").repetitions(3))
                .extracting(field -> field.component(2))
                .containsExactly("x", "y");
        assertThat(message.first("PID").component(5, 1)).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "a\\F\\b,a|b",
        "a\\S\\b,a^b",
        "a\\T\\b,a&b",
        "a\\R\\b,a~b",
        "a\\E\\b,a\\b",
        "a\\X41\\b,aAb",
        "a\\.br\\b,a b",
        "a\\H\\b,ab",
        "a\\b,a\\b",
        "a\\Zx\\b,a\\Zx\\b",
        "a\\X4\\b,a\\X4\\b"
    })
    void escapesAreResolvedAndTheRestStays(String raw, String text) {
        assertThat(only("MSH|^~\\&|\rPID|||" + raw).first("PID").value(3)).isEqualTo(text);
    }

    @Test
    void controlCharactersDoNotPass() {
        assertThat(only("MSH|^~\\&|\rPID|||a\\X00\\b\u0007c").first("PID").value(3))
                .isEqualTo("a b c");
    }

    @Test
    void explicitNullIsSilence() {
        assertThat(only("MSH|^~\\&|\rPID|||\"\"||\"\"^x").first("PID").value(3)).isEmpty();
        assertThat(only("MSH|^~\\&|\rPID|||\"\"||\"\"^x").first("PID").component(5, 1))
                .isEmpty();
    }

    @Test
    void absentSegmentsFieldsAndComponentsAreEmpty() {
        Hl7Message message = only("MSH|");

        assertThat(message.first("PV1").value(19)).isEmpty();
        assertThat(message.first("MSH").value(18)).isEmpty();
    }

    @Test
    void envelopeGivesAllItsMessages() {
        String batch = "FHS|^~\\&|\rBHS|^~\\&|\rMSH|^~\\&|A\rPID|||1\rMSH|^~\\&|B\rPID|||2\rBTS|2\rFTS|1\r";

        assertThat(Hl7Message.messagesIn(batch))
                .extracting(one -> one.first("MSH").value(3))
                .containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "PID|1||2", "MSH", "MSHX|", "FHS|^~\\&|\r"})
    void textWithoutAHeaderIsNoMessage(String text) {
        assertThatThrownBy(() -> Hl7Message.messagesIn(text))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_HL7));
    }

    @Test
    void segmentsWithoutEndAreAProblem() {
        String text = "MSH|^~\\&|\r" + "ZZZ|1\r".repeat(Hl7Message.MAX_SEGMENTS);

        assertThatThrownBy(() -> Hl7Message.messagesIn(text))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BOUNDS_EXCEEDED));
    }

    private static Hl7Message only(String text) {
        assertThat(Hl7Message.messagesIn(text)).hasSize(1);
        return Hl7Message.messagesIn(text).get(0);
    }
}
