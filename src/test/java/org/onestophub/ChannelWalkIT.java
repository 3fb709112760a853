package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.simulator.Desk;
import org.onestophub.simulator.Neighbours;
import org.onestophub.simulator.Papers;
import org.onestophub.support.HubUnderTest;
import org.onestophub.support.HubUnderTest.End;

/** Every channel over its real protocol: a good input reaches the consumer of the queue, a bad one is kept with a code. */
class ChannelWalkIT {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static HubUnderTest hub;
    private static Neighbours neighbours;

    @BeforeAll
    static void startTheHub() {
        hub = HubUnderTest.get();
        neighbours = hub.neighbours();
    }

    @Test
    void mailOfTheMailboxReachesTheQueue() throws IOException {
        byte[] mail = mail("walk-1@example.org", "停车场收费不合理", GB18030);
        neighbours.mail().place(Neighbours.MAILBOX, mail);

        assertReachesTheQueue(hub.endOf(mail));
    }

    @Test
    void badMailsOfTheMailboxHoldUpNobody() throws IOException {
        byte[] noMail = "no mail at all \u0001\u0002".getBytes(StandardCharsets.US_ASCII);
        byte[] cut = ("From: <walk-bad@example.org>\r\nSubject: cut\r\nContent-Type: multipart/mixed; boundary=\"b\r\n"
                        + "Content-Transfer-Encoding: nonsense\r\n\r\n--b\r\nContent-Type: text/plain; charset=no-such\r\n\r\nwords")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] good = mail("walk-after@example.org", "在坏信之后", GB18030);
        neighbours.mail().place(Neighbours.MAILBOX, noMail);
        neighbours.mail().place(Neighbours.MAILBOX, cut);
        neighbours.mail().place(Neighbours.MAILBOX, good);

