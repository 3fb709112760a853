package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.read.sheet.Sheets.codes;
import static org.onestophub.pipeline.read.sheet.Sheets.stop;
import static org.onestophub.pipeline.read.sheet.Sheets.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;

/** Tables in text files. */
class TextBookTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String TABLE =
            "12345热线工单\r\n\r\n工单编号,诉求内容,联系电话,受理时间\r\nA1,没有座位,13800000001,2026-11-20 09:30\r\n";

    private static void assertRead(List<Candidate> orders) {
        assertThat(orders).extracting(Candidate::key).containsExactly("hotline:sheet-platform:A1#1");
        assertThat(codes(orders.get(0))).isEmpty();
        assertThat(orders.get(0).view().path("discription").asText()).isEqualTo("没有座位");
        assertThat(orders.get(0).view().at("/transport/row").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "GBK", "UTF-16"})
    void characterSetIsFound(String charset) {
        assertRead(text(TABLE, Charset.forName(charset)).candidates());
    }

    @Test
    void marksOfByteOrderAreNoPartOfANameAndLineEndsAreThoseOfAnySystem() {
        assertRead(text("\uFEFF" + TABLE).candidates());
        assertRead(text("\uFEFF" + TABLE, StandardCharsets.UTF_16LE).candidates());
        assertRead(text(TABLE.replace("\r", "")).candidates());
        assertRead(text(TABLE.replace("\n", "")).candidates());
        assertRead(text(TABLE.strip()).candidates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", ";", "|"})
    void whatIsBetweenTheCellsIsFound(String delimiter) {
        assertRead(text(TABLE.replace(",", delimiter)).candidates());
    }

    @Test
    void hintForExcelIsFollowed() {
        assertThat(text("sep=;\r\n工单编号;诉求内容\r\nA1;没有座位\r\n")
                        .candidates()
                        .get(0)
                        .view()
                        .at("/transport/row")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void cellsMayHaveLinesQuotesAndSeparators() {
        List<Candidate> orders = text("工单编号,诉求内容\nA1,\"第一行,\n第二\"\"行\"\"\"\n\n=\"0012\",x\n\tA3,x\n")
                .candidates();

        assertThat(orders)
                .extracting(Candidate::key)
                .containsExactly(
                        "hotline:sheet-platform:A1#1", "hotline:sheet-platform:0012#1", "hotline:sheet-platform:A3#1");
        assertThat(orders.get(0).view().path("discription").asText()).isEqualTo("第一行,\n第二\"行\"");
    }

    @Test
    void rowWithOtherColumnsIsHeldAlone() {
        List<Candidate> orders = text("工单编号,诉求内容,联系电话\nA1,没有座位,没有热水,13800000001\nA2,x\nA3,好,13800000003\nA4,\"好\",\n"
                        + "A5,他说\"再见\",13800000005\nA6,\"他说\"再见\"走了\",13800000006\nA7,x,1,,\n")
                .candidates();

        assertThat(orders)
                .extracting(Sheets::stop)
                .containsExactly("RD-149 /sheets/1/rows/2", "RD-149 /sheets/1/rows/3", "", "", "", "", "");
        assertThat(codes(orders.get(5))).isEqualTo("RD-131");
        assertThat(orders.get(5).view().path("discription").asText()).isEqualTo("他说\"再见\"走了");
    }

    @Test
    void openQuoteCostsItsRowOnly() {
        List<Candidate> orders =
                text("工单编号,诉求内容,联系电话\nA1,\"没有座位,1\nA2,没有热水,2\nA3,没有灯,3\n").candidates();

        assertThat(orders).extracting(Sheets::stop).containsExactly("RD-149 /sheets/1/rows/2", "", "");
    }

    @Test
    void damagedByteCostsItsRowOnly() {
        byte[] utf8 = "工单编号,诉求内容\nA1,没有座位\nA2,没有热水\n".getBytes(StandardCharsets.UTF_8);
        utf8[utf8.length - 3] = 'x';
        byte[] gb = "工单编号,诉求内容\nA1,没有座位\nA2,没有热水#\n".getBytes(GB18030);
        gb[gb.length - 2] = (byte) 0xFF;

        assertThat(Sheets.read(utf8).candidates())
                .extracting(candidate -> stop(candidate))
                .containsExactly("", "RD-102 /sheets/1/rows/3");
        assertThat(Sheets.read(gb).candidates())
                .extracting(candidate -> stop(candidate))
                .containsExactly("", "RD-102 /sheets/1/rows/3");
    }
}
