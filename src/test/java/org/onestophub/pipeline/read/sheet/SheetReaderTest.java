package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.read.sheet.Sheets.codes;
import static org.onestophub.pipeline.read.sheet.Sheets.problemOf;
import static org.onestophub.pipeline.read.sheet.Sheets.read;
import static org.onestophub.pipeline.read.sheet.Sheets.rows;
import static org.onestophub.pipeline.read.sheet.Sheets.stop;
import static org.onestophub.support.Workbook.number;
import static org.onestophub.support.Workbook.row;
import static org.onestophub.support.Workbook.sheet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.support.Workbook;

/** Rows of sheets: what becomes an order, what is held, and what is said about it. */
class SheetReaderTest {

    @Test
    void everyRowIsAnOrderWithItsPlace() {
        List<Candidate> orders =
                rows(row(2, "SH-1", "候诊区没有座位", "13800000001", "2026-11-20 09:30:00"), row(5, "SH-2", "停车收费不清楚"));

        assertThat(orders)
                .extracting(Candidate::key)
                .containsExactly("hotline:sheet-platform:SH-1#1", "hotline:sheet-platform:SH-2#1");
        Candidate first = orders.get(0);
        assertThat(codes(first)).isEmpty();
        assertThat(first.view().path("orderTimeAt").asText()).isEqualTo("2026-11-20T01:30:00Z");
        assertThat(first.view().at("/transport/sheet").asText()).isEqualTo("工单");
        assertThat(first.view().at("/transport/row").asInt()).isEqualTo(2);
        assertThat(first.view().at("/transport/columns/callNumber").asText()).isEqualTo("C");
        assertThat(first.view().at("/transport/account").asText()).isEqualTo("sheet-platform");
        assertThat(orders.get(1).view().at("/transport/row").asInt()).isEqualTo(5);
    }

    @Test
    void sameOrderSaysTheSameWhereverItsRowAndItsColumnsAre() {
        Candidate one = rows(row(2, "SH-1", "没有座位", number("13800000001"), number("46346.3958333333", 1)))
                .get(0);
        Walk other = read(Workbook.of(
                row(1, "12345工单列表"),
                row(3, "序号", "12345受理时间", "＊联系 电话：", "内容描述", "12345工单编号"),
                row(4, number("17"), "2026/11/20 9:30", "13800000001", "没有座位", "SH-1")));

        assertThat(other.candidates()).hasSize(1);
        assertThat(facts(other.candidates().get(0))).isEqualTo(facts(one));
        assertThat(other.candidates().get(0).key()).isEqualTo(one.key());
    }

    private static String facts(Candidate candidate) {
        return ((ObjectNode) candidate.view().deepCopy()).without("transport").toString();
    }

    @Test
    void titlesNotesAndNamesAgainAreNoOrders() {
        Walk walk = read(Workbook.of(
                row(1, "××区12345热线工单统计表"),
                row(2, "", "统计时间：2026年11月20日"),
                row(4, Sheets.HEADER),
                row(5, "A1", "没有座位"),
                row(6, Sheets.HEADER),
                row(7, "A2", "没有热水"),
                row(9, "合计", "", "2"),
                row(10, "备注：以上工单请于三日内办结"),
                row(11, "", "", "", "制表人：测试甲")));

        assertThat(walk.candidates()).extracting(Candidate::key).hasSize(2);
        assertThat(walk.counted())
                .containsOnly(
                        org.assertj.core.api.Assertions.entry("sheet-header-again", 1L),
                        org.assertj.core.api.Assertions.entry("sheet-note", 3L));
    }

    @Test
    void noteThatMayBeAComplaintIsHeld() {
        List<Candidate> all = rows(row(2, "", "说明：医院电梯坏了三天"), row(3, "A1", "备注：没有座位"), row(4, "没有编号的一行"));

        assertThat(all)
                .extracting(Sheets::stop)
                .containsExactly("CK-101 /sheets/1/rows/2/taskId", "", "CK-101 /sheets/1/rows/4/discription");
    }

    @Test
    void namesMayStandInTwoRows() {
        Walk walk = read(Workbook.of(
                row(1, "工单编号", "诉求人", "", "诉求内容"),
                row(2, "", "姓名", "联系电话"),
                row(3, "A1", "测试甲", "13800000001", "没有座位")));

        assertThat(walk.candidates()).hasSize(1);
        assertThat(walk.candidates().get(0).view().path("reflectPerson").asText())
                .isEqualTo("测试甲");
        assertThat(walk.candidates().get(0).view().path("callNumber").asText()).isEqualTo("13800000001");
        assertThat(codes(walk.candidates().get(0))).isEmpty();
    }

