package org.onestophub.intake.receive.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Inbound;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.Doors;
import org.onestophub.platform.access.DoorsSlice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

@Doors
class PushDoorsIT {

    private static final String ORDERS = "/api/hotline/v1/work-orders";
    private static final String BATCH = ORDERS + "/batch";
    private static final String DESK = "/api/desk/v1/complaints";

    @LocalServerPort
    private int port;

    @Value("${hub.home}")
    private Path home;

    @Autowired
    private DoorsSlice.StandInReceive receive;

    @Autowired
    private CamelContext camel;

    private Caller hotline;
    private Caller desk;
    private String task;

    @BeforeEach
    void callAsSenders() {
        hotline = new Caller(port, null).as("line-a");
        desk = new Caller(port, null).as("desk");
        task = UUID.randomUUID().toString();
        receive.seen.clear();
        receive.bytes.clear();
        receive.spooled.clear();
    }

    @AfterEach
    void storeIsUpAndChannelRuns() throws Exception {
        receive.down = false;
        camel.getRouteController().startRoute("in-hotline");
    }

    @Test
    void newOrderIsCreatedWithReceiptAndStatusLink() {
        Caller.Reply reply = hotline.post(ORDERS, order(task, "测试"));

        assertThat(reply.status()).isEqualTo(201);
        String number = reply.json().get("receiptNumber").asText();
        assertThat(reply.json().get("status").asText()).isEqualTo("/api/status/v1/receipts/" + number);
        assertThat(reply.header("Location")).isEqualTo("/api/status/v1/receipts/" + number);
        Inbound seen = receive.seen.get(0);
        assertThat(seen.keys()).containsExactly("hotline:line-a:" + task + "#1");
        assertThat(seen.transport())
                .containsEntry("account", "line-a")
                .containsEntry("contentType", "application/json");
        assertThat(seen.sameKey()).isEqualTo(Inbound.SameKey.APPEND);
    }

