package org.onestophub.pipeline.read.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Messages with replaced texts: nothing that was written about a person stays, and the form of the message does. */
class RewrittenHl7Test {

    private static final String HEADER = "MSH|^~\\&|HIS|H1|HUB|H2|20260918090000||ADT^A08|M1|P|2.4";
    private static final String REPLACED = "MSH|^~\\&|T|T|T|T|20260918090000||ADT^A08|T|P|2.4";
    private static final TextReplacement T = (name, text) -> "T";

    @Test
    void headerSaysTheSameOfTheMessageAndNothingOfTheSystems() {
        assertThat(rewritten(HEADER + "|1|2|AL|NE|CHN|UNICODE|zh|X|Y|Z"))
                .isEqualTo(REPLACED + "|1|T|AL|NE|CHN|UNICODE|zh|X|Y|T");
        assertThat(rewritten(HEADER + "\rEVN|A08|20260918|a|b|c|20260917|d"))
                .isEqualTo(REPLACED + "\rEVN|A08|20260918|T|T|T|20260917|T");
    }

    @Test
    void everyFieldOfEverySegmentIsReplacedAndTheSeparatorsStay() {
        assertThat(rewritten(HEADER + "\rPID|1||||测试^甲&乙~测试乙||||||\rZ01|a|b^c\rnk1|x\r"))
                .isEqualTo(REPLACED + "\rPID|T||||T^T&T~T||||||\rZ01|T|T^T\rnk1|T\r");
    }

    @Test
    void assignerAndKindOfANumberStayAndTheNumberDoesNot() {
        for (String field :
                List.of("PID||%s", "PID|||%s", "PID||||%s", "MRG|%s", "MRG|||||%s", "PV1|" + "|".repeat(18) + "%s"))
            assertThat(rewritten(HEADER + "\r" + field.formatted("12^ABC^ABC^HIS^PI~ABC^^^EXT&ABC^AN^his^TOOLONGCODE")))
                    .isEqualTo(REPLACED + "\r" + field.formatted("T^T^T^HIS^PI~T^^^EXT&ABC^AN^T^T"));
        assertThat(rewritten(HEADER + "\rPID|||||12^ABC^ABC^HIS")).isEqualTo(REPLACED + "\rPID|||||T^T^T^T");
        assertThat(rewritten(HEADER + "\rPV1|12^ABC^ABC^HIS")).isEqualTo(REPLACED + "\rPV1|T^T^T^T");
    }