    @Test
    void neededColumnsMayBeInTheSecondRow() {
        Walk walk =
                read(Workbook.of(row(1, "基本信息", "", "诉求"), row(2, "工单编号", "联系电话", "诉求内容"), row(3, "A1", "", "没有座位")));

        assertThat(walk.candidates()).extracting(Candidate::key).containsExactly("hotline:sheet-platform:A1#1");
    }

    @Test
    void fileWithoutANeededColumnIsHeldAndTheColumnIsNamed() {
        assertThat(problemOf(
                        Workbook.of(row(1, "工单编号", "联系电话"), row(2, "A1", "1")).bytes()))
                .isEqualTo("RD-140 /sheets/1/discription");
        assertThat(problemOf(Workbook.of(row(1, "会议通知"), row(2, "请参加")).bytes()))
                .isEqualTo("RD-140 /sheets/1");
        assertThat(problemOf(Workbook.of().bytes())).isEqualTo("RD-108");
    }

    @Test
    void unknownColumnIsAFindingOnEveryRowAndItsWordsStay() {
        Walk walk =
                read(Workbook.of(row(1, "工单编号", "诉求内容", "回访结论"), row(2, "A1", "没有座位", "已回访"), row(3, "A2", "没有热水")));

        assertThat(walk.candidates()).extracting(Sheets::codes).containsOnly("RD-110 /columns/C");
        assertThat(walk.candidates().get(0).view().at("/otherColumns/回访结论").asText())
                .isEqualTo("已回访");
    }

    @Test
    void unknownColumnHoldsTheFileWhereTheMappingSaysSo() {
        ObjectNode strict = Sheets.profile().put("unknownColumns", "hold");
        byte[] file = Workbook.of(row(1, "工单编号", "诉求内容", "回访结论"), row(2, "A1", "没有座位"))
                .bytes();

        assertThat(problemOf(file, strict)).isEqualTo("RD-110 /columns/C");
    }

    @Test
    void cellBesideTheTableIsAFinding() {
        assertThat(codes(Sheets.row("A1", "没有座位", "", "", "加急"))).isEqualTo("RD-110 /columns/E");
    }

    @Test
    void twoColumnsOfOneMeaningMustAgree() {
        Walk walk = read(Workbook.of(
                row(1, "工单编号", "联系电话", "诉求内容", "手机号码"),
                row(2, "A1", "13800000001", "没有座位", "13800000001"),
                row(3, "A2", "", "没有热水", "13800000002"),
                row(4, "A3", "13800000003", "没有灯", "13800000004")));

        assertThat(walk.candidates())
                .extracting(Sheets::stop)
                .containsExactly("", "", "RD-141 /sheets/1/rows/4/callNumber");
        assertThat(walk.candidates().get(1).view().path("callNumber").asText()).isEqualTo("13800000002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c><v>2.0261120123456701E+17</v></c>",
                "2.02611E+17",
                "1.23e+17",
                "<c><v>202611201234567000</v></c>",
                "202611201234567000",
                "<c s=\"2\"><v>46346</v></c>",
                "２.０２Ｅ＋１７"
            })
    void numberThatLostItsDigitsIsNoKey(String cell) {
        assertThat(stop(Sheets.row(cell, "没有座位"))).isEqualTo("RD-142 /sheets/1/rows/2/taskId");
    }

    @Test
    void numbersThatAllEndInZerosHaveLostTheirDigits() {
        assertThat(rows(row(2, "2026112012345670", "甲"), row(3, "2026112012345680", "乙")))
                .extracting(Sheets::stop)
                .containsExactly("RD-142 /sheets/1/rows/2/taskId", "RD-142 /sheets/1/rows/3/taskId");
        assertThat(rows(row(2, "2026112012345670", "甲"), row(3, "2026112012345681", "乙")))
                .extracting(Sheets::stop)
                .containsOnly("");
    }

    @ParameterizedTest
    @CsvSource({
        "<c><v>123456789012345</v></c>, 123456789012345",
        "<c><v>1.23456E5</v></c>, 123456",
        "<c><v>7.0</v></c>, 7",
        "<c s=\"4\"><v>1234</v></c>, 00001234",
        "'  A\u00a01\u3000', A1",
        "ＳＨ－１, SH-1",
        "'''123', 123",
        "A#1, A\\#1"
    })
    void keysAreReadAsPeopleReadThem(String cell, String key) {
        Candidate found = Sheets.row(cell, "没有座位");

        assertThat(stop(found)).isEmpty();
        assertThat(found.key()).isEqualTo("hotline:sheet-platform:" + key + "#1");
    }

