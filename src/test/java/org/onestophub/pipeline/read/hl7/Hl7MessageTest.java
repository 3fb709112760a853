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
    void lineFeedIsTextWhereTheHeaderEndsWithACarriageReturn() {
        Hl7Message message = only("\n MSH|^~\\&|HIS\rPID|||1||||a\nb|c\nPV1||I\n  dg1|1\nNK|x|y\rZ01|9");

        assertThat(message.first("PID").value(7)).isEqualTo("a b");
        assertThat(message.first("PID").value(8)).isEqualTo("c");
        assertThat(message.first("PV1").value(2)).isEqualTo("I");
        assertThat(message.first("DG1").value(1)).isEqualTo("1 NK");
        assertThat(message.first("Z01").value(1)).isEqualTo("9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH|^~\\&|HIS\nPID|||1|a\rPV1||I",
                "MSH|^~\\&|HIS\r\nPID|||1|a\nPV1||I\r",
                "MSH|^~\\&|HIS\nPID|||1|a\nPV1||I"
            })
    void anyEndIsTheEndOfALineWhereTheHeaderEndsWithALineFeed(String text) {
        assertThat(only(text).first("PID").value(4)).isEqualTo("a");
        assertThat(only(text).first("PV1").value(2)).isEqualTo("I");
    }

    @Test
    void namesOfSegmentsAreReadInAnyCase() {
        Hl7Message message = only("msh|^~\\&|HIS\rPid|||1\rpV1||I\rz1a|2\rz-a|3\rpids|4");

        assertThat(message.first("PID").value(3)).isEqualTo("1");
        assertThat(message.first("PV1").value(2)).isEqualTo("I");
        assertThat(message.first("Z1A").value(1)).isEqualTo("2");
        assertThat(message.first("Z-A").value(1)).isEmpty();
    }

    @Test
    void byteOrderMarkBeforeAHeaderIsNoPartOfIt() {
        assertThat(Hl7Message.messagesIn("\uFEFFMSH|^~\\&|A\rPID|||1\r \uFEFF MSH|^~\\&|B\rPID|||2\r\uFEFF\r"))
                .extracting(one -> one.first("PID").value(3))
                .containsExactly("1", "2");
    }

    @Test
    void explicitNullDeletesWhatWasStated() {
        Hl7Message message = only("MSH|^~\\&|HIS\rPID|\"\"| \"\" |\"\"^\"\"|\"|x||");

        assertThat(java.util.stream.IntStream.rangeClosed(0, 9).filter(message.first("PID")::isDeleted))
                .containsExactly(1, 2);
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
        "a\\X4\\b,a\\X4\\b",
        "\\F\\b,|b",
        "\\X41\\,A",
        "a\\N\\b,ab",
        "a\\.sp3\\b\\T\\c,a b&c"
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
    void segmentThatIsOnlyANameIsEmpty() {
        Hl7Message message = only("MSH|^~\\&|HIS\rPID\rPV1\r");

        assertThat(message.first("PV1").value(19)).isEmpty();
        assertThat(message.first("PID").repetitions(3)).isEmpty();
        assertThat(message.all("PV1", 5)).hasSize(1);
    }

    @Test
    void segmentIsFoundByItsWholeName() {
        Hl7Message message = only("MSH|^~\\&|HIS\rPIDX|||wrong\rPV1|1\rPID|||right\rPV1|2\rPV1|3\r");

        assertThat(message.first("PID").value(3)).isEqualTo("right");
        assertThat(message.all("PV1", 2)).extracting(one -> one.value(1)).containsExactly("1", "2");
        assertThat(message.first("PV1").value(0)).isEqualTo("PV1");
        assertThat(message.first("PV1").value(2)).isEmpty();
        assertThat(message.first("MSH").value(0)).isEmpty();
        assertThat(message.first("MSH").value(3)).isEqualTo("HIS");
    }

    @Test
    void groupsOfSeveralPatientsShareTheHead() {
        Hl7Message message = only("MSH|^~\\&|HIS\rEVN|A40\rPID|||1\rMRG|11\rPIDX|||no\rPID|||2\rMRG|22\r");

        assertThat(message.byPatient())
                .extracting(one -> one.first("EVN").value(1)
                        + one.first("PID").value(3)
                        + one.first("MRG").value(1)
                        + one.all("MRG", 9).size())
                .containsExactly("A401111", "A402221");
        Hl7Message single = only("MSH|^~\\&|HIS\rPID|||1\rMRG|11");
        assertThat(single.byPatient()).containsExactly(single);
    }

    @Test
    void noMoreThan50PatientsAndRepetitionsAreLookedAt() {
        StringBuilder text = new StringBuilder("MSH|^~\\&|HIS\r");
        for (int i = 1; i <= 51; i++) {
            text.append("PID|||").append(i).append('\r');
        }
        assertThat(only(text.toString()).byPatient()).hasSize(50);
        assertThat(only("MSH|^~\\&|HIS\rPID|||" + "x~".repeat(60)).first("PID").repetitions(3))
                .hasSize(50);
    }

    @Test
    void blankRepetitionsAndThoseBehindTheLastAreNone() {
        Hl7Message message = only("MSH|^~\\&|HIS\rPID|||~ ~1^a~\"\"~2^b&c^\"\"\r");

        assertThat(message.first("PID").repetitions(3))
                .extracting(field -> field.component(1) + field.component(2) + field.component(3) + field.component(4))
                .containsExactly("1a", "2b");
    }

    @Test
    void segmentsUpToTheMostAreRead() {
        String text = "MSH|^~\\&|\r" + "ZZZ|1\r".repeat(Hl7Message.MAX_SEGMENTS - 1);

        assertThat(only(text).all("ZZZ", 5_000)).hasSize(Hl7Message.MAX_SEGMENTS - 1);
    }

    @Test
    void missingEncodingCharactersAreTheUsualOnes() {
        assertThat(only("MSH|^|HIS\rPID|||1~2^x&y\\T\\z")
                        .first("PID")
                        .repetitions(3)
                        .get(1)
                        .component(2))
                .isEqualTo("x");
        assertThat(only("MSH|\rPID|||a\\T\\z").first("PID").value(3)).isEqualTo("a&z");
    }

    @Test
    void halfOfACharacterBecomesABlank() {
        assertThat(only("MSH|^~\\&|\rPID|||a\uD842b").first("PID").value(3)).isEqualTo("a b");
        assertThat(only("MSH|^~\\&|\rPID|||a\uDFB7b").first("PID").value(3)).isEqualTo("a b");
        assertThat(only("MSH|^~\\&|\rPID|||a𠮷b").first("PID").value(3)).isEqualTo("a𠮷b");
        assertThat(only("MSH|^~\\&|\rPID|||𠮷").first("PID").value(3)).isEqualTo("𠮷");
        assertThat(only("MSH|^~\\&|\rPID|||x\uD842").first("PID").value(3)).isEqualTo("x");
        assertThat(only("MSH|^~\\&|\rPID|||\uDFB7x").first("PID").value(3)).isEqualTo("x");
    }

    @Test
    void escapeLongerThanAnyOfTheStandardStaysText() {
        String longest = "X" + "41".repeat(50);

        assertThat(only("MSH|^~\\&|\rPID|||\\" + longest + "\\").first("PID").value(3))
                .isEqualTo("A".repeat(50));
        assertThat(only("MSH|^~\\&|\rPID|||\\." + "b".repeat(100) + "\\c")
                        .first("PID")
                        .value(3))
                .isEqualTo("c");
        assertThat(only("MSH|^~\\&|\rPID|||\\." + "b".repeat(101) + "\\c")
                        .first("PID")
                        .value(3))
                .startsWith("\\.b")
                .endsWith("\\c");
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