    @Test
    void birthIsReplacedAsADateAndTextInItsPlaceBecomesNoDate() {
        List<String> asked = new ArrayList<>();
        TextReplacement texts = (name, text) -> {
            asked.add(name + '=' + text);
            return name.equals("birth") ? "19800102" : "T";
        };

        assertThat(rewritten(HEADER + "\rPID|||||||19491231\rPID|||||||about 1949年\rPID|||||||18991231", texts))
                .endsWith("\rPID|||||||19800102\rPID|||||||xxxxx 9999x\rPID|||||||19800102");
        assertThat(asked).contains("birth=19491231", "birth=19991231").noneMatch(one -> one.startsWith("birth=18"));
        assertThat(rewritten(HEADER + "\rPID|||||||00000000", texts)).endsWith("|00000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "0", "-", "--", "..", "*", "?", "/", "_"})
    void placeholderForAnUnknownValueStays(String placeholder) {
        assertThat(rewritten(HEADER + "\rPID|||" + placeholder)).endsWith("PID|||" + placeholder);
    }

    @ParameterizedTest
    @CsvSource({
        "a\\F\\b, T\\F\\T",
        "\\.br\\b, \\.br\\T",
        "a\\.sp+3\\, T\\.sp+3\\",
        "a\\X4142\\b, T\\X7878\\T",
        "\\H\\a\\N\\, \\H\\T\\N\\"
    })
    void escapeStaysAndTheBytesItEncodesDoNot(String text, String replaced) {
        assertThat(rewritten(HEADER + "\rOBX|" + text)).isEqualTo(REPLACED + "\rOBX|" + replaced);
    }

    @Test
    void escapeCharacterThatBeginsNoEscapeIsPartOfTheText() {
        TextReplacement upper = (name, text) -> text.toUpperCase(java.util.Locale.ROOT);

        assertThat(rewritten(HEADER + "\rOBX|a\\b|a\\T\\b\\c|a\\zz\\b", upper))
                .endsWith("OBX|A\\B|A\\T\\B\\C|A\\ZZ\\B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "^", "~", "&", "\\", "\r", "\n"})
    void textThatWouldBreakTheFormIsAProblem(String breaking) {
        assertThatThrownBy(() -> rewritten(HEADER + "\rPID|||||a", (name, text) -> "T" + breaking))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SAMPLE_NOT_REPLACEABLE));
    }

    @Test
    void nameOfAReplacedTextIsItsSegmentAndField() {
        List<String> asked = new ArrayList<>();
        rewritten(HEADER + "\rpid|||7^x||n\rfree line", (name, text) -> {
            asked.add(name + '=' + text);
            return "T";
        });

        assertThat(asked)
                .containsExactly(
                        "MSH3=HIS",
                        "MSH4=H1",
                        "MSH5=HUB",
                        "MSH6=H2",
                        "MSH10=M1",
                        "PID3=7",
                        "PID3=x",
                        "PID5=n",
                        "=free line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r"})
    void endsOfLinesStay(String end) {
        assertThat(rewritten(HEADER + end + "PID|||1" + end)).isEqualTo(REPLACED + end + "PID|||T" + end);
    }

    @Test
    void everyHeaderOfAFileSaysWhatSeparatesBehindIt() {
        String other = "MSH#*!?%#HIS#H1#HUB#H2#20260918##ADT*A08#M1#P#2.4\rPID#a|b##1*2!3%4?F?5#";

        assertThat(rewritten("FHS|^~\\&|x\rBHS|^~\\&|y\r" + HEADER + "\rPID|||a#b\r" + other))
                .isEqualTo("FHS|^~\\&|T\rBHS|^~\\&|T\r" + REPLACED + "\rPID|||T\r"
                        + "MSH#*!?%#T#T#T#T#20260918##ADT*A08#T#P#2.4\rPID#T##T*T!T%T?F?T#");
    }

    @Test
    void headerWithoutAllItsSeparatorsHasTheUsualOnes() {
        assertThat(rewritten("MSH|^|HIS\rPID|||a^b~c&d\\F\\e")).isEqualTo("MSH|^|T\rPID|||T^T~T&T\\F\\T");
        assertThat(rewritten("MSH|\rPID|||a^b")).isEqualTo("MSH|\rPID|||T^T");
        assertThat(rewritten("MSH|^~\\\rPID|||a^b~c")).isEqualTo("MSH|^~\\\rPID|||T^T~T");
    }

    @Test
    void characterSetStays() {
        Charset gbk = Charset.forName("GBK");
        byte[] frame = (HEADER + "||||||GBK\rPID|||||测试甲").getBytes(gbk);

        byte[] replaced = RewrittenHl7.of(frame, (name, text) -> name.equals("PID5") ? "测试乙" : text);

        assertThat(new String(replaced, gbk)).endsWith("PID|||||测试乙");
    }

    @Test
    void largestMessageHas256Kibibytes() {
        String longest = HEADER + "\rOBX|" + "a".repeat(256 * 1024 - HEADER.length() - 5);

        assertThat(rewritten(longest)).isEqualTo(REPLACED + "\rOBX|T");
        assertThatThrownBy(() -> rewritten(longest + "a"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BOUNDS_EXCEEDED));
    }

    @Test
    void whatIsNoMessageIsAProblem() {
        assertThatThrownBy(() -> rewritten("no message"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_HL7));
    }

    private static String rewritten(String message) {
        return rewritten(message, T);
    }

    private static String rewritten(String message, TextReplacement texts) {
        return new String(RewrittenHl7.of(message.getBytes(StandardCharsets.UTF_8), texts), StandardCharsets.UTF_8);
    }
}
