package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.onestophub.platform.access.Caller;
import org.onestophub.simulator.HospitalSystem;
import org.onestophub.simulator.Neighbours;
import org.onestophub.simulator.Papers;
import org.onestophub.support.HubUnderTest;

/**
 * A canary in every place a person's data can stand, sent through every channel, good and bad: it appears in no line of
 * the log, no metric, no health answer and no problem.
 */
class CanaryIT {

    private static final String BIRD = "zqcanary";
    private static final String PHONE = "13800007707";
    private static final String CARD = "440524188001010014";
    private static final String NAME = "测试卡娜丽";
    private static final List<String> SONGS = List.of(BIRD, PHONE, CARD, NAME, escaped(NAME), HubUnderTest.PASSWORD);
    /** The neighbours live in the same process and log what they like. */
    private static final List<String> NEIGHBOURS = List.of("org.apache.ftpserver", "org.apache.sshd", "com.icegreen");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubUnderTest hub = HubUnderTest.get();
    private final Neighbours neighbours = hub.neighbours();
    private final List<byte[]> sent = new ArrayList<>();
    private final List<Caller.Reply> replies = new ArrayList<>();
    private final List<String> rawReplies = new ArrayList<>();
    private String ownComplaint;

    @Test
    void canarySingsNowhere() throws IOException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(screen, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(screen, true, StandardCharsets.UTF_8));
        try {
            sendMails();
            sendCalls();
            sendLetters();
            pushWorkOrders();
            enterAtDesk();
            sendAdmissions();
            askWithCanaries();
            rejectWithCanaries();
            logInWithCanaries();
            sent.forEach(hub::endOf);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertSilent("the screen", screen.toString(StandardCharsets.UTF_8));
        assertSilent("the log", hubLines());
        assertSilent("metrics", hub.caller("ops").get("/actuator/prometheus").body());
        assertSilent("health", hub.caller("ops").get("/actuator/health").body());
        assertSilent("channels", hub.caller("ops").get("/api/ops/v1/channels").body());
        assertTheDistrictHearsNothing();
        rawReplies.forEach(reply -> assertSilent("an answer", reply));
        assertThat(replies).hasSizeGreaterThan(15);
        replies.stream().filter(reply -> reply.status() >= 400).forEach(reply -> {
            assertSilent("an answer " + reply.status(), reply.body());
            assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        });
    }

    private void sendMails() throws IOException {
        List<String> mails = List.of(
                head("plain", "Content-Type: text/plain; charset=utf-8") + words(),
                head("charset", "Content-Type: text/plain; charset=" + BIRD) + words(),
                head("encoding", "Content-Transfer-Encoding: " + BIRD) + words(),
                head("type", "Content-Type: " + BIRD + "; =;" + BIRD + "*0*=x") + words(),
                head("boundary", "Content-Type: multipart/mixed; boundary=\"" + BIRD) + "--" + BIRD + "\r\n" + words(),
                head("attachment", "Content-Type: multipart/mixed; boundary=b")
                        + "--b\r\nContent-Type: application/pdf\r\n" + "Content-Disposition: attachment; filename=\""
                        + BIRD + ".pdf\"\r\n\r\n%PDF-" + BIRD + "\r\n--b--\r\n",
                head("tnef", "Content-Type: application/ms-tnef; name=" + BIRD) + "\u0078\u009f\u003e\"" + BIRD,
                "Subject: =?" + BIRD + "?B?####?=\r\nFrom: " + BIRD + " <<<@@>\r\nDate: " + BIRD + "\r\nMessage-ID: "
                        + BIRD + "\r\n\r\n" + words(),
                BIRD + " no mail at all " + PHONE);
        int n = 0;
        for (String mail : mails) {
            byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
            neighbours.drop("email", BIRD + "-" + n++ + ".eml", send(bytes));
        }
        byte[] gbk = (head("mailbox", "X-" + BIRD + ": " + NAME) + words()).getBytes(Charset.forName("GBK"));
        neighbours.mail().place(Neighbours.MAILBOX, send(gbk));
    }

