package org.onestophub.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.onestophub.simulator.Desk;
import org.onestophub.simulator.HospitalSystem;
import org.onestophub.simulator.HotlinePlatform;
import org.onestophub.simulator.Neighbours;
import org.onestophub.simulator.Papers;

/**
 * Senders on every channel that do not stop for a dead hub: a sender that gets no answer sends the same again. Each item carries
 * a mark of its own, such as {@code KDESK000017Z}, by which it is found in the ledger; call records have a phone number
 * that nobody else uses.
 */
final class CrashSenders {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final LocalDateTime DAY = LocalDateTime.of(2026, 9, 18, 1, 0);
    private static final long RESEND_MILLIS = 50;
    private static final int MLLP_BURST = 5;

    private final Neighbours neighbours;
    private final HotlinePlatform hotline;
    private final Desk desk;
    private final HospitalSystem hospital;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> sent = new ConcurrentSkipListSet<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();

    CrashSenders(Neighbours neighbours, HotlinePlatform hotline, Desk desk, HospitalSystem hospital) {
        this.neighbours = neighbours;
        this.hotline = hotline;
        this.desk = desk;
        this.hospital = hospital;
    }

    private interface Sending {
        void send(int item) throws IOException;
    }

    /** Begins; every sender goes on until {@link #finish}. */
    void start() {
        run("hotline", 60, this::pushOrder);
        run("desk", 90, this::enterAtDesk);
        run("hospital", 60, this::sendPatients);
        run("mail", 1_000, item -> neighbours.mail().place(Neighbours.MAILBOX, mail("MAIL", item)));
        run("mail-folder", 1_500, item -> neighbours.drop("email", "mail-" + item + ".eml", mail("EML", item)));
        run("cdr-sftp", 2_000, item -> neighbours.sftp().upload("cdr/a-" + item + ".csv", calls(item)));
        run("cdr-folder", 1_500, item -> neighbours.drop("phone-cdr", "b-" + item + ".csv", calls(5_000 + item)));
        // letters take their time behind the receipt, which the end of the test waits for
        run("letter-sftp", 6_000, item -> neighbours.sftp().upload("letters/c-" + item + ".pdf", letter("SFTP", item)));
        run("letter-folder", 5_000, item -> neighbours.drop("letters", "d-" + item + ".pdf", letter("SCAN", item)));
    }

