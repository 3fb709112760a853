package org.onestophub.outlet.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class FormatStepTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final FormatStep format = new FormatStep();

    @TempDir
    private Path folder;

    private static List<JsonNode> items(String... texts) {
        List<JsonNode> items = new ArrayList<>();
        for (String text : texts) {
            try {
                items.add(JSON.readTree(text.replace('`', '"')));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return items;
    }

    private static void assertProblem(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void jsonIsOneItemAndNdjsonALineEach() {
        assertThat(utf8(format.json(items("{`a`:`投诉`}")))).isEqualTo("{\"a\":\"投诉\"}");
        assertThat(utf8(format.ndjson(items("{`a`:`1\\n2`}", "{`a`:2}")))).isEqualTo("{\"a\":\"1\\n2\"}\n{\"a\":2}\n");
        assertProblem(Problem.OUTBOUND_FAILED, () -> format.json(items("{}", "{}")));
    }

    @Test
    void csvQuotesWhatNeedsQuotesAndKeepsTheOrderOfItsColumns() {
        byte[] csv = format.csv(
                items("{`b`:`say \\`yes\\`, or\\r\\nno`,`a`:12}", "{`a`:1.25,`b`:true}", "{`b`:null}"),
                "a, b",
                "UTF-8");

        assertThat(utf8(csv)).isEqualTo("a,b\r\n12,\"say \"\"yes\"\", or\r\nno\"\r\n1.25,true\r\n,\r\n");
    }

    @Test
    void csvIsInTheCharacterSetAskedFor() {
        List<JsonNode> items = items("{`n`:`测试甲𠮷`}");

        assertThat(format.csv(items, "n", "UTF-8-BOM")).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(new String(format.csv(items, "n", "GB18030"), Charset.forName("GB18030")))
                .isEqualTo("n\r\n测试甲𠮷\r\n");
        assertProblem(Problem.SETTING_INVALID, () -> format.csv(items, "n", "ISO-8859-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+8613800000001", "-1", "@sum(a1)", "\\t=1", "\\r=1", "\\n=1", "＝1", "＋1", "－1", "＠1"})
    void noCellBeginsAsAFormulaDoes(String text) throws IOException {
        List<JsonNode> items = items("{`a`:`" + text + "`}");
        String shown = items.get(0).get("a").asText();

        assertThat(utf8(format.csv(items, "a", "UTF-8"))).contains("'" + shown);
        assertThat(entry(format.xlsx(items, "a"), "xl/sharedStrings.xml")).containsPattern("<t[^>]*>&apos;|<t[^>]*>'");
    }

    @Test
    void numbersStayNumbersAlsoBelowZero() {
        assertThat(utf8(format.csv(items("{`a`:-5}"), "a", "UTF-8"))).isEqualTo("a\r\n-5\r\n");
    }

    @Test
    void aWorkbookHoldsTextNumbersAndWhatXmlCannotWriteIsLeftOut() throws IOException {
        byte[] workbook = format.xlsx(items("{`name`:`测试甲\\u0000\\uFFFF<&>`,`days`:12,`safe`:true}"), "name,days,safe");

        assertThat(entry(workbook, "xl/sharedStrings.xml")).contains("&#x6d4b;&#x8bd5;&#x7532;&lt;&amp;&gt;</t>");
        assertThat(entry(workbook, "xl/worksheets/sheet1.xml")).contains("<v>12</v>");
    }

    @Test
    void aCellIsNoLongerThanASpreadsheetTakes() throws IOException {
        List<JsonNode> items = items("{`a`:`" + "长".repeat(40_000) + "`}");

        assertThat(utf8(format.csv(items, "a", "UTF-8")))
                .hasSize(3 + 32_767 + 2)
                .endsWith("长…\r\n");
        assertThat(format.xlsx(items, "a")).isNotEmpty();
    }

    @Test
    void aFieldThatIsNoColumnOrHasPartsIsAFaultOfTheMapping() {
        assertProblem(Problem.OUTBOUND_FAILED, () -> format.csv(items("{`b`:1}"), "a", "UTF-8"));
        assertProblem(Problem.OUTBOUND_FAILED, () -> format.csv(items("{`a`:[1]}"), "a", "UTF-8"));
        assertProblem(Problem.OUTBOUND_FAILED, () -> format.xlsx(items("[1]"), "a"));
        assertProblem(Problem.OUTBOUND_FAILED, () -> format.row(items("{`a`:{}}")));
        assertProblem(Problem.SETTING_INVALID, () -> format.csv(items("{}"), "a,a", "UTF-8"));
    }

    @Test
    void hl7IsWrittenByFieldNumberWithItsOwnHeaderFields() {
        byte[] message = format.hl7(items("""
                {"segments": [
                  {"segment": "MSH", "2": "!!!!", "3": "HUB", "9": ["ORU", "R01"], "10": "mine", "12": "2.4"},
                  {"segment": "PID", "3": {"repeat": [["P1", "", "", "HIS"], ["P2", ["a", "b"]]]}, "5": "测试甲"},
                  {"segment": "OBX", "1": 1, "5": null}]}"""), "d-1", "UNICODE UTF-8");

        assertThat(utf8(message))
                .isEqualTo("MSH|^~\\&|HUB||||||ORU^R01|d-1||2.4||||||UNICODE UTF-8\r"
                        + "PID|||P1^^^HIS~P2^a&b||测试甲\rOBX|1||||\r");
    }

    @Test
    void hl7EscapesWhatWouldEndAFieldASegmentOrTheFrame() {
        String text = utf8(format.hl7(
                items("{`segments`:[{`segment`:`MSH`},{`segment`:`NTE`,`3`:`a|b^c~d\\\\e&f\\r\\nMSH|\\u001c\\r`}]}"),
                "d-1",
                "UTF-8"));

        assertThat(text.split("\r")[1])
                .isEqualTo("NTE|||a\\F\\b\\S\\c\\R\\d\\E\\e\\T\\f\\X0D\\\\X0A\\MSH\\F\\\\X1C\\\\X0D\\");
        assertThat(text.split("\r")).hasSize(2);
    }

    @Test
    void hl7NamesALongDeliveryByItsDigest() {
        String one = utf8(
                format.hl7(items("{`segments`:[{`segment`:`MSH`}]}"), "0f8fad5b-d9cb-469f-a165-70867728950e", "UTF-8"));
        String other = utf8(
                format.hl7(items("{`segments`:[{`segment`:`MSH`}]}"), "0f8fad5b-d9cb-469f-a165-70867728950f", "UTF-8"));

        assertThat(one.split("\\|")[9]).hasSize(20).isNotEqualTo(other.split("\\|")[9]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{`segments`:[]}",
                "{`segments`:[{`segment`:`PID`}]}",
                "{`segments`:[{`segment`:`MSH`},{`segment`:`P|D`}]}",
                "{`segments`:[{`segment`:`MSH`,`0`:`x`}]}",
                "{`segments`:[{`segment`:`MSH`,`201`:`x`}]}",
                "{`segments`:[{`segment`:`MSH`,`3`:{`a`:1}}]}",
                "{`segments`:[{`segment`:`MSH`,`3`:[[[`deep`]]]}]}"
            })
    void whatIsNoMessageIsAFaultOfTheMapping(String json) {
        assertProblem(Problem.OUTBOUND_FAILED, () -> format.hl7(items(json), "d-1", "UTF-8"));
    }

    @Test
    void hl7IsRefusedWhereTheCharacterSetLacksACharacter() {
        List<JsonNode> items = items("{`segments`:[{`segment`:`MSH`,`3`:`测试`}]}");

        assertThat(new String(format.hl7(items, "d-1", "GB 18030-2000"), Charset.forName("GB18030")))
                .contains("|测试|");
        assertProblem(Problem.OUTBOUND_FAILED, () -> format.hl7(items, "d-1", "8859/1"));
        assertProblem(Problem.SETTING_INVALID, () -> format.hl7(items, "d-1", "EBCDIC"));
    }

    @Test
    void aMailHasAddressesAndASubjectOfOneLine() {
        MailText mail = format.mail(items(
                "{`to`:`a@example.org`,`cc`:[`b@example.org`],`subject`:`x\\r\\nBcc: c@example.org`,`text`:`t`}"));

        assertThat(mail)
                .isEqualTo(
                        new MailText(List.of("a@example.org"), List.of("b@example.org"), "x Bcc: c@example.org", "t"));
        assertProblem(Problem.OUTBOUND_FAILED, () -> format.mail(items("{`subject`:`x`,`text`:`t`}")));
        assertProblem(Problem.OUTBOUND_FAILED, () -> format.mail(items("{`to`:`a@example.org`,`text`:`t`}")));
    }

    @Test
    void aRowHasValuesOfADatabasesKinds() {
        Map<String, Object> row =
                format.row(items("{`a`:`x`,`b`:7,`c`:true,`d`:null,`e`:1.5}")).get(0);

        assertThat(row)
                .containsEntry("a", "x")
                .containsEntry("b", 7L)
                .containsEntry("c", true)
                .containsEntry("d", null)
                .containsEntry("e", new java.math.BigDecimal("1.5"));
    }

    /** Through a file, as a spreadsheet reads it: by the directory at its end. */
    private String entry(byte[] zip, String name) throws IOException {
        Path file = Files.write(folder.resolve("a.xlsx"), zip);
        try (ZipFile workbook = new ZipFile(file.toFile())) {
            return utf8(workbook.getInputStream(workbook.getEntry(name)).readAllBytes());
        }
    }
}
