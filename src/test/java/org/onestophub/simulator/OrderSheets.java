package org.onestophub.simulator;

import static org.onestophub.simulator.ExpectedOutcome.APPENDED;
import static org.onestophub.simulator.ExpectedOutcome.NEW_CASE;
import static org.onestophub.simulator.ExpectedOutcome.REPEATED;
import static org.onestophub.simulator.ExpectedOutcome.counted;
import static org.onestophub.simulator.ExpectedOutcome.parked;
import static org.onestophub.support.Workbook.number;
import static org.onestophub.support.Workbook.row;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.onestophub.support.Workbook;

/** The sheets of a hotline that does not push: those of two days, where the second brings the first again, and some by mail. */
public final class OrderSheets {

    /** The one sender whose sheets the mapping takes. */
    public static final String SENDER = "orders@hotline.example.org";

    private static final String MAPPING = "hotline-sheet";
    private static final String BY_MAIL = "hotline-sheet-mail";
    private static final String TITLE = row(1, "12345热线工单");
    private static final String NAMES = row(2, "序号", "工单编号", "工单类型", "诉求人", "联系电话", "诉求内容", "受理时间");
    private static final String FIRST = order(3, "TAB-1", "诉求人测试甲", "输液室没有呼叫铃", "46283.5");

    private OrderSheets() {}

    /** All of them; the sheet of the second day comes after that of the first. */
    static List<SentInput> all() {
        String bad = order(5, "", "测试丙", "没有编号的诉求", "46283.7");
        byte[] monday = Workbook.of(TITLE, NAMES, FIRST, order(4, "TAB-2", "测试乙", "停车收费不清楚", "46283.6"), bad)
                .bytes();
        byte[] tuesday = Workbook.of(
                        TITLE,
                        NAMES,
                        order(3, "TAB-3", "匿名", "夜间急诊等候三小时", "46284.1"),
                        FIRST.replace("r=\"3\"", "r=\"4\"").replaceAll("([A-Z])3\"", "$14\""),
                        order(5, "TAB-2", "测试乙", "停车收费不清楚，要求退费", "46283.6"),
                        order(6, "", "测试丙", "没有编号的诉求", "46283.7"))
                .bytes();
        byte[] mailed = Workbook.of(TITLE, NAMES, FIRST, order(4, "TAB-4", "测试丁", "药房排队一小时", "46284.2"))
                .bytes();
        return List.of(
                inFolder(
                        "monday.xlsx",
                        "sheet with one row without a number",
                        monday,
                        NEW_CASE.times(2).and(parked("CK-101"))),
                inFolder(
                                "tuesday.xlsx",
                                "sheet that brings the orders of the day before again, one changed",
                                tuesday,
                                NEW_CASE.and(REPEATED).and(APPENDED).and(counted(1)))
                        .later(),
                inFolder(
                        "page.xls",
                        "page that is called a sheet",
                        bytes("<html><table></table></html>"),
                        parked("RD-146")),
                byMail("sheet by mail", SENDER, mailed, NEW_CASE.and(REPEATED)).later(),
                byMail("sheet of a stranger", "stranger@example.com", mailed, parked("RD-147")));
    }

    /** A new sheet like many others; {@code id} makes it unique. */
    static SentInput another(long id, Random random) {
        String[] matters = {"候诊区没有座位", "电梯停用", "门诊加号被拒"};
        return inFolder(
                "sheet-" + id + ".xlsx",
                "one more",
                Workbook.of(
                                TITLE,
                                NAMES,
                                order(3, "TAB-T" + id, "匿名", matters[random.nextInt(matters.length)], "46284.3"))
                        .bytes(),
                NEW_CASE);
    }

    /** A mail with that sheet attached. */
    public static byte[] mail(String from, String subject, byte[] sheet) {
        return bytes("From: " + from + "\r\nTo: " + Neighbours.SHEETS_MAILBOX + "\r\nSubject: " + subject
                + "\r\nDate: Fri, 18 Sep 2026 17:00:00 +0800\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe sheet of today.\r\n--b\r\n"
                + "Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name=orders.xlsx\r\n"
                + "Content-Disposition: attachment; filename=orders.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(sheet) + "\r\n--b--\r\n");
    }

    private static String order(int number, String task, String name, String words, String days) {
        return row(
                number,
                number(String.valueOf(number)),
                task,
                "投诉",
                name,
                number("13800000001"),
                words,
                number(days, 1));
    }

    private static SentInput inFolder(String name, String what, byte[] bytes, ExpectedOutcome expected) {
        return SentInput.of(MAPPING, what, expected, neighbours -> neighbours.drop("hotline-sheet", name, bytes));
    }

    private static SentInput byMail(String what, String from, byte[] sheet, ExpectedOutcome expected) {
        return SentInput.of(
                BY_MAIL,
                what,
                expected,
                neighbours -> neighbours.mail().deliver(from, Neighbours.SHEETS_MAILBOX, mail(from, what, sheet)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