    private void sendCalls() throws IOException {
        String good = call("1792400001.1", "2026-09-18 02:00:00");
        neighbours.drop("phone-cdr", BIRD + ".csv", send(good.getBytes(StandardCharsets.UTF_8)));
        neighbours
                .sftp()
                .upload(
                        "cdr/" + BIRD + " " + NAME + ".csv",
                        send(call("1792400002.1", BIRD + " " + PHONE).getBytes(StandardCharsets.UTF_8)));
        neighbours
                .ftp()
                .upload(
                        "cdr/" + BIRD + ".csv",
                        send((BIRD + ";" + NAME + ";" + PHONE + "\n").getBytes(StandardCharsets.UTF_8)));
        neighbours
                .sftp()
                .upload(
                        "cdr/" + BIRD + "-open-quote.csv",
                        send(("\"" + BIRD + "\n" + good.substring(0, 90)).getBytes(StandardCharsets.UTF_8)));
    }

    private void sendLetters() throws IOException {
        byte[] good = Papers.pdf("I am " + BIRD + ", phone " + PHONE, "card " + CARD);
        byte[] broken = new String(good, StandardCharsets.ISO_8859_1)
                .replace("/Font", "/" + BIRD)
                .replace("endobj", BIRD)
                .getBytes(StandardCharsets.ISO_8859_1);
        neighbours.sftp().upload("letters/" + BIRD + ".pdf", send(good));
        neighbours.sftp().upload("letters/" + BIRD + "-broken.pdf", send(broken));
        // a name the hub does not take
        neighbours.sftp().upload("letters/" + BIRD + "\n" + NAME + ".pdf", good);
        neighbours.ftp().upload("letters/" + BIRD + "-cut.pdf", send(Arrays.copyOf(good, good.length - 200)));
        neighbours.ftps().upload("letters/" + NAME + ".pdf", send(Papers.encryptedPdf(BIRD)));
        byte[] jpeg = Papers.image("jpg", BIRD);
        neighbours.drop("letters", BIRD + ".jpg", send(Arrays.copyOf(jpeg, jpeg.length / 2)));
        neighbours.drop("letters", BIRD + ".tif", send(("II*\0" + BIRD + NAME).getBytes(StandardCharsets.UTF_8)));
        neighbours.drop("letters", BIRD + ".docx", send(("PK" + BIRD).getBytes(StandardCharsets.UTF_8)));
    }

    private void pushWorkOrders() {
        Caller hotline = hub.caller("hotline");
        String orders = "/api/hotline/v1/work-orders";
        String good = "{\"taskId\":\"" + BIRD + "\",\"round\":1,\"serviceType\":\"投诉\",\"reflectPerson\":\"" + NAME
                + "\",\"callNumber\":\"" + PHONE + "\",\"discription\":\"" + BIRD + CARD + "\"}";
        Caller.Reply first = heard(hotline.post(orders, good));
        assertThat(first.status()).isEqualTo(201);
        HubUnderTest.End end = hub.endOf(first.json().path("receiptNumber").asText());
        ownComplaint = hub.complaintsOf(end.receiptId()).get(0);
        assertThat(heard(hotline.post(orders, good.replace(CARD, NAME))).status())
                .isEqualTo(201);
        heard(hotline.post(orders, good.replace("\"round\":1", "\"round\":\"" + BIRD + "\"")));
        heard(hotline.post(orders, good.substring(0, good.length() - 9)));
        heard(hotline.post(orders, "{\"" + BIRD + "\":" + BIRD + "}"));
        heard(hotline.post(orders, "[\"" + NAME + "\"]"));
        heard(hotline.post(orders + "/batch", "[{\"taskId\":\"" + BIRD + "\"}," + BIRD));
        heard(hotline.send("POST", orders, good.getBytes(StandardCharsets.UTF_8), "Content-Type", BIRD + "/" + BIRD));
        heard(hotline.send("POST", orders, good.getBytes(StandardCharsets.UTF_8), "Content-Type", BIRD));
        heard(hotline.post(orders, good, "Accept", BIRD + "/x"));
        heard(hotline.post(orders, good, "Content-Encoding", BIRD));
        heard(hotline.withKey(BIRD + "-".repeat(30)).post(orders, good));
        heard(hotline.send("DELETE", orders + "/" + BIRD, new byte[0]));
    }