    @Test
    void sameOrderAgainHasTheSameReceipt() {
        Caller.Reply first = hotline.post(ORDERS, order(task, "a"));
        Caller.Reply second = hotline.post(ORDERS, order(task, "a"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void changedOrderUnderTheSameNumberIsAnInputOfItsOwn() {
        Caller.Reply first = hotline.post(ORDERS, order(task, "a"));
        Caller.Reply other = hotline.post(ORDERS, order(task, "b"));
        Caller.Reply again = hotline.post(ORDERS, order(task, "b"));

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.json().get("receiptNumber")).isNotEqualTo(first.json().get("receiptNumber"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(other.body());
    }

    @Test
    void sameOrderOfAnotherAccountIsAnotherOrder() {
        hotline.post(ORDERS, order(task, "a"));

        assertThat(hotline.as("line-b").post(ORDERS, order(task, "b")).status()).isEqualTo(201);
    }

    @Test
    void unusableOrderIsToldTheFieldAndItsKeyStaysFree() {
        Caller.Reply reply = hotline.post(ORDERS, "{\"taskId\":\"" + task + "\"}");
        Caller.Reply corrected = hotline.post(ORDERS, order(task, "now with text"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo("/text");
        assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo("CK-101");
        assertThat(reply.json().get("receiptNumber").asText()).isNotBlank();
        assertThat(receive.seen.get(0).transport())
                .containsEntry("refuse", "CK-101")
                .containsEntry("refuseField", "/text");
        assertThat(corrected.status()).isEqualTo(201);
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsBytesKept() {
        Caller.Reply reply = hotline.post(ORDERS, "{\"taskId\":\"" + task + "\", 测试甲");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("code").asText()).isEqualTo("RD-109");
        assertThat(reply.body()).doesNotContain("测试甲", task);
        assertThat(receive.bytes.values())
                .singleElement()
                .satisfies(kept ->
                        assertThat(new String(kept, StandardCharsets.UTF_8)).contains("测试甲"));
    }

    @Test
    void emptyBodyIsRefusedWithAReceipt() {
        Caller.Reply reply = hotline.post(ORDERS, "");

        assertThat(reply.status()).isBetween(400, 422);
        assertThat(reply.json().has("receiptNumber")).isTrue();
    }

    @Test
    void ourOwnFaultIsNotTheSenders() {
        assertThat(hotline.post(ORDERS, "{\"taskId\":\"" + task + "\",\"fault\":1}")
                        .status())
                .isEqualTo(201);
        assertThat(hotline.post(ORDERS, "{\"taskId\":\"" + task + "\",\"round\":2,\"bug\":1}")
                        .status())
                .isEqualTo(201);
        assertThat(receive.seen).allSatisfy(seen -> assertThat(seen.transport()).doesNotContainKey("refuse"));
    }

    @Test
    void storeThatIsDownAsksForARepeat() {
        receive.down = true;

        Caller.Reply reply = hotline.post(ORDERS, order(task, "a"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertThat(reply.json().get("code").asText()).isEqualTo("RC-301");
    }

    @Test
    void stoppedChannelAsksForARepeatAtOnce() throws Exception {
        camel.getRouteController().stopRoute("in-hotline");

        Caller.Reply reply = hotline.post(ORDERS, order(task, "a"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().get("code").asText()).isEqualTo("CH-302");
        assertThat(reply.header("Retry-After")).isNotBlank();
    }

    @Test
    void durableAnswerIsGivenWhateverTheSenderAccepts() {
        assertThat(hotline.post(ORDERS, order(task, "a"), "Accept", "application/xml")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void batchGivesOneResultPerOrderAndKeepsTheirBytes() {
        String first = "{ \"taskId\" : \"" + task + "\",\n \"text\":\"\\u6d4b 试 ]},\" , \"n\":[1,{\"a\":\"]\"}]}";
        Caller.Reply reply = hotline.post(BATCH, "\n [ " + first + " ,\t{\"taskId\":\"x" + task + "\"},7 , null]\n");

        JsonNode items = reply.json();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(items).hasSize(4);
        assertThat(items.findValuesAsText("status")).containsExactly("201", "422", "400", "400");
        assertThat(items.findValuesAsText("index")).containsExactly("0", "1", "2", "3");
        assertThat(items.get(1).get("code").asText()).isEqualTo("CK-101");
        assertThat(items.get(1).get("field").asText()).isEqualTo("/text");
        assertThat(new String(receive.bytes.get("hotline:line-a:" + task + "#1"), StandardCharsets.UTF_8))
                .isEqualTo(first);
    }

    @Test
    void batchThatIsNoArrayIsRefusedAsAWholeWithItsBytesKept() {
        Caller.Reply reply = hotline.post(BATCH, "[{\"taskId\":\"" + task + "\"},");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().has("receiptNumber")).isTrue();
        assertThat(receive.seen).hasSize(1);
    }

    @Test
    void batchOfTooManyOrdersIsRefused() {
        String many = IntStream.range(0, 21).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));

        Caller.Reply reply = hotline.post(BATCH, many);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("code").asText()).isEqualTo("RD-107");
        assertThat(reply.json().get("receiptNumber").asText()).isNotBlank();
        assertThat(receive.bytes.values()).singleElement().isEqualTo(many.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void batchItemAboveTheBoundIsToldSoAndTheOthersGoOn() {
        String huge = order(task, "a".repeat(1_100_000));

        JsonNode items = hotline.post(BATCH, "[" + huge + "," + order("y" + task, "b") + "]")
                .json();

        assertThat(items.findValuesAsText("status")).containsExactly("413", "201");
        assertThat(items.get(0).get("receiptNumber").asText()).isNotBlank();
        assertThat(receive.bytes.values()).contains(huge.substring(0, 64 * 1024).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deskComplaintKeepsItsBytesAndMediaType() {
        byte[] body = "--b\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n{}\r\n--b--\r\n"
                .getBytes(StandardCharsets.UTF_8);
        Caller.Reply reply = desk.send(
                "POST", DESK, body, "Content-Type", "multipart/form-data; boundary=b", "Idempotency-Key", task);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(receive.seen.get(0).transport()).containsEntry("contentType", "multipart/form-data; boundary=b");
        assertThat(receive.bytes.get("desk:desk:" + task)).isEqualTo(body);
    }

    @Test
    void deskComplaintWithoutKeyIsKnownByItsBytes() {
        String complaint = "{\"text\":\"" + task + "\"}";

        assertThat(desk.post(DESK, complaint).status()).isEqualTo(201);
        assertThat(desk.post(DESK, complaint).status()).isEqualTo(200);
        assertThat(receive.seen.get(0).keys().get(0)).matches("desk:desk:sha256:[0-9a-f]{64}");
    }

    @Test
    void largeBodyWaitsInAFileThatIsGoneAfterTheAnswer() throws IOException {
        Caller.Reply reply = desk.post(DESK, "{\"text\":\"" + task + "a".repeat(3_000_000) + "\"}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(receive.spooled).hasSize(1);
        assertThat(receive.spooled.get(0)).doesNotExist();
        assertThat(filesInSpool()).isEmpty();
    }

    @Test
    void idempotencyKeyThatIsNoVisibleAsciiIsRefusedAndTheComplaintKept() throws IOException {
        String complaint = "{\"text\":\"" + task + "\"}";
        JsonNode refusal = desk.post(DESK, complaint, "Idempotency-Key", "a b").json();
        assertThat(refusal.get("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(refusal.get("receiptNumber").asText()).isNotBlank();
        assertThat(receive.bytes.values()).singleElement().isEqualTo(complaint.getBytes(StandardCharsets.UTF_8));
        assertThat(desk.post(DESK, complaint, "Idempotency-Key", "a".repeat(201))
                        .status())
                .isEqualTo(400);
        receive.seen.clear();
        String answer = desk.raw(
                head(DESK, "desk") + "Idempotency-Key: a\u0001\rX-Evil: 1\r\nContent-Length: 2\r\n"
                        + "Connection: close\r\n\r\n{}",
                5000);
        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("X-Evil");
        assertThat(receive.seen).isEmpty();
    }

    @Test
    void bodyDeclaredTooLargeIsRefusedWithItsBeginningKept() throws IOException {
        String sent = "{\"taskId\":\"" + task + "\",\"text\":\"" + "a".repeat(100_000);
        for (String door : List.of(ORDERS, BATCH, DESK)) {
            receive.seen.clear();
            String answer = hotline.raw(
                    head(door, door.equals(DESK) ? "desk" : "line-a") + "Content-Length: 209715200\r\n\r\n" + sent,
                    10_000);

            assertThat(answer).startsWith("HTTP/1.1 413").contains("RC-102").contains("receiptNumber");
            Inbound kept = receive.seen.get(0);
            assertThat(kept.transport()).containsEntry("refuse", "RC-102").containsEntry("wholeSize", "209715200");
            assertThat(new String(receive.bytes.get(kept.keys().get(0)), StandardCharsets.UTF_8))
                    .isEqualTo(sent.substring(0, 64 * 1024));
        }
    }

    @Test
    void sameBodyThatIsTooLargeHasTheSameKeyAndAnotherSizeAnother() throws IOException {
        for (String size : List.of("209715200", "209715200", "209715201")) {
            hotline.raw(head(ORDERS, "line-a") + "Content-Length: " + size + "\r\n\r\n" + "a".repeat(100_000), 10_000);
        }

        List<String> keys =
                receive.seen.stream().map(seen -> seen.keys().get(0)).toList();
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
    }

    @Test
    void whoAsksWhetherToSendTooMuchIsToldBeforeHeSendsIt() throws IOException {
        String answer = hotline.raw(
                head(ORDERS, "line-a") + "Expect: 100-continue\r\nContent-Length: 209715200\r\n\r\n", 10_000);

        assertThat(answer).startsWith("HTTP/1.1 413").contains("receiptNumber");
        assertThat(receive.bytes.values()).singleElement().isEqualTo(new byte[0]);
    }

    @Test
    void whoAsksWhetherToSendIsAskedForIt() throws IOException {
        String order = order(task, "a");
        String request = head(ORDERS, "line-a") + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: "
                + order.length() + "\r\n\r\n";

        assertThat(hotline.raw(request + order, 10_000))
                .startsWith("HTTP/1.1 100")
                .contains("HTTP/1.1 201");
        assertThat(hotline.raw(request.replace("line-a", "nobody") + order, 10_000))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void whoPromisesTooMuchAndSendsNothingIsCutOffLikeAnyOther() throws IOException {
        String answer = hotline.raw(head(ORDERS, "line-a") + "Content-Length: 209715200\r\n\r\n", 10_000);

        assertThat(answer).startsWith("HTTP/1.1 408").contains("AC-108");
        assertThat(receive.seen).isEmpty();
    }

    @Test
    void endlessChunksAreCutAtTheBound() throws IOException {
        assertThat(answerToChunks(ORDERS, "line-a", 0x4000, 68))
                .startsWith("HTTP/1.1 413")
                .contains("RC-102")
                .contains("receiptNumber");
        assertThat(receive.seen.get(0).transport()).containsEntry("wholeSize", "above-1048576");
        assertThat(receive.bytes.values())
                .singleElement()
                .satisfies(kept -> assertThat(kept).hasSize(64 * 1024));
    }

    @Test
    void deskComplaintAboveTheBoundLeavesItsBeginningAndNoFile() throws IOException {
        assertThat(answerToChunks(DESK, "desk", 0x100000, 5))
                .startsWith("HTTP/1.1 413")
                .contains("receiptNumber");
        assertThat(receive.seen.get(0).transport()).containsEntry("wholeSize", "above-4194304");
        assertThat(receive.bytes.values())
                .singleElement()
                .satisfies(kept -> assertThat(kept).hasSize(64 * 1024));
        assertThat(filesInSpool()).isEmpty();
    }

    @Test
    void endlessChunksLeaveNoSpoolFile() throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            write(socket, head(DESK, "desk") + "Transfer-Encoding: chunked\r\n\r\n4000\r\n" + "a".repeat(0x4000));
            write(socket, "\r\nzzzz\r\n");
            socket.setSoTimeout(10_000);
            assertThat(Caller.answerOf(socket)).startsWith("HTTP/1.1 4");
        }
        assertThat(filesInSpool()).isEmpty();
        assertThat(receive.bytes.values())
                .singleElement()
                .satisfies(kept -> assertThat(kept).hasSize(0x4000));
    }

    @Test
    void silentSenderIsCutOffAndWhatHeSentIsKept() throws IOException {
        String begun = head(ORDERS, "line-a") + "Content-Length: 100\r\n\r\n{\"taskId\":";

        assertThat(hotline.raw(begun, 10_000)).startsWith("HTTP/1.1 408").contains("AC-108");
        assertThat(hotline.raw(begun, 10_000)).startsWith("HTTP/1.1 408");

        assertThat(receive.seen)
                .hasSize(2)
                .extracting(Inbound::keys)
                .containsOnly(receive.seen.get(0).keys());
        assertThat(receive.seen.get(0).transport())
                .containsEntry("wholeSize", "100")
                .containsEntry(Inbound.REFUSE, "AC-108");
        assertThat(receive.bytes.values()).singleElement().isEqualTo("{\"taskId\":".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void orderThatBreaksOffIsKeptAndItsKeyStaysFree() throws IOException {
        String order = order(task, "a");
        try (Socket socket = new Socket("localhost", port)) {
            write(socket, head(ORDERS, "line-a") + "Content-Length: 500\r\n\r\n" + order);
            socket.shutdownOutput();
            socket.setSoTimeout(10_000);
            assertThat(Caller.answerOf(socket)).startsWith("HTTP/1.1 400");
        }

        assertThat(receive.seen)
                .singleElement()
                .satisfies(seen -> assertThat(seen.transport()).containsEntry(Inbound.REFUSE, "AC-108"));
        assertThat(hotline.post(ORDERS, order).status()).isEqualTo(201);
    }

    @Test
    void drippingSenderIsCutOffThoughEachByteComesInTime() throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            write(socket, head(ORDERS, "line-a") + "Content-Length: 10000\r\n\r\n");
            Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(20))
                    .pollInterval(java.time.Duration.ofMillis(200))
                    .until(() -> {
                        write(socket, " ");
                        return socket.getInputStream().available() > 0;
                    });
            assertThat(Caller.answerOf(socket)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void compressedBodyIsRefusedAndKept() {
        assertRefusedAsOfAWrongType(
                hotline.post(ORDERS, order(task, "a"), "Content-Encoding", "gzip"), "Content-Encoding");
    }

    @Test
    void bodyOfAnotherTypeIsRefusedAndKept() {
        byte[] order = order(task, "a").getBytes(StandardCharsets.UTF_8);

        assertRefusedAsOfAWrongType(hotline.send("POST", ORDERS, order, "Content-Type", "text/xml"), "Content-Type");
        assertThat(hotline.send("POST", ORDERS, order, "Content-Type", "application/json; charset=utf-8")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void deskTakesNoFormAndKeepsWhatItSaid() {
        byte[] form = "facts=a".getBytes(StandardCharsets.UTF_8);

        Caller.Reply reply = desk.send("POST", DESK, form, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(reply.status()).isEqualTo(415);
        assertThat(receive.bytes.values()).singleElement().isEqualTo(form);
    }

    private void assertRefusedAsOfAWrongType(Caller.Reply reply, String header) {
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.json().get("code").asText()).isEqualTo("AC-106");
        assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo(header);
        assertThat(reply.json().get("receiptNumber").asText()).isNotBlank();
        assertThat(receive.bytes.values())
                .singleElement()
                .isEqualTo(order(task, "a").getBytes(StandardCharsets.UTF_8));
    }

    private static String order(String task, String text) {
        return "{\"taskId\":\"" + task + "\",\"text\":\"" + text + "\"}";
    }

    private static String head(String path, String account) {
        return "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + new Caller(0, null).as(account).key() + "\r\n";
    }

    private String answerToChunks(String path, String account, int size, int count) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            write(socket, head(path, account) + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = Integer.toHexString(size) + "\r\n" + "a".repeat(size) + "\r\n";
            for (int i = 0; i < count; i++) {
                write(socket, chunk);
            }
            return Caller.answerOf(socket);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private List<Path> filesInSpool() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("spool"))) {
            return files.toList();
        }
    }
}
