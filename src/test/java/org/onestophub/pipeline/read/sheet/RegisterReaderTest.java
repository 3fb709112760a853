package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.Workbook.number;
import static org.onestophub.support.Workbook.row;
import static org.onestophub.support.Workbook.sheet;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Registers;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.Workbook;

/** Rows of registers become entries; what is none of its column is held. */
class RegisterReaderTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));
    private static final Registers REGISTERS = new Registers(Path.of("."), LISTS);

    @TempDir
    static Path scratch;

    private static RegisterReader reader;

    @BeforeAll
    static void open() throws IOException {
        reader = new RegisterReader(
                ReadReceipts.HUB, new ReadScratch(Files.createDirectory(scratch.resolve("read"))), REGISTERS, LISTS);
    }

    private static Walk read(byte[] file) {
        return reader.read(ReadReceipts.of(file, ""), com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    private static Walk text(String... lines) {
        return read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> said(Walk walk) {
        return walk.candidates().stream()
                .map(candidate -> candidate.isSound()
                        ? candidate.view().path("register").asText() + " "
                                + candidate.view().path("from").asText() + " "
                                + candidate.view().path("values")
                        : Sheets.stop(candidate))
                .toList();
    }

    private static String problemOf(byte[] file) {
        try {
            return said(read(file)).toString();
        } catch (ProblemException e) {
            return (e.problem().code() + " " + e.field()).strip();
        }
    }

    private static String problemOf(String... lines) {
        return problemOf(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesOfColumnsOfEveryRegisterAreClear() {
        assertThat(REGISTERS.faults()).isEmpty();
        assertThat(REGISTERS.all()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(REGISTERS.all()).allSatisfy(register -> RegisterReader.profileOf(register));
    }

    @Test
    void everyRegisterKnowsASheetWithItsOwnNamesOfColumns() {
        for (Register register : REGISTERS.all()) {
            List<String> names =
                    register.columns().stream().map(Register.Column::zh).toList();

            Walk walk = text(String.join(",", names));

            assertThat(walk.candidates()).as(register.name()).isEmpty();
            assertThat(walk.counted()).as(register.name()).containsEntry("sheet-without-orders", 1L);
        }
    }

    @Test
    void rowsOfOneDayThatWaitForAPersonAreNotTheSameRow() {
        Walk first = text("演练日期,演练主题,演练人数", "2026-06-03,反恐,多");
        Walk second = text("演练日期,演练主题,演练人数", "2026-06-02,消防,45", "2026-06-03,防汛,多");
        Walk again = text("演练日期,演练主题,演练人数", "2026-06-03,反恐,多");

        String held = first.candidates().get(0).key();
        assertThat(again.candidates().get(0).key()).isEqualTo(held);
        assertThat(second.candidates().get(1).key()).isNotEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({"2026.10, 2026-10", "202610, 2026-10", "2026-1, 2026-01", "2026年1月, 2026-01", "2026/10, 2026-10"})
    void monthIsReadInEachForm(String written, String month) {
        assertThat(said(text("月份,科室,门急诊人次", written + ",,5")).toString()).contains("\"month\":\"" + month + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026.1", "20261", "2026.13", "1月"})
    void numberThatASheetMadeOfAMonthIsHeld(String written) {
        assertThat(said(text("月份,科室,门急诊人次", written + ",,5")).toString()).doesNotContain("denominators");
    }

    @Test
    void workbookOfSeveralRegistersGivesEntriesOfEach() {
        byte[] book = Workbook.ofSheets(
                        sheet(
                                row(1, "月份", "科室", "门急诊人次", "出院人次"),
                                row(2, number("46266", 2), "", number("102345"), number("4210")),
                                row(3, "2026年9月", "心内科", number("4000"), "")),
                        sheet(
                                row(1, "2026年培训台账"),
                                row(2, "日期", "主题", "应到人数", "实到人数", "主讲人"),
                                row(3, number("46270"), "投诉管理办法", number("10"), number("9"), "讲师甲")))
                .bytes();

        assertThat(said(read(book)))
                .containsExactly(
                        "denominators 2026-09-01 {\"month\":\"2026-09\",\"visits\":102345,\"discharges\":4210}",
                        "denominators 2026-09-01 {\"month\":\"2026-09\",\"department\":\"03.04\",\"visits\":4000}",
                        "trainings 2026-09-05 {\"date\":\"2026-09-05\",\"topic\":\"投诉管理办法\",\"lecturer\":\"讲师甲\","
                                + "\"expected\":10,\"attended\":9}");
    }

    @Test
    void entryHasItsKeyItsDaysAndItsPlace() {
        Candidate entry = text("月份,科室,门急诊人次", "202609,内科,12").candidates().get(0);

        assertThat(entry.key()).isEqualTo("denominators:2026-09#03");
        assertThat(entry.view().path("until").asText()).isEqualTo("2026-09-30");
        assertThat(entry.view().path("place").asText()).isEqualTo("/sheets/1/rows/2");
    }

    @Test
    void valuesThatAreNoneOfTheirColumnHoldTheirRowAlone() {
        assertThat(said(text(
                        "日期,主题,应到人数,实到人数,组织科室,投诉管理专题,佐证材料,作废",
                        "2026-09-01,a,10,9,,,,",
                        "2026-09-02,b,十,9,,,,",
                        "2026-09-03,c,10,11,,,,",
                        "2026-09-04,d,0,0,,,,",
                        "2026-09-05,e,10,9,没有的科室,,,",
                        "2026-09-06,f,10,9,,也许,,",
                        "2026-09-07,g,10,9,,,不是编号,",
                        "2026-13-08,h,10,9,,,,",
                        "2026-09-09,,10,9,,,,",
                        "2026-09-10,j,1e5,9,,,,",
                        "2026-09-11,k,10,9,外科,是,#12、#13,是")))
                .containsExactly(
                        "trainings 2026-09-01 {\"date\":\"2026-09-01\",\"topic\":\"a\",\"expected\":10,\"attended\":9}",
                        "RD-153 /sheets/1/rows/3/expected",
                        "RD-153 /sheets/1/rows/4/attended",
                        "RD-153 /sheets/1/rows/5/expected",
                        "RD-153 /sheets/1/rows/6/department",
                        "RD-153 /sheets/1/rows/7/complaintLaw",
                        "RD-153 /sheets/1/rows/8/evidence",
                        "RD-104 /sheets/1/rows/9/date",
                        "CK-101 /sheets/1/rows/10/topic",
                        "CK-101 /sheets/1/rows/11/expected",
                        "trainings 2026-09-11 {\"date\":\"2026-09-11\",\"topic\":\"k\",\"complaintLaw\":true,"
                                + "\"department\":\"04\",\"expected\":10,\"attended\":9,\"evidence\":\"#12 #13\",\"void\":true}");
    }

    @Test
    void unknownColumnHoldsTheFile() {
        assertThat(problemOf("日期,演练科目,天气", "2026-06-02,反恐防暴,晴")).isEqualTo("RD-110 /sheets/1/columns/C");
    }

    @Test
    void fileOfNoRegisterAndAnEmptyOneAreHeld() {
        assertThat(problemOf("工单编号,诉求内容", "1,没有座位")).isEqualTo("RD-140");
        assertThat(problemOf("")).isEqualTo("RD-108");
        assertThat(problemOf("<html><table></table></html>")).isEqualTo("RD-146");
    }

    @Test
    void strangeSheetBesideARegisterIsHeldAndOneThatExplainsIsCounted() {
        byte[] book = Workbook.ofSheets(
                        sheet(row(1, "日期", "演练科目"), row(2, "2026-06-02", "反恐防暴")),
                        sheet(row(1, "演练日期", "内容和人数"), row(2, "2026-06-03", "消防")))
                .bytes();

        assertThat(said(read(book)))
                .containsExactly(
                        "drills 2026-06-02 {\"date\":\"2026-06-02\",\"subject\":\"反恐防暴\"}", "RD-140 /sheets/2");
    }

    @Test
    void sheetThatFitsTwoRegistersIsHeldUnlessATitleNamesOne(@TempDir Path config) throws IOException {
        Path folder = Files.createDirectories(config.resolve("mappings/registers"));
        for (String name : List.of("甲登记", "乙登记")) {
            Files.writeString(folder.resolve((name.startsWith("甲") ? "one" : "two") + ".yaml"), """
                    source: a test
                    changes: []
                    name: {zh: %s, en: x}
                    key: [date]
                    day: date
                    columns: [{code: date, zh: 日期, en: date, type: date, required: true}]
                    """.formatted(name));
        }
        RegisterReader both = new RegisterReader(
                ReadReceipts.HUB, new ReadScratch(scratch.resolve("two")), new Registers(config, LISTS), LISTS);
        byte[] unclear = "日期\n2026-09-01".getBytes(StandardCharsets.UTF_8);
        byte[] named = "乙登记\n日期\n2026-09-01".getBytes(StandardCharsets.UTF_8);
        com.fasterxml.jackson.databind.JsonNode none = com.fasterxml.jackson.databind.node.MissingNode.getInstance();

        assertThat(both.read(ReadReceipts.of(named, ""), none).candidates())
                .extracting(Candidate::key)
                .containsExactly("two:2026-09-01");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> both.read(ReadReceipts.of(unclear, ""), none))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("RD-154"));
    }

    @Test
    void rowsOfOneEntryThatDifferAreHeldAndEqualOnesAreOne() {
        assertThat(said(text(
                        "日期,演练科目,演练人数", "2026-06-02,反恐,45", "2026-06-02,反恐,54", "2026-06-03,消防,9", "2026/6/3,消防,9.0")))
                .containsExactly(
                        "RD-155 /sheets/1/rows/2",
                        "RD-155 /sheets/1/rows/3",
                        "drills 2026-06-03 {\"date\":\"2026-06-03\",\"subject\":\"消防\",\"people\":9}",
                        "drills 2026-06-03 {\"date\":\"2026-06-03\",\"subject\":\"消防\",\"people\":9}");
    }

    @Test
    void hostileSheetsEndWithinTheirBounds() {
        String many = IntStream.range(0, 100_000)
                .mapToObj(i -> "2026-06-02,演练" + i)
                .collect(Collectors.joining("\n", "日期,演练科目\n", ""));
        byte[] formulas = Workbook.of(
                        row(1, "日期", "演练科目", "演练人数"),
                        row(2, "2026-06-02", "=HYPERLINK(&quot;http://x&quot;)", "<c><f>1/0</f></c>"),
                        row(3, "2026-06-03", "消防", "<c><f>40+5</f><v>45</v></c>"),
                        row(4, "2026-06-04", "=HYPERLINK(&quot;http://x&quot;)", ""))
                .bytes();

        assertThat(problemOf(many)).isEqualTo("RD-107 rows");
        assertThat(said(read(formulas)))
                .containsExactly(
                        "RD-143 /sheets/1/rows/2/people",
                        "drills 2026-06-03 {\"date\":\"2026-06-03\",\"subject\":\"消防\",\"people\":45}",
                        "drills 2026-06-04 {\"date\":\"2026-06-04\",\"subject\":\"=HYPERLINK(\\\"http://x\\\")\"}");
        assertThat(problemOf("日期,演练科目", "2026-06-02," + "长".repeat(501)))
                .isEqualTo("[RD-153 /sheets/1/rows/2/subject]");
    }

    @Test
    void sheetInGb18030IsReadAndADocumentIsKeptAsProof() {
        byte[] gb = "日期,演练科目\n2026-06-02,消防".getBytes(Charset.forName("GB18030"));
        byte[] pdf = "%PDF-1.7\nsomething".getBytes(StandardCharsets.US_ASCII);

        assertThat(said(read(gb))).hasSize(1).first().asString().contains("消防");
        assertThat(read(pdf).counted()).containsExactly(java.util.Map.entry("register-evidence", 1L));
        assertThat(read(pdf).candidates()).isEmpty();
    }
}
