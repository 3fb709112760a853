package org.onestophub.crash;

import static org.onestophub.crash.TwelveWalk.Line.BATCH;
import static org.onestophub.crash.TwelveWalk.Line.HTTP;
import static org.onestophub.crash.TwelveWalk.Line.LINES;
import static org.onestophub.crash.TwelveWalk.Line.OFFICE;
import static org.onestophub.crash.TwelveWalk.Line.PLATFORM;
import static org.onestophub.crash.TwelveWalk.Line.QUEUE;
import static org.onestophub.crash.TwelveWalk.Line.SHEET;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.onestophub.simulator.Desk;
import org.onestophub.simulator.HotlinePlatform;
import org.onestophub.simulator.Neighbours;
import org.onestophub.simulator.OpinionVendor;
import org.onestophub.simulator.Papers;

/** Twelve complaints, each over a channel of its own, and how they come in. */
final class TwelveScript {

    /** The order that was handed out on a day whose limits were counted by hand; all of them are over. */
    static final String OLD_ORDER = mark("PUSHA", 1);
    /** Its last days: one, two and five working days after Friday 18 September 2026, with the make-up day of that Sunday. */
    static final Map<String, String> LAST_DAYS = Map.of(
            "hotline-sign", "2026-09-20",
            "hotline-contact", "2026-09-20",
            "hotline-return", "2026-09-21",
            "hotline-finish", "2026-09-24");
    /** The order about which the hospital speaks before it comes. */
    static final String EARLY_ORDER = mark("PUSHB", 2);
    /** The order that the platform hands out a second time. */
    static final String SECOND_ROUND = mark("PUSHC", 3);

    private static final String PULLED = mark("PULL", 4);
    private static final String SHEET_ROW = mark("TABLE", 5);
    private static final String MAILED = mark("MAIL", 6);
    private static final String MAIL_FILE = mark("EML", 7);
    private static final String CALLER = "13800009908";
    private static final String LETTER = mark("LETTER", 9);
    private static final String VISIT = mark("DESK", 10);
    private static final String POST = mark("POST", 11);
    private static final String ENTRY = mark("ENTRY", 12);

    private static final String ORDER = "hotline-sign hotline-contact hotline-return hotline-finish";
    private static final String REPLY = "reply-one-department first-reply";
    private static final String LEAD = ",\"tasks\":[{\"part\":\"lead\",\"departmentName\":\"内科\"}]";
    private static final String SOLVED = ",\"result\":\"解决\",\"text\":\"已增加窗口。\"";
    private static final String WHY = ",\"explanation\":\"不属于本院职责。\"";
    private static final String CONTENT = ",\"satisfaction\":{\"outcome\":\"满意\"}";

    private TwelveScript() {}

    private static String mark(String kind, int number) {
        return String.format("K%s%06dZ", kind, number);
    }

    /** All twelve. */
    static List<TwelveWalk> walks() {
        return List.of(
                new TwelveWalk(OLD_ORDER, "closed", ORDER + " " + REPLY, ORDER)
                        .then(HTTP, "signed")
                        .then(QUEUE, "assigned", LEAD)
                        .then(PLATFORM, "urged")
                        .then(LINES, "contacted")
                        .then(OFFICE, "department-opinion")
                        .then(HTTP, "replied")
                        .then(BATCH, "fed-back", SOLVED)
                        .then(BATCH, "closed")
                        .then(PLATFORM, "called-back"),
                new TwelveWalk(EARLY_ORDER, "withdrawn", ORDER + " " + REPLY, "")
                        .then(HTTP, "signed")
                        .then(PLATFORM, "withdrawn"),
                new TwelveWalk(SECOND_ROUND, "closed", ORDER + " " + REPLY, "")
                        .then(QUEUE, "signed")
                        .then(HTTP, "contacted")
                        .then(HTTP, "fed-back", SOLVED)
                        .then(LINES, "closed")
                        .then(PLATFORM, "re-handled")
                        .then(QUEUE, "contacted")
                        .then(HTTP, "fed-back", SOLVED)
                        .then(HTTP, "closed")
                        .then(PLATFORM, "called-back"),
                new TwelveWalk(PULLED, "closed", ORDER + " " + REPLY, "")
                        .then(LINES, "signed")
                        .then(LINES, "contacted")
                        .then(HTTP, "extension-asked", ",\"reason\":\"hotline\"" + WHY)
                        .then(HTTP, "extension-granted", ",\"reason\":\"hotline\"")
                        .then(QUEUE, "replied")
                        .then(HTTP, "fed-back", SOLVED)
                        .then(QUEUE, "closed"),
                new TwelveWalk(SHEET_ROW, "returned", ORDER + " " + REPLY, "")
                        .then(BATCH, "signed")
                        .then(BATCH, "returned", WHY),
                new TwelveWalk(MAILED, "closed", REPLY, "")
                        .then(SHEET, "accepted")
                        .then(HTTP, "assigned", LEAD)
                        .then(SHEET, "department-opinion")
                        .then(SHEET, "replied")
                        .then(SHEET, "closed")
                        .then(HTTP, "called-back", CONTENT),
                new TwelveWalk(MAIL_FILE, "not-handled", REPLY, "")
                        .then(OFFICE, "accepted")
                        .then(
                                HTTP,
                                "not-handled",
                                ",\"reason\":\"诉讼\",\"explanation\":\"已向法院起诉\",\"explainedAt\":\"2026-11-20 10:30\""),
                // a call is a lead until the desk confirms it, so no time runs
                new TwelveWalk(CALLER, "closed", "", "")
                        .then(QUEUE, "contacted")
                        .then(QUEUE, "solved-on-spot"),
                new TwelveWalk(LETTER, "closed", REPLY, "")
                        .then(HTTP, "accepted")
                        .then(HTTP, "dispute")
                        .then(LINES, "forum-opened", ",\"forum\":\"people-mediation\"")
                        .then(QUEUE, "appraisal-begun")
                        .then(BATCH, "appraisal-ended")
                        .then(BATCH, "forum-closed", ",\"forum\":\"people-mediation\"")
                        .then(LINES, "settled")
                        .then(HTTP, "reported")
                        .then(HTTP, "replied")
                        .then(OFFICE, "closed"),
                new TwelveWalk(VISIT, "closed", REPLY + " transfer", REPLY + " transfer")
                        .then(HTTP, "accepted")
                        .then(OFFICE, "replied")
                        .then(LINES, "closed")
                        .then(HTTP, "reopened", WHY)
                        .then(QUEUE, "replied")
                        .then(QUEUE, "closed"),
                new TwelveWalk(POST, "closed", "", "").then(HTTP, "accepted").then(SHEET, "closed"),
                new TwelveWalk(ENTRY, "closed", "", "")
                        .then(LINES, "accepted")
                        .then(LINES, "assigned", LEAD)
                        .then(SHEET, "replied")
                        .then(HTTP, "closed"));
    }