    /** Lets every sender bring its last item home. */
    void finish() throws InterruptedException {
        stopped.countDown();
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        }
    }

    /** Names of senders that still have not got an answer to their last item. */
    List<String> unfinished() {
        return threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }

    /** Marks of all items that were acknowledged or handed over. */
    Set<String> sent() {
        return new TreeSet<>(sent);
    }

    /** Marks of items that the hub refused although they are sound. */
    Set<String> refused() {
        return new TreeSet<>(refused);
    }

    private void run(String name, long pauseMillis, Sending sending) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (int item = 1; !stopped.await(pauseMillis, TimeUnit.MILLISECONDS); item++) {
                            sendUntilTaken(sending, item);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "send-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void sendUntilTaken(Sending sending, int item) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sending.send(item);
                return;
            } catch (IOException e) {
                // nobody there, or the answer got lost: the same again
                TimeUnit.MILLISECONDS.sleep(RESEND_MILLIS);
            }
        }
    }

    private void pushOrder(int item) throws IOException {
        String mark = mark("HOTLINE", item);
        String order = JSON.createObjectNode()
                .put("taskId", String.format(Locale.ROOT, "2609C%06d", item))
                .put("round", 1)
                .put("reportDept", "12345")
                .put("serviceType", "投诉")
                .put("approach", "0")
                .put("emergencyLevel", "一般")
                .put("discription", "候诊时间过长 " + mark)
                .put("orderTime", "2026-09-18 16:30:00")
                .toString();
        answered(mark, hotline.push(order).status());
    }

    private void enterAtDesk(int item) throws IOException {
        String mark = mark("DESK", item);
        ObjectNode entry = JSON.createObjectNode()
                .put("entryId", "DESK-CRASH-" + item)
                .put("channel", "visit")
                .put("takenAt", "2026-09-18T10:15:00+08:00")
                .put("takenBy", "前台01");
        entry.putObject("complainant").put("name", "测试甲").put("relation", "本人");
        entry.putObject("matter")
                .put("type", "投诉")
                .put("facts", "等候时间长 " + mark)
                .put("request", "请调查并答复。");
        answered(mark, desk.enter(entry.toString()).status());
    }

    private void answered(String mark, int status) throws IOException {
        if (status / 100 == 2) {
            sent.add(mark);
            return;
        }
        if (status / 100 == 4) {
            refused.add(mark + " " + status);
            return;
        }
        throw new IOException("not taken");
    }

    private void sendPatients(int item) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        for (int i = 0; i < MLLP_BURST; i++) {
            String mark = mark("ADT", item * MLLP_BURST + i);
            marks.add(mark);
            messages.add(admission(mark));
        }
        List<HospitalSystem.Ack> acks = hospital.sendPipelined(messages);
        for (int i = 0; i < acks.size(); i++) {
            if (!acks.get(i).code().equals("AA")) {
                refused.add(marks.get(i) + " " + acks.get(i).code());
            }
        }
        sent.addAll(marks);
    }

    /** The hospital knows a patient of that number. */
    static byte[] admission(String mark) {
        return ("MSH|^~\\&|HIS|310118|HUB|310118|20260917080001||ADT^A08|" + mark + "|P|2.4||||||UNICODE UTF-8\r"
                        + "EVN|A08|20260917080001\rPID|1||" + mark + "^^^HIS^PI||测试^乙||19800101|M\rPV1|1|O|骨科\r")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] mail(String kind, int item) {
        String mark = mark(kind, item);
        sent.add(mark);
        return mailOf(mark);
    }

    /** A mail of somebody with that mark. */
    static byte[] mailOf(String mark) {
        return ("From: <jia@example.org>\r\nTo: <" + Neighbours.MAILBOX
                        + ">\r\nDate: Fri, 18 Sep 2026 09:00:00 +0800\r\n"
                        + "Subject: Complaint\r\nMessage-ID: <" + mark + "@example.org>\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\nThe lift was broken again. " + mark + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] letter(String kind, int item) {
        String mark = mark(kind, item);
        sent.add(mark);
        return Papers.pdf("The waiting room is too cold.", mark);
    }

    /** A call to the complaint line from a number of its own, and one to another line. */
    private byte[] calls(int item) {
        String caller = String.format(Locale.ROOT, "1380000%04d", item);
        sent.add(caller);
        return (call(item, 0, caller, "8010", "complaint-queue", "Queue")
                        + call(item, 1, "02159730000", "2001", "from-internal", "Dial"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A call to the complaint line from that number. */
    static byte[] callOf(int item, String caller) {
        return call(item, 0, caller, "8010", "complaint-queue", "Queue").getBytes(StandardCharsets.UTF_8);
    }

    private static String call(int item, int leg, String caller, String called, String context, String application) {
        LocalDateTime start = DAY.plusMinutes(item).plusSeconds(leg);
        String unique = start.toEpochSecond(ZoneOffset.UTC) + "." + leg;
        return String.join(
                        ",",
                        "\"\"",
                        quoted("0" + caller),
                        quoted(called),
                        quoted(context),
                        quoted(caller),
                        quoted("SIP/trunk-" + leg),
                        quoted("SIP/" + called),
                        quoted(application),
                        quoted("t"),
                        quoted(start.format(TIME)),
                        quoted(start.plusSeconds(5).format(TIME)),
                        quoted(start.plusSeconds(65).format(TIME)),
                        "65",
                        "60",
                        quoted("ANSWERED"),
                        quoted("DOCUMENTATION"),
                        quoted(unique),
                        "\"\"",
                        "\"\"",
                        quoted(unique),
                        String.valueOf(leg))
                + "\n";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String mark(String kind, int item) {
        return String.format(Locale.ROOT, "K%s%06dZ", kind, item);
    }
}
