package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.read.sheet.Sheets.codes;
import static org.onestophub.pipeline.read.sheet.Sheets.problemOf;
import static org.onestophub.pipeline.read.sheet.Sheets.read;
import static org.onestophub.pipeline.read.sheet.Sheets.stop;
import static org.onestophub.pipeline.read.sheet.Sheets.text;
import static org.onestophub.support.Workbook.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.support.Workbook;

/** Bounds of sheets, names over two rows, and what a profile may say. */
class SheetRulesTest {

    private static final String NAMES = "工单编号,诉求内容\n";

    @TempDir
    private Path folder;

    @Test
    void rowHasUpTo500Cells() {
        StringBuilder cells = new StringBuilder("<c t=\"str\"><v>A1</v></c><c t=\"str\"><v>x</v></c>");
        for (int i = 3; i <= 500; i++) {
            cells.append("<c><v>1</v></c>");
        }
        String names = row(1, "工单编号", "诉求内容");

        assertThat(read(Workbook.of(names, "<row>" + cells + "</row>")).candidates())
                .extracting(Sheets::stop)
                .containsExactly("");
        assertThat(problemOf(Workbook.of(names, "<row>" + cells + "<c><v>1</v></c></row>")
                        .bytes()))
                .isEqualTo("RD-107 columns");
    }

