package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.Workbook.number;
import static org.onestophub.support.Workbook.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.simulator.Neighbours;
import org.onestophub.simulator.OrderSheets;
import org.onestophub.support.HubUnderTest;
import org.onestophub.support.Workbook;

/** Sheets of work orders, by folder and by mail, through the whole hub. */
class HotlineSheetWalkIT {

    private static final HubUnderTest HUB = HubUnderTest.get();
    private static final String NAMES = row(1, "工单编号", "诉求内容", "联系电话", "受理时间");

    private static String order(int row, String task, String words) {
        return row(row, task, words, number("13800000001"), number("46283.5", 1));
    }

    private static HubUnderTest.End dropped(String name, String... rows) throws IOException {
        byte[] file = Workbook.of(rows).bytes();
        HUB.neighbours().drop("hotline-sheet", name, file);
        return HUB.endOf(file);
    }

    private static HubUnderTest.End mailed(String from, String subject, byte[] sheet) throws IOException {
        byte[] mail = OrderSheets.mail(from, subject, sheet);
        HUB.neighbours().mail().place(Neighbours.SHEETS_MAILBOX, mail);
        return HUB.endOf(mail);
    }

    private static List<String> items(HubUnderTest.End end) {
        return HUB.jdbc()
                .sql("select concat_ws(' ', outcome, code, nullif(field, '')) from receipt_item where receipt_id = :id"
                        + " order by item")
                .param("id", end.receiptId())
                .query(String.class)
                .list();
    }

    @Test
    void sheetOfTheNextDayRepeatsAndAddsAndABadRowIsHeldOnce() throws IOException {
        HubUnderTest.End monday =
                dropped("walk-1.xlsx", NAMES, order(2, "W-1", "没有座位"), order(3, "", "没有编号"), order(4, "W-2", "没有热水"));
        HubUnderTest.End tuesday = dropped(
                "walk-2.xlsx",
                NAMES,
                order(2, "W-3", "没有轮椅"),
                order(3, "W-1", "没有座位"),
                order(4, "W-2", "仍然没有热水"),
                order(5, "", "没有编号"));

        assertThat(items(monday)).containsExactly("new-case", "parked CK-101 /sheets/1/rows/3/taskId", "new-case");
        assertThat(items(tuesday)).containsExactly("new-case", "repeated", "appended");
        assertThat(tuesday.state()).isEqualTo("done");
        assertThat(HUB.complaintsOf(tuesday.receiptId()).get(2))
                .isEqualTo(HUB.complaintsOf(monday.receiptId()).get(1));
        HUB.awaitConsumed(HUB.complaintsOf(tuesday.receiptId()).get(0));
    }

    @Test
    void sameOrderByMailAndByFolderIsOne() throws IOException {
        HubUnderTest.End first = dropped("walk-3.xlsx", NAMES, order(2, "W-4", "电梯停用"));
        HubUnderTest.End second = mailed(
                OrderSheets.SENDER,
                "walk",
                Workbook.of(NAMES, order(2, "W-4", "电梯停用"), order(3, "W-5", "停车场没有灯"))
                        .bytes());

        assertThat(items(second)).containsExactly("repeated", "new-case");
        assertThat(HUB.complaintsOf(second.receiptId()).get(0))
                .isEqualTo(HUB.complaintsOf(first.receiptId()).get(0));
    }

    @Test
    void sheetOfAnUnlistedSenderIsHeld() throws IOException {
        byte[] sheet = Workbook.of(NAMES, order(2, "W-6", "电梯停用")).bytes();

        assertThat(mailed("somebody@example.com", "walk", sheet).text()).isEqualTo("parked RD-147");
        assertThat(mailed(OrderSheets.SENDER + "\r\nFrom: x@example.com", "walk", sheet)
                        .text())
                .isEqualTo("parked RD-147");
    }

    @Test
    void fileWithoutTheNeededColumnsIsHeld() throws IOException {
        HubUnderTest.End end = dropped("walk-7.xlsx", row(1, "科室", "件数"), row(2, "急诊", "3"));

        assertThat(end.text()).isEqualTo("parked RD-140");
    }

    @Test
    void connectionTestLooksIntoTheFolderAndTheMailbox() {
        for (String channel : List.of("hotline-sheet", "hotline-sheet-mail")) {
            JsonNode test = HUB.caller("ops")
                    .post("/api/ops/v1/channels/" + channel + "/test", "")
                    .json();

            assertThat(test.path("ok").asBoolean()).as(test.toString()).isTrue();
        }
    }
}