    private void enterAtDesk() {
        Caller desk = hub.caller("desk");
        String path = "/api/desk/v1/complaints";
        heard(desk.post(path, "{\"channel\":\"" + BIRD + "\",\"matter\":{\"facts\":\"" + NAME + "\"}}"));
        heard(desk.post(
                path,
                "{\"channel\":\"visit\",\"complainant\":{\"name\":\"" + NAME + "\",\"idNumber\":\"" + CARD
                        + "\",\"phone\":\"" + PHONE + "\"},\"matter\":{\"facts\":\"" + BIRD + "\",\"occurredAt\":\""
                        + BIRD + "\"}}"));
        for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=" + BIRD)) {
            byte[] body = ("--" + BIRD + "\r\nContent-Disposition: form-data; name=\"" + BIRD + "\"; filename=\"" + NAME
                            + "\"\r\n" + BIRD + "\r\n\r\n" + PHONE)
                    .getBytes(StandardCharsets.UTF_8);
            heard(desk.send("POST", path, body, "Content-Type", type));
        }
    }

    private void sendAdmissions() throws IOException {
        HospitalSystem hospital = neighbours.hospital(2);
        String good = admission("UNICODE UTF-8", "19900303");
        List<String> messages = List.of(
                good,
                admission(BIRD, "19900303"),
                admission("UNICODE UTF-8", BIRD),
                admission("UNICODE UTF-8", "19900303").replace("PID|1||", "PID|1||\0"),
                good.replace("MSH|^~\\&", "MSH|^~\\&|" + BIRD + "|^~\\&"),
                good.replace("ADT^A04", BIRD + "^" + BIRD),
                BIRD + " " + NAME + "\r");
        for (String message : messages) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            hospital.send(send(bytes));
        }
        try (Socket socket = new Socket("127.0.0.1", hub.mllpPort())) {
            socket.getOutputStream().write(("GET /" + BIRD + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(1_000);
            rawReplies.add(Caller.answerOf(socket));
        }
    }

    private void askWithCanaries() throws IOException {
        Caller ops = hub.caller("ops");
        List.of(
                        "/api/status/v1/receipts/" + BIRD,
                        "/api/ops/v1/receipts/" + BIRD,
                        "/api/ops/v1/receipts?from=" + BIRD,
                        "/api/ops/v1/receipts?channel=" + BIRD + "&limit=" + BIRD,
                        "/api/ops/v1/quarantine?code=" + BIRD,
                        "/" + BIRD,
                        "/actuator/" + BIRD,
                        "/api/ops/v1/complaints/" + BIRD)
                .forEach(path -> heard(ops.get(path)));
        heard(ops.post("/api/ops/v1/quarantine/1/discard", "{\"reason\":" + BIRD));
        heard(ops.post("/api/ops/v1/quarantine/" + BIRD + "/replay", ""));
        for (String request : List.of(
                "GET /" + BIRD + "<>|{} HTTP/1.1\r\nHost: hub\r\n\r\n",
                "GET /?%zz=" + BIRD + "%zz HTTP/1.1\r\nHost: " + BIRD + "\r\nConnection: close\r\n\r\n",
                BIRD + "\r\n\r\n",
                "POST /api/hotline/v1/work-orders HTTP/1.1\r\nHost: hub\r\nContent-Length: " + BIRD + "\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: hub\r\n" + BIRD + ": " + BIRD.repeat(4000) + "\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: hub\r\nBad Header " + BIRD + "\r\nCookie: " + BIRD + "=\u0001\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n" + BIRD + "\r\n",
                "GET /%00" + BIRD + "/..;/%2e%2e HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n")) {
            rawReplies.add(ops.raw(request, 2_000));
        }
    }

    private void rejectWithCanaries() {
        Caller district = hub.caller("district");
        JsonNode given = ownEvent(district);
        String reject = "{\"id\":\"" + given.path("id").asText() + "\",\"code\":\"" + BIRD + "\",\"reason\":\"" + NAME
                + PHONE + "\"}";
        assertThat(heard(district.post("/api/district/v1/rejects", reject)).status())
                .isEqualTo(201);
        heard(district.post(
                "/api/district/v1/rejects", reject.replace(given.path("id").asText(), BIRD)));
        heard(district.post("/api/district/v1/rejects", "{\"reason\":" + BIRD));
    }

    /** The feed begins with what other tests sent, and some of that may be erased by now. */
    private JsonNode ownEvent(Caller district) {
        AtomicReference<String> cursor = new AtomicReference<>("");
        return Awaitility.await()
                .until(
                        () -> {
                            JsonNode page = district.get("/api/district/v1/changes?limit=500&wait=5" + cursor.get())
                                    .json();
                            cursor.set("&cursor=" + page.path("next").asText());
                            return StreamSupport.stream(page.path("events").spliterator(), false)
                                    .filter(event ->
                                            event.path("subject").asText().equals(ownComplaint))
                                    .findFirst()
                                    .orElse(null);
                        },
                        Objects::nonNull);
    }

    private void logInWithCanaries() {
        for (String user : Set.of(BIRD, "case-system")) {
            Assertions.assertThatThrownBy(
                            () -> new JmsConnectionFactory(user, BIRD + NAME, "amqp://127.0.0.1:" + hub.brokerPort())
                                    .createConnection()
                                    .start())
                    .isNotNull();
        }
    }

    private byte[] send(byte[] bytes) {
        sent.add(bytes);
        return bytes;
    }

    private Caller.Reply heard(Caller.Reply reply) {
        replies.add(reply);
        return reply;
    }

    /** Lines of the hub's own loggers; each is one JSON object. */
    private String hubLines() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String line : hub.log().split("\n")) {
            JsonNode event = JSON.readTree(line);
            String logger =
                    event.at("/log/logger").asText() + event.path("log.logger").asText();
            if (NEIGHBOURS.stream().noneMatch(logger::startsWith)) {
                lines.append(line).append('\n');
            }
        }
        assertThat(lines).contains("receive.kept", "quarantine.held");
        return lines.toString();
    }

    private void assertTheDistrictHearsNothing() {
        String cursor = "";
        boolean hasMore = true;
        while (hasMore) {
            Caller.Reply page = hub.caller("district").get("/api/district/v1/changes?limit=500" + cursor);
            assertSilent("the district's feed", page.body());
            cursor = "&cursor=" + page.json().path("next").asText();
            hasMore = page.json().path("hasMore").asBoolean();
        }
    }

    private static void assertSilent(String where, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String song : SONGS) {
            int at = lower.indexOf(song.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                Assertions.fail(
                        "a canary sings in %s: …%s…",
                        where, text.substring(Math.max(0, at - 400), Math.min(text.length(), at + 300)));
            }
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\u%04x", c)));
        return escaped.toString();
    }

    private static String head(String id, String more) {
        return "From: " + NAME + " <" + BIRD + "@example.org>\r\nTo: <" + Neighbours.MAILBOX + ">\r\nSubject: " + BIRD
                + " "
                + NAME + "\r\nDate: Fri, 18 Sep 2026 09:00:00 +0800\r\nMessage-ID: <" + BIRD + "-" + id
                + "@example.org>\r\nMIME-Version: 1.0\r\n" + more + "\r\n\r\n";
    }

    private static String words() {
        return NAME + " " + BIRD + " " + PHONE + " " + CARD + "\r\n";
    }

    private static String call(String linkedId, String start) {
        return "\"\",\"" + PHONE + "\",\"8010\",\"complaint-queue\",\"\"\"" + BIRD + "\"\" <" + PHONE
                + ">\",\"SIP/trunk-0\",\"SIP/8010-0\",\"Queue\",\"t,,,120\",\"" + start + "\",\"2026-09-18 02:00:08\","
                + "\"2026-09-18 02:03:00\",180,172,\"ANSWERED\",\"DOCUMENTATION\",\"" + linkedId + "\",\"\",\"\",\""
                + linkedId + "\",1\n";
    }

    private static String admission(String charset, String birth) {
        return "MSH|^~\\&|HIS|310118|HUB|310118|20260918080000||ADT^A04|" + BIRD + "|P|2.4||||||" + charset + "\r"
                + "EVN|A04|20260918080000\rPID|1||" + BIRD + "^^^HIS^PI~" + CARD + "^^^GA^NI||" + NAME + "^" + BIRD
                + "||"
                + birth + "|M|||" + BIRD + "||" + PHONE + "\rPV1|1|O|眼科^3^12||||D001^测试^医生" + "|".repeat(12) + BIRD
                + "\r";
    }
}