        // the mail server completes the bad ones, so they are not found by their bytes; mappings/email shows how such
        // end
        assertReachesTheQueue(hub.endOf(good));
    }

    @Test
    void mailInTheFolderReachesTheQueueAndEmptyOneIsParked() throws IOException {
        byte[] mail = mail("walk-2@example.org", "The lift is broken.", StandardCharsets.US_ASCII);
        neighbours.drop("email", "walk-2.eml", mail);

        assertReachesTheQueue(hub.endOf(mail));
        neighbours.drop("email", "walk-empty.eml", new byte[0]);
        assertThat(hub.endOf(new byte[0]).text()).isEqualTo("parked RD-108");
    }

    @Test
    void callsBySftpReachTheQueueAndForeignColumnsAreParked() throws IOException {
        byte[] good = call("1792300001.1", "013800000041");
        byte[] bad = foreign("sftp");
        neighbours.sftp().upload("cdr/walk-good.csv", good);
        neighbours.sftp().upload("cdr/walk-bad.csv", bad);

        assertReachesTheQueue(hub.endOf(good));
        assertThat(hub.endOf(bad).text()).isEqualTo("parked RD-110");
    }

    @Test
    void callsByFtpReachTheQueueAndForeignColumnsAreParked() throws IOException {
        byte[] good = call("1792300002.1", "013800000042");
        byte[] bad = foreign("ftp");
        neighbours.ftp().upload("cdr/walk-good.csv", good);
        neighbours.ftp().upload("cdr/walk-bad.csv", bad);

        assertReachesTheQueue(hub.endOf(good));
        assertThat(hub.endOf(bad).text()).isEqualTo("parked RD-110");
    }

    @Test
    void callsInTheFolderReachTheQueueAndForeignColumnsAreParked() throws IOException {
        byte[] good = call("1792300003.1", "013800000043");
        byte[] bad = foreign("folder");
        neighbours.drop("phone-cdr", "walk-good.csv", good);
        neighbours.drop("phone-cdr", "walk-bad.csv", bad);

        assertReachesTheQueue(hub.endOf(good));
        assertThat(hub.endOf(bad).text()).isEqualTo("parked RD-110");
    }

    @Test
    void letterByFtpsReachesTheQueueAndOneWithPasswordIsParked() throws IOException {
        byte[] good = Papers.pdf("The walk by FTPS.", "Test Eta");
        byte[] bad = Papers.encryptedPdf("The walk by FTPS, closed.");
        neighbours.ftps().upload("letters/walk-投诉.pdf", good);
        neighbours.ftps().upload("letters/walk-closed.pdf", bad);

        assertReachesTheQueue(hub.endOf(good));
        assertThat(hub.endOf(bad).text()).isEqualTo("parked RD-105");
    }

    @Test
    void letterByFtpReachesTheQueueAndCutOneIsParked() throws IOException {
        byte[] good = Papers.pdf("The walk by FTP.", "Test Theta");
        byte[] bad = Arrays.copyOf(Papers.pdf("The walk by FTP, cut."), 300);
        neighbours.ftp().upload("letters/walk-good.pdf", good);
        neighbours.ftp().upload("letters/walk-cut.pdf", bad);

        assertReachesTheQueue(hub.endOf(good));
        assertThat(hub.endOf(bad).text()).isEqualTo("parked RD-103");
    }

    @Test
    void letterBySftpReachesTheQueueAndCutOneIsParked() throws IOException {
        byte[] good = Papers.pdf("The walk by SFTP.", "Test Iota");
        byte[] bad = Arrays.copyOf(Papers.pdf("The walk by SFTP, cut."), 310);
        neighbours.sftp().upload("letters/walk-good.pdf", good);
        neighbours.sftp().upload("letters/walk-cut.pdf", bad);

        assertReachesTheQueue(hub.endOf(good));
        assertThat(hub.endOf(bad).text()).isEqualTo("parked RD-103");
    }

    @Test
    void letterInTheFolderReachesTheQueueAndOtherTypeIsParked() throws IOException {
        byte[] good = Papers.pdf("The walk by folder.", "Test Kappa");
        byte[] bad = "The walk is no scan.".getBytes(StandardCharsets.US_ASCII);
        neighbours.drop("letters", "walk-good.pdf", good);
        neighbours.drop("letters", "walk-notes.docx", bad);

        assertReachesTheQueue(hub.endOf(good));
        assertThat(hub.endOf(bad).text()).isEqualTo("parked RD-106");
    }

    @Test
    void workOrderReachesTheQueueAndUnusableOneIsRefused() throws IOException {
        var good = hub.caller("hotline").post("/api/hotline/v1/work-orders", order("WALK-1", "挂号排队太久"));
        assertThat(good.status()).isEqualTo(201);
        assertReachesTheQueue(hub.endOf(good.json().path("receiptNumber").asText()));

        var again = hub.caller("hotline").post("/api/hotline/v1/work-orders", order("WALK-1", "挂号排队太久"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(good.json());
        var bad = hub.caller("hotline").post("/api/hotline/v1/work-orders", "{\"taskId\":\"WALK-2\"}");
        assertThat(bad.status()).isEqualTo(422);
        End end = hub.endOf(bad.json().path("receiptNumber").asText());
        assertThat(end.outcome()).isEqualTo("refused");
        assertThat(end.code()).isEqualTo(bad.json().path("code").asText());
    }

    @Test
    void workOrderThatIsTooLargeIsOneRefusedReceiptHoweverOftenItComes() {
        String huge = order("WALK-9", "长".repeat(353_000));
        var first = hub.caller("hotline").post("/api/hotline/v1/work-orders", huge);
        var second = hub.caller("hotline").post("/api/hotline/v1/work-orders", huge);

        assertThat(first.status()).isEqualTo(413);
        assertThat(first.json().get("code").asText()).isEqualTo("RC-102");
        String number = first.json().get("receiptNumber").asText();
        assertThat(second.json().get("receiptNumber").asText()).isEqualTo(number);
        JsonNode found = hub.caller("ops")
                .get("/api/ops/v1/receipts?outcome=refused&number=" + number)
                .json()
                .get("items");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("code").asText()).isEqualTo("RC-102");
        assertThat(found.get(0).get("sizeBytes").asLong()).isEqualTo(64 * 1024);
        JsonNode receipt = hub.caller("ops")
                .get("/api/ops/v1/receipts/" + found.get(0).get("id").asText())
                .json();
        assertThat(receipt.findValue("arrivals").asInt()).isEqualTo(2);
        assertThat(receipt.findValue("wholeSize").asLong()).isGreaterThan(1024 * 1024);
    }

    @Test
    void batchOfWorkOrdersHasOneResultEach() throws IOException {
        var reply = hub.caller("hotline")
                .post("/api/hotline/v1/work-orders/batch", "[" + order("WALK-3", "病房噪声") + ",{\"taskId\":\"WALK-4\"}]");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().findValuesAsText("receiptNumber")).hasSize(2);
        assertReachesTheQueue(
                hub.endOf(reply.json().findValuesAsText("receiptNumber").get(0)));
        assertThat(hub.endOf(reply.json().findValuesAsText("receiptNumber").get(1))
                        .outcome())
                .isEqualTo("refused");
    }

    @Test
    void deskEntryWithAttachmentReachesTheQueueAndUnusableOneIsRefused() throws IOException {
        Desk.Attachment photo = new Desk.Attachment("照片.jpg", "image/jpeg", Papers.image("jpg", "walk"));
        Desk.Reply good = neighbours.desk().enter(desk("WALK-5", "来访：地面湿滑", ""), List.of(photo));
        assertThat(good.status()).isEqualTo(201);
        End end = hub.endOf(json(good.body()).path("receiptNumber").asText());

        assertReachesTheQueue(end);
        JsonNode event = lastEventOf(hub.complaintsOf(end.receiptId()).get(0));
        assertThat(event.at("/data/evidence")).hasSize(1);
        Desk.Reply bad = neighbours.desk().enter("{\"channel\":\"visit\"}");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(hub.endOf(json(bad.body()).path("receiptNumber").asText()).outcome())
                .isEqualTo("refused");
    }

    @Test
    void contextIsAppliedAndNeverMakesComplaintAndUndecodableMessageIsParked() throws IOException {
        long before = complaints("in-patient-adt");
        byte[] good = admission("P-WALK-1", "V-WALK-1", "W1");
        byte[] bad = admission("P-WALK-2", "V-WALK-2", "W2");
        bad[bad.length - 3] = (byte) 0xFF;

        assertThat(neighbours.hospital(0).send(good).code()).isEqualTo("AA");
        assertThat(neighbours.hospital(0).send(bad).code()).isEqualTo("AA");
        assertThat(hub.endOf(good).text()).isEqualTo("context-applied");
        assertThat(hub.endOf(bad).text()).isEqualTo("parked RD-102");
        assertThat(complaints("in-patient-adt")).isEqualTo(before);
    }

    @Test
    void contextThatComesLaterReachesTheOpenComplaint() throws IOException {
        Desk.Reply reply = neighbours.desk().enter(desk("WALK-6", "来访：检查预约被取消", "V-WALK-9"));
        End end = hub.endOf(json(reply.body()).path("receiptNumber").asText());
        String number = hub.complaintsOf(end.receiptId()).get(0);
        hub.awaitConsumed(number);
        assertThat(lastEventOf(number).at("/data/patient/link/state").asText()).isNotEqualTo("linked");

        neighbours.hospital(1).send(admission("P-WALK-9", "V-WALK-9", "W9"));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode event = lastEventOf(number);
            assertThat(event.path("type").asText()).isEqualTo("complaint.updated");
            assertThat(event.at("/data/patient/link/state").asText()).isEqualTo("linked");
            assertThat(event.at("/data/patient/patientNumber").asText()).isEqualTo("P-WALK-9");
        });
    }

    @Test
    void linkedComplaintFollowsItsPatientThroughAMergeAndLaterOnesNameTheSurvivor() throws IOException {
        neighbours.hospital(0).send(admission("P-WALK-10", "V-WALK-10", "W10"));
        Desk.Reply reply = neighbours.desk().enter(desk("WALK-10", "来访：检查预约被取消", "V-WALK-10"));
        String number = hub.complaintsOf(
                        hub.endOf(json(reply.body()).path("receiptNumber").asText())
                                .receiptId())
                .get(0);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(lastEventOf(number)
                                .at("/data/patient/patientNumber")
                                .asText())
                        .isEqualTo("P-WALK-10"));

        String merge = new String(admission("P-WALK-11", "V-WALK-11", "W11"), StandardCharsets.UTF_8)
                        .replace("ADT^A04", "ADT^A40")
                        .replace("EVN|A04", "EVN|A40")
                + "MRG|P-WALK-10\r";
        neighbours.hospital(0).send(merge.getBytes(StandardCharsets.UTF_8));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode event = lastEventOf(number);
            assertThat(event.path("type").asText()).isEqualTo("complaint.updated");
            assertThat(event.at("/data/patient/patientNumber").asText()).isEqualTo("P-WALK-11");
        });
        Desk.Reply later = neighbours.desk().enter(desk("WALK-11", "来访：又被取消", "V-WALK-10"));
        String second = hub.complaintsOf(
                        hub.endOf(json(later.body()).path("receiptNumber").asText())
                                .receiptId())
                .get(0);
        hub.awaitConsumed(second);
        assertThat(lastEventOf(second).at("/data/patient/patientNumber").asText())
                .isEqualTo("P-WALK-11");
    }

    @Test
    void receiptShowsTheTimeOfEveryRoomAndTheMetricsShowRoomsAndChannels() throws IOException {
        byte[] mail = mail("walk-7@example.org", "Timed.", StandardCharsets.US_ASCII);
        neighbours.drop("email", "walk-7.eml", mail);
        End end = hub.endOf(mail);

        JsonNode timings = hub.caller("ops")
                .get("/api/ops/v1/receipts/" + end.receiptId())
                .json()
                .path("timings");
        assertThat(timings.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("read", "map", "check", "enrich", "record");
        // counted after the commit, delivered after that, and looked at now and then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                hub.caller("ops").get("/actuator/prometheus").body())
                        .contains(
                                "hub_outcomes_total{",
                                "channel=\"email-folder\",outcome=\"new-case\"",
                                "hub_room_seconds_count{room=\"read\"",
                                "hub_room_seconds_count{room=\"receive\"",
                                "hub_room_seconds_count{room=\"deliver\"",
                                "hub_work_waiting{lane=\"complaint\"",
                                "hub_work_oldest_seconds{lane=\"patient\"",
                                "hub_quarantine_open",
                                "hub_outbox_waiting",
                                "hub_queue_depth{destination=\"case-system\""));
    }

    private static void assertReachesTheQueue(End end) {
        assertThat(end.text()).isEqualTo("new-case");
        String number = hub.complaintsOf(end.receiptId()).get(0);
        hub.awaitConsumed(number);
        assertThat(lastEventOf(number).path("specversion").asText()).isEqualTo("1.0");
        assertThat(hub.caseSystem().duplicates()).isZero();
    }

    private static JsonNode lastEventOf(String complaintNumber) {
        return hub.caseSystem().events().stream()
                .filter(event -> event.path("subject").asText().equals(complaintNumber))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static long complaints(String channel) {
        return hub.jdbc()
                .sql("select count(*) from complaint where channel = :channel")
                .param("channel", channel)
                .query(Long.class)
                .single();
    }

    private static JsonNode json(String text) throws IOException {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
    }

    static byte[] mail(String from, String words, Charset charset) {
        return ("From: <" + from + ">\r\nTo: <" + Neighbours.MAILBOX + ">\r\nDate: Fri, 18 Sep 2026 09:00:00 +0800\r\n"
                        + "Subject: " + words + "\r\nMessage-ID: <" + from + ">\r\nMIME-Version: 1.0\r\n\r\n" + words
                        + "\r\n")
                .getBytes(charset);
    }

    static byte[] call(String linkedId, String caller) {
        return ("\"\",\"" + caller + "\",\"8010\",\"complaint-queue\",\"" + caller
                        + "\",\"SIP/trunk-0\",\"SIP/8010-0\","
                        + "\"Queue\",\"t,,,120\",\"2026-09-18 02:00:00\",\"2026-09-18 02:00:08\",\"2026-09-18 02:03:00\","
                        + "180,172,\"ANSWERED\",\"DOCUMENTATION\",\"" + linkedId + "\",\"\",\"\",\"" + linkedId
                        + "\",1\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] foreign(String what) {
        return ("caller;called;when\n13800000044;8010;" + what + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String order(String task, String words) {
        return """
                {"taskId":"%s","round":1,"reportDept":"12345","serviceType":"投诉","approach":"0","reflectPerson":"测试丙",\
                "callNumber":"13800000045","discription":"%s","orderTime":"2026-09-18 16:30:00",\
                "dispatchTime":"2026-09-18 16:40:00"}""".formatted(task, words);
    }

    static String desk(String number, String words, String visit) {
        return "{\"entryId\":\"" + number + "\",\"channel\":\"visit\",\"patient\":{\"name\":\"测试丁\""
                + (visit.isEmpty() ? "" : ",\"visitNumber\":\"" + visit + "\"") + "},\"matter\":{\"facts\":\"" + words
                + "\"}}";
    }

    private static byte[] admission(String patient, String visit, String controlId) {
        return ("MSH|^~\\&|HIS|310118|HUB|310118|20260918080000||ADT^A04|" + controlId + "|P|2.4||||||UNICODE UTF-8\r"
                        + "EVN|A04|20260918080000\rPID|1||" + patient + "^^^HIS^PI||测试^丁||19900303|M\r"
                        + "PV1|1|O|眼科^3^12||||D001^测试^医生" + "|".repeat(12) + visit + "|".repeat(25)
                        + "20260918080000\r" + "ZZZ|end\r")
                .getBytes(StandardCharsets.UTF_8);
    }
}