    @ParameterizedTest
    @CsvSource({
        "<c><v>13800000001</v></c>, 13800000001", "<c><v>1.3800000001E10</v></c>, 13800000001",
        "<c t=\"str\"><v>13800000001</v></c>, 13800000001", "'13800000001\n02112345678', '13800000001\n02112345678'"
    })
    void phonesAreDigits(String cell, String phone) {
        Candidate found = Sheets.row("A1", "没有座位", cell);

        assertThat(found.view().path("callNumber").asText()).isEqualTo(phone);
        assertThat(codes(found)).isEmpty();
    }

    @Test
    void phoneThatLostItsDigitsIsNoPhone() {
        Candidate found = Sheets.row("A1", "没有座位", "1.38E+10");

        assertThat(found.view().has("callNumber")).isFalse();
        assertThat(found.view().at("/otherColumns/callNumber").asText()).isEqualTo("1.38E+10");
        assertThat(codes(found)).isEqualTo("RD-142 /callNumber");
    }

    @ParameterizedTest
    @CsvSource({
        "<c s=\"1\"><v>46346.3958333333</v></c>, 2026-11-20T01:30:00Z",
                "<c s=\"2\"><v>46346</v></c>, 2026-11-19T16:00:00Z",
        "<c s=\"3\"><v>46346</v></c>, 2026-11-19T16:00:00Z", "<c><v>46346.3958333333</v></c>, 2026-11-20T01:30:00Z",
        "46346.3958333333, 2026-11-20T01:30:00Z", "<c t=\"d\"><v>2026-11-20T09:30:00</v></c>, 2026-11-20T01:30:00Z",
        "<c><v>20261120</v></c>, 2026-11-19T16:00:00Z", "<c><v>20261120093000</v></c>, 2026-11-20T01:30:00Z",
        "2026年11月20日 9:30, 2026-11-20T01:30:00Z", "2026.11.20 9:30, 2026-11-20T01:30:00Z",
        "2026-11-20 09:30:00.0, 2026-11-20T01:30:00Z", "２０２６-11-20 09:30, 2026-11-20T01:30:00Z",
        "2026/11/20 上午9:30:00, 2026-11-20T01:30:00Z", "2026-11-20T09:30:00+08:00, 2026-11-20T01:30:00Z"
    })
    void timesAreReadHoweverTheyAreWritten(String cell, String instant) {
        Candidate found = Sheets.row("A1", "没有座位", "", cell);

        assertThat(found.view().path("orderTimeAt").asText()).isEqualTo(instant);
        assertThat(codes(found)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "昨天",
                "<c s=\"1\"><v>0.5</v></c>",
                "<c s=\"1\"><v>60</v></c>",
                "<c><v>-1</v></c>",
                "<c s=\"1\"><v>9E300</v></c>"
            })
    void timeThatIsNoneIsAFindingAndItsTextStays(String cell) {
        Candidate found = Sheets.row("A1", "没有座位", "", cell);

        assertThat(codes(found)).isEqualTo("RD-104 /orderTime");
        assertThat(found.view().path("orderTime").asText()).isNotEmpty();
        assertThat(found.view().has("orderTimeAt")).isFalse();
    }

    @Test
    void daysCountFrom1904WhereTheWorkbookSaysSo() {
        Workbook book = Workbook.of(row(1, Sheets.HEADER), row(2, "A1", "没有座位", "", number("44884.3958333333", 1)));
        String workbook = book.text("xl/workbook.xml");
        book.part("xl/workbook.xml", workbook.replace("<sheets>", "<workbookPr date1904=\"true\"/><sheets>"));

        assertThat(read(book).candidates().get(0).view().path("orderTimeAt").asText())
                .isEqualTo("2026-11-20T01:30:00Z");
    }

    @Test
    void resultOfAFormulaCountsAndIsToldAndOneWithoutIsNoValue() {
        Candidate found =
                Sheets.row("<c t=\"str\"><f>A1&amp;1</f><v>A1</v></c>", "<c><f>B9</f><v>5</v></c>", "<c><f>C9</f></c>");

        assertThat(codes(found)).isEqualTo("RD-144 /taskId, RD-144 /discription, RD-143 /callNumber");
        assertThat(found.key()).isEqualTo("hotline:sheet-platform:A1#1");
        assertThat(stop(Sheets.row("<c><f>A9</f></c>", "没有座位"))).isEqualTo("RD-143 /sheets/1/rows/2/taskId");
        assertThat(stop(Sheets.row("A1", "<c><f>A9</f><v></v></c>"))).isEqualTo("RD-143 /sheets/1/rows/2/discription");
    }