    /** Brings a complaint in. */
    interface Arrival {
        void send() throws IOException;
    }

    /** How each comes in; what is called itself is called again until it was taken. */
    static Map<String, Arrival> arrivals(Neighbours around, HotlinePlatform hotline, Desk desk, OpinionVendor vendor) {
        return Map.ofEntries(
                Map.entry(
                        OLD_ORDER,
                        () -> took(hotline.push(order(OLD_ORDER, ",\"dispatchTime\":\"2026-09-18 16:40:00\""))
                                .status())),
                Map.entry(
                        EARLY_ORDER,
                        () -> took(hotline.push(order(EARLY_ORDER, "")).status())),
                Map.entry(
                        SECOND_ROUND,
                        () -> took(hotline.push(order(SECOND_ROUND, "")).status())),
                Map.entry(PULLED, () -> around.orders().add(order(PULLED, ""))),
                Map.entry(
                        SHEET_ROW,
                        () -> around.drop(
                                "hotline-sheet",
                                "orders.csv",
                                utf8("工单编号,工单类型,诉求内容\n" + SHEET_ROW + ",投诉,输液室没有呼叫铃 " + SHEET_ROW + "\n"))),
                Map.entry(MAILED, () -> around.mail().place(Neighbours.MAILBOX, CrashSenders.mailOf(MAILED))),
                Map.entry(MAIL_FILE, () -> around.drop("email", "saved.eml", CrashSenders.mailOf(MAIL_FILE))),
                Map.entry(CALLER, () -> around.sftp().upload("cdr/day.csv", CrashSenders.callOf(1, CALLER))),
                Map.entry(
                        LETTER,
                        () -> around.ftps()
                                .upload("letters/letter.pdf", Papers.pdf("The operation went wrong.", LETTER))),
                Map.entry(VISIT, () -> took(desk.enter(visit()).status())),
                Map.entry(
                        POST,
                        () -> took(vendor.push(
                                "{\"url\":\"https://forum.example.org/t/77\",\"title\":\"夜间噪声\",\"text\":\"住院部夜间施工，无法休息。 "
                                        + POST + "\",\"site\":\"测试论坛\"}"))),
                Map.entry(
                        ENTRY,
                        () -> vendor.publish("<item><title>食堂价格</title><link>https://news.example.org/a/88</link>"
                                + "<guid>https://news.example.org/a/88</guid><description>食堂价格公示不清。 " + ENTRY
                                + "</description></item>")));
    }

    private static String order(String mark, String more) {
        return "{\"taskId\":\"" + mark
                + "\",\"round\":1,\"serviceType\":\"投诉\",\"approach\":\"0\",\"discription\":\"排队时间长 " + mark + "\""
                + more + "}";
    }

    private static String visit() {
        return "{\"entryId\":\"" + VISIT
                + "\",\"channel\":\"visit\",\"takenAt\":\"2026-09-18T10:15:00+08:00\",\"takenBy\":\"前台01\","
                + "\"matter\":{\"type\":\"投诉\",\"facts\":\"病房卫生间漏水 " + VISIT + "\"}}";
    }

    /**
     * Judges an answer.
     *
     * @throws IOException if it was not taken, and has to be sent again
     * @throws IllegalStateException if it was refused although it is sound
     */
    static void took(int status) throws IOException {
        if (status / 100 == 4) {
            throw new IllegalStateException("refused with " + status);
        }
        if (status / 100 != 2) {
            throw new IOException("answered " + status);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