    @Test
    void namesOfColumnsStandBelowUpTo49Titles() {
        String order = "A1,没有座位\n";

        assertThat(text("统计表\n".repeat(49) + NAMES + order).candidates()).hasSize(1);
        assertThat(problemOf(("统计表\n".repeat(50) + NAMES + order).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("RD-140 /sheets/1");
    }

    @Test
    void sheetHasUpTo12000Orders() {
        StringBuilder rows = new StringBuilder(NAMES);
        for (int i = 1; i <= 12_000; i++) {
            rows.append('A').append(i).append(",x\n");
        }

        assertThat(text(rows.toString()).candidates()).hasSize(12_000);
        assertThat(problemOf((rows + "B,x\n").getBytes(StandardCharsets.UTF_8))).isEqualTo("RD-107 rows");
    }

    @Test
    void heldRowHasTheSameKeyInEveryFileAndAnotherThanOtherRows() {
        List<Candidate> one = text(NAMES + "A1\nA2\n").candidates();
        List<Candidate> other = text(NAMES + "A0,x\nA2\n").candidates();

        assertThat(one.get(0).key())
                .matches("sheet-row:[0-9a-f]{32}")
                .isNotEqualTo(one.get(1).key());
        assertThat(other.get(1).key()).isEqualTo(one.get(1).key());
    }

    @Test
    void rowIsOtherwiseIfACellMayBeThatOfAnotherColumn() {
        List<Candidate> found =
                text(NAMES + "A1,x,\nA2,x,,,\nA3,x,y\nA4\nA5,x\n").candidates();

        assertThat(found)
                .extracting(Sheets::stop)
                .containsExactly("", "", "RD-149 /sheets/1/rows/4", "RD-149 /sheets/1/rows/5", "");
        assertThat(found.get(2).view().path("row").asText()).startsWith("A3\tx\ty");
    }

    @Test
    void namesOfTheSecondRowStandBelowTheFirstToTheirLeft() {
        List<Candidate> found = read(Workbook.of(
                        row(1, "工单编号", "诉求人", "", "", "诉求内容"),
                        row(2, "", "姓名", "联系电话", "地址", ""),
                        row(3, "A1", "测试甲", "13800000001", "路", "x")))
                .candidates();

        assertThat(found.get(0).view().path("reflectPerson").asText()).isEqualTo("测试甲");
        assertThat(found.get(0).view().path("callNumber").asText()).isEqualTo("13800000001");
        assertThat(found.get(0).view().path("address").asText()).isEqualTo("路");
        assertThat(codes(found.get(0))).isEmpty();
    }

    @Test
    void rowBelowTheNamesThatSaysSomethingElseIsAnOrder() {
        List<Candidate> found = read(Workbook.of(
                        row(1, "工单编号", "诉求内容", "姓名"), row(2, "", "说明", "姓名"), row(3, "A1", "x", "测试甲")))
                .candidates();

        assertThat(found).extracting(Sheets::stop).containsExactly("CK-101 /sheets/1/rows/2/taskId", "");
    }

    @Test
    void namesAreRepeatedByARowOfTwoAndMore() {
        assertThat(text(NAMES + NAMES + "A1,x\n").counted()).containsEntry("sheet-header-again", 1L);
        assertThat(read(Workbook.of(row(1, "工单编号", "诉求内容"), row(2, "A1", "x"), row(3, "", "诉求内容")))
                        .candidates())
                .hasSize(2);
    }

    @Test
    void keyHasUpTo300Characters() {
        String longest = "k".repeat(300 - "hotline:sheet-platform:".length() - 2);

        assertThat(text(NAMES + longest + ",x\n").candidates())
                .extracting(Sheets::stop)
                .containsExactly("");
        assertThat(text(NAMES + longest + "k,x\n").candidates())
                .extracting(Sheets::stop)
                .containsExactly("RD-107 /sheets/1/rows/2/taskId");
        assertThat(text(NAMES + "a#\\,x\n").candidates().get(0).key()).isEqualTo("hotline:sheet-platform:a\\#\\\\#1");
    }

    @Test
    void unknownColumnsAreToldTwentyTimes() {
        StringBuilder names = new StringBuilder("工单编号,诉求内容");
        StringBuilder cells = new StringBuilder("A1,x");
        for (int i = 0; i < 25; i++) {
            names.append(",其他").append(i);
            cells.append(",y").append(i);
        }

        Candidate found = text(names + "\n" + cells + "\n").candidates().get(0);

        assertThat(found.findings()).hasSize(20);
        assertThat(found.view().path("otherColumns")).hasSize(25);
    }

    @Test
    void factsOfTheTransportStandInTheView() {
        Candidate found = text(NAMES + "A1,x\n").candidates().get(0);

        assertThat(found.view().at("/transport/contentType").isMissingNode()).isFalse();
        assertThat(found.view().at("/transport/columns/taskId").asText()).isEqualTo("A");
    }

    @Test
    void notesAndOtherRowsCountForTheirKind() {
        String notes = NAMES + "A1,x\n合计,\n";

        assertThat(text(notes).counted()).containsEntry("sheet-note", 1L);
        assertThat(text(notes.replace("合计,", "合计,2")).candidates()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\t\t", "\t\t\n", " \r\n"})
    void fileOfBlanksIsEmpty(String text) {
        assertThat(problemOf(text.getBytes(StandardCharsets.UTF_8))).isEqualTo("RD-108");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8})
    void sheetOfTheOldestProgramsIsTold(int second) {
        assertThat(problemOf(new byte[] {9, (byte) second, 'a', 'b', 'c', 'd'})).isEqualTo("RD-146");
    }

    @Test
    void textMayBeginWithATab() {
        assertThat(text("\t工单编号\t诉求内容\n\tA1\tx\n").candidates())
                .extracting(Sheets::stop)
                .containsExactly("");
    }

    @Test
    void workbookInMemoryLeavesNothingBehind() throws IOException {
        SheetReader reader = new SheetReader(ReadReceipts.HUB, new ReadScratch(folder));
        byte[] book = Workbook.of(row(1, "工单编号", "诉求内容"), row(2, "A1", "x")).bytes();

        assertThat(reader.read(ReadReceipts.of(book, ""), Sheets.profile()).candidates())
                .hasSize(1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void hintOfTheDelimiterCountsAsARow() {
        List<Candidate> found = text("sep=|\n工单编号|诉求内容\nA1|x;y,z\nA2\n").candidates();

        assertThat(found.get(0).view().path("discription").asText()).isEqualTo("x;y,z");
        assertThat(stop(found.get(1))).isEqualTo("RD-149 /sheets/1/rows/4");
    }

    @Test
    void delimiterIsTheOneThatDividesTheNames() {
        assertThat(text("工单编号;诉求内容;联系电话\nA1;a,b,c,d;1\n")
                        .candidates()
                        .get(0)
                        .view()
                        .path("discription")
                        .asText())
                .isEqualTo("a,b,c,d");
    }

    @ParameterizedTest
    @CsvSource({
        "'{columns: {1a: [x]}}', columns",
        "'{columns: {a: [x], b: [x]}}', columns",
        "'{columns: {a: [\" \"]}}', columns",
        "'{columns: {a: [1]}}', columns",
        "'{columns: {a: x}}', columns",
        "'{columns: {a: [x], A: [y]}}', columns",
        "'{columns: {a: [x]}, ignoredColumns: [x]}', ignoredColumns",
        "'{columns: {a: [x]}, key: []}', key",
        "'{columns: {a: [x]}, key: [b]}', key",
        "'{columns: {a: [x], b: [y]}, key: [a], required: [b]}', required",
        "'{columns: {a: [x]}, key: [a], required: [a], defaults: {c: 1}}', defaults",
        "'{columns: {a: [x]}, key: [a], required: [a], unknownColumns: drop}', unknownColumns",
        "'{columns: {a: [x]}, key: [a], required: [a]}', account",
        "'{columns: {a: [x]}, key: [a], required: [a], account: p, times: [b]}', times",
        "'{columns: {a: [x]}, key: [a], required: [a], account: p, timePatterns: [bb]}', timePatterns",
        "'{columns: {a: [x]}, key: [a], required: [a], account: p, notes: x}', notes",
        "'{columns: {a: [x]}, key: [a], required: [a], account: p, otherSheets: [1]}', otherSheets",
        "'{columns: {a: [x]}, key: [a], required: [a], account: p, colour: red}', colour"
    })
    void optionThatIsNoneIsNamed(String profile, String option) throws IOException {
        ObjectNode options = (ObjectNode) new YAMLMapper().readTree(profile);

        assertThat(problemOf(NAMES.getBytes(StandardCharsets.UTF_8), options)).isEqualTo("RD-201 " + option);
    }
}