    @Test
    void errorIsNoValue() {
        assertThat(codes(Sheets.row("A1", "没有座位", "<c t=\"e\"><v>#N/A</v></c>")))
                .isEqualTo("RD-143 /callNumber");
        assertThat(stop(Sheets.row("<c t=\"e\"><v>#REF!</v></c>", "没有座位"))).isEqualTo("RD-143 /sheets/1/rows/2/taskId");
        assertThat(stop(Sheets.row("<c t=\"s\"><v>77</v></c>", "没有座位"))).isEqualTo("RD-143 /sheets/1/rows/2/taskId");
    }

    @Test
    void linesInACellStay() {
        assertThat(Sheets.row("A1", "第一行_x000D_\n第二行")
                        .view()
                        .path("discription")
                        .asText())
                .isEqualTo("第一行\n第二行");
    }

    @Test
    void hiddenRowsAndSheetsAreTakenAndTold() {
        String hidden = row(2, "A1", "没有座位").replace("<row ", "<row hidden=\"1\" ");
        assertThat(codes(rows(hidden).get(0))).isEqualTo("RD-145");

        Workbook book = Workbook.ofSheets(
                sheet(row(1, Sheets.HEADER), row(2, "A1", "没有座位")),
                sheet(row(1, Sheets.HEADER), row(2, "A2", "没有热水")),
                sheet(row(1, "是"), row(2, "否")));
        String workbook = book.text("xl/workbook.xml");
        book.part(
                "xl/workbook.xml",
                workbook.replace("sheetId=\"2\"", "sheetId=\"2\" state=\"hidden\"")
                        .replace("sheetId=\"3\"", "sheetId=\"3\" state=\"veryHidden\""));
        Walk walk = read(book);

        assertThat(walk.candidates()).extracting(Sheets::codes).containsExactly("", "RD-145");
        assertThat(walk.counted()).containsOnlyKeys("sheet-hidden");
    }

    @Test
    void sheetThatIsNoTableIsHeldBesideTheOthersUnlessTheMappingNamesIt() {
        Workbook book = Workbook.ofSheets(
                sheet(row(1, Sheets.HEADER), row(2, "A1", "没有座位")),
                sheet(row(1, "科室", "件数"), row(2, "急诊", "3")),
                sheet());

        assertThat(read(book).candidates()).extracting(Sheets::stop).containsExactly("", "RD-140 /sheets/2");

        book.part("xl/workbook.xml", book.text("xl/workbook.xml").replace("表2", "统 计"));
        assertThat(read(book).candidates()).hasSize(1);
        assertThat(read(book).counted()).containsOnlyKeys("sheet-other");
    }

    @Test
    void badRowIsHeldAloneAndHasTheSameKeyInEveryFile() {
        List<Candidate> today = rows(row(2, "A1", "没有座位"), row(3, "", "没有编号"), row(4, "A2", "没有热水"));
        List<Candidate> tomorrow = rows(row(9, "", "没有编号"));

        assertThat(today).extracting(Sheets::stop).containsExactly("", "CK-101 /sheets/1/rows/3/taskId", "");
        assertThat(today.get(1).view().path("discription").asText()).isEqualTo("没有编号");
        assertThat(tomorrow.get(0).key()).isEqualTo(today.get(1).key()).startsWith("sheet-row:");
    }

    @Test
    void roundMakesAnotherArrivalOfTheSameOrder() {
        Walk walk = read(Workbook.of(
                row(1, "工单编号", "轮次", "诉求内容"), row(2, "A1", number("2"), "仍然没有座位"), row(3, "A1", "", "没有座位")));

        assertThat(walk.candidates())
                .extracting(Candidate::key)
                .containsExactly("hotline:sheet-platform:A1#2", "hotline:sheet-platform:A1#1");
    }

    @Test
    void headerWithoutRowsIsADayWithoutOrders() {
        Walk walk = read(Workbook.of(row(1, Sheets.HEADER)));

        assertThat(walk.candidates()).isEmpty();
        assertThat(walk.counted()).containsOnlyKeys("sheet-without-orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key: []",
                "required: [round]",
                "account: ''",
                "columns: {a: [x], b: [x]}",
                "times: [none]",
                "timePatterns: ['qqq{']",
                "unknownColumns: maybe",
                "colour: red",
                "ignoredColumns: [工单编号]",
                "defaults: {none: 1}"
            })
    void badProfileIsRefused(String option) throws Exception {
        ObjectNode profile = Sheets.profile();
        profile.setAll((ObjectNode) new com.fasterxml.jackson.dataformat.yaml.YAMLMapper().readTree(option));

        assertThat(problemOf(Workbook.of(row(1, Sheets.HEADER)).bytes(), profile))
                .startsWith("RD-201");
    }
}
