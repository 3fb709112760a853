package org.onestophub.operate.cli.hotline;

import static org.onestophub.operate.cli.hotline.ConformanceOrders.TEXT;
import static org.onestophub.operate.cli.hotline.ConformanceOrders.happening;
import static org.onestophub.operate.cli.hotline.ConformanceOrders.mentions;
import static org.onestophub.operate.cli.hotline.ConformanceOrders.names;
import static org.onestophub.operate.cli.hotline.ConformanceOrders.order;
import static org.onestophub.operate.cli.hotline.ConformanceOrders.refused;
import static org.onestophub.operate.cli.hotline.ConformanceOrders.repeatOf;
import static org.onestophub.operate.cli.hotline.ConformanceOrders.taken;
import static org.onestophub.operate.cli.hotline.ConformanceOrders.typesOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.onestophub.operate.cli.HubClient;
import org.onestophub.operate.cli.OfflineRooms;
import org.onestophub.operate.cli.hotline.PlatformLine.Reply;

/**
 * The life of work orders as a hotline platform plays it, right and wrong, and what a hub has to answer to each push. Every run
 * has numbers of its own, so it can be repeated.
 */
final class HotlineConformance {

    private static final Duration LOOK = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LINES = 4;
    private static final int TOO_SLOW = 408;

    private final PlatformLine line;
    private final int oversizedKb;
    private final Duration slow;
    private final String run =
            "CONFORMANCE-" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
    private final List<ConformanceResult> results = new ArrayList<>();
    /** Orders that became cases. */
    private final Set<String> opened = new LinkedHashSet<>();

    HotlineConformance(PlatformLine line, int oversizedKb, Duration slow) {
        this.line = line;
        this.oversizedKb = oversizedKb;
        this.slow = slow;
    }

    /** Plays everything; the orders are withdrawn whatever happens. If the first order is not taken, nothing else is tried. */
    List<ConformanceResult> run() {
        String order = number("1");
        Reply first = line.push(order(order, "").toString());
        check("dispatch", "an order is taken", "派单被接收", "201 receiptNumber", first, taken());
        if (!taken().test(first)) {
            return List.copyOf(results);
        }
        try {
            life(order, first);
            repeats();
            faults();
            strangers();
        } finally {
            withdraw();
        }
        return List.copyOf(results);
    }

    private void life(String order, Reply first) {
        check(
                "receipt",
                "the state of its receipt can be asked for",
                "可查询回执状态",
                "200",
                line.get("/api/status/v1/receipts/" + first.receipt()),
                reply -> reply.status() == 200);
        ObjectNode urge = happening(order, "催办", "op-1");
        check(
                "supplement",
                "a supplement is an event",
                "补充内容",
                "201",
                line.push(happening(order, "补充", "op-2")
                        .put("discription", TEXT + " 补充")
                        .toString()),
                taken());
        check("urge", "an urge is an event", "催办", "201", line.push(urge.toString()), taken());
        check(
                "urge-again",
                "the same urge again is a repeat",
                "重复催办识别为重复",
                "200",
                line.push(urge.toString()),
                reply -> reply.status() == 200);
        check(
                "supervise",
                "a supervision is an event",
                "督办",
                "201",
                line.push(happening(order, "督办", "op-3").toString()),
                taken());
        check(
                "re-handle",
                "the next round adds to the case",
                "重办进入同一案件",
                "201",
                line.push(order(order, " 重办").put("round", 2).toString()),
                taken());
        check(
                "call-back",
                "a result of a call-back is an event",
                "回访结果",
                "201",
                line.push(HubClient.JSON
                        .createObjectNode()
                        .put("taskId", order)
                        .put("round", 2)
                        .put("telAskTime", "2026-01-05 10:00:00")
                        .put("allManyi", "满意")
                        .toString()),
                taken());
        Set<String> wanted = Set.of("supplemented", "urged", "supervised", "re-handled", "called-back");
        check(
                "state",
                "the case shows all of it",
                "案件状态包含上述全部事件",
                String.join(" ", new java.util.TreeSet<>(wanted)),
                await(order, seen -> typesOf(seen).containsAll(wanted)),
                seen -> typesOf(seen).containsAll(wanted));
        check(
                "withdraw",
                "a withdrawal ends the case",
                "撤单结束案件",
                "withdrawn",
                withdrawn(order),
                seen -> seen.json().at("/state/code").asText().equals("withdrawn"));
        opened.remove(order);
    }

    private void repeats() {
        String order = number("2");
        String text = order(order, "").toString();
        Reply first = line.push(text);
        check(
                "repeat",
                "the same bytes again have the same receipt",
                "相同内容重复推送返回同一回执",
                "200 same receipt",
                line.push(text),
                repeatOf(first));
        String other = "{ \"round\" : \"1\" , \"discription\" : \"" + TEXT.replace("接", "\\u63a5")
                + "\" , \"syncTime\" : \"2026-01-05 10:00:01\" , \"taskId\" : \"" + order + "\" }";
        check(
                "repeat-reordered",
                "other order of fields, escapes and time of sending are the same order",
                "字段顺序、转义、推送时间不同仍识别为重复",
                "200 same receipt",
                line.push(other),
                repeatOf(first));
        check(
                "changed",
                "other content under the same number adds to the case",
                "同号不同内容并入案件",
                "201",
                line.push(order(order, " 改").toString()),
                taken());
        List<Reply> replies = line.pushAtOnce(order(number("3"), "").toString(), LINES);
        long fresh = replies.stream().filter(reply -> reply.status() == 201).count();
        boolean isOne = fresh == 1
                && replies.stream().map(Reply::receipt).distinct().count() == 1
                && replies.stream().allMatch(reply -> reply.status() == 201 || reply.status() == 200);
        results.add(new ConformanceResult(
                "at-once",
                "one order over " + LINES + " lines at once is one receipt",
                LINES + " 个连接同时推送同一工单只产生一个回执",
                "one 201, else 200, same receipt",
                replies.stream()
                        .map(reply -> Integer.toString(reply.status()))
                        .toList()
                        .toString(),
                isOne));
    }

    private void faults() {
        check(
                "no-description",
                "a missing field is refused by the sender's name of it",
                "缺少必填字段时按发送方字段名拒绝",
                "422 senderField discription",
                line.push("{\"taskId\":\"" + number("4") + "\",\"serviceType\":\"投诉\"}"),
                reply -> refused(422).test(reply) && names(reply.json(), "senderField", "discription"));
        opened.remove(number("4"));
        check(
                "no-number",
                "an order without a number is refused",
                "缺少工单编号被拒绝",
                "422 taskId",
                line.push("{\"discription\":\"" + TEXT + "\"}"),
                reply -> refused(422).test(reply) && mentions(reply.json(), "taskId"));
        check(
                "unknown-code",
                "an unknown code is taken and named",
                "未知代码予以接收并提示",
                "201 warning serviceType",
                line.push(
                        order(number("5"), "").put("serviceType", "无此类型-" + run).toString()),
                reply -> taken().test(reply) && names(reply.json(), "senderField", "serviceType"));
        check(
                "unreadable-time",
                "an unreadable time is taken and named",
                "无法识别的时间予以接收并提示",
                "201 warning orderTime",
                line.push(order(number("6"), "").put("orderTime", "昨天上午").toString()),
                reply -> taken().test(reply) && mentions(reply.json(), "orderTime"));
        check(
                "no-json",
                "what is no JSON is refused",
                "非 JSON 被拒绝",
                "4xx with a code",
                line.push("taskId=1"),
                refused(0));
        check(
                "truncated",
                "cut-off JSON is refused",
                "截断的 JSON 被拒绝",
                "4xx with a code",
                line.push("{\"taskId\":\"x\",\"discription\":\"" + TEXT),
                refused(0));
        check(
                "twice",
                "one field twice is refused",
                "同一字段出现两次被拒绝",
                "4xx with a code",
                line.push("{\"taskId\":\"x\",\"taskId\":\"y\",\"discription\":\"" + TEXT + "\"}"),
                refused(0));
        check(
                "no-object",
                "a list where an order is expected is refused",
                "应为工单处收到数组被拒绝",
                "4xx with a code",
                line.push("[]"),
                refused(0));
        check(
                "media-type",
                "another media type is refused",
                "其他媒体类型被拒绝",
                "415",
                line.pushTyped("text/plain", order(number("7"), "").toString()),
                refused(415));
        opened.remove(number("7"));
        check(
                "oversized",
                "an order that is too large is refused",
                "过大的工单被拒绝",
                "413",
                line.push("{\"taskId\":\"x\",\"discription\":\"" + "x".repeat(oversizedKb * 1024) + "\"}"),
                refused(413));
        if (!slow.isZero()) {
            int status = line.pushSlowly(slow);
            results.add(new ConformanceResult(
                    "slow-body",
                    "a body that never ends is cut off",
                    "不结束的请求体被中断",
                    "408",
                    Integer.toString(status),
                    status == TOO_SLOW));
        }
        String good = order(number("8"), "").toString();
        Reply batch = line.batch("[" + good + ",{\"serviceType\":\"投诉\"}]");
        if (batch.status() == 403 || batch.status() == 404) {
            // the path takes no batches, so the order never arrived
            opened.remove(number("8"));
        } else {
            check(
                    "batch",
                    "each order of a batch has its own result",
                    "批量推送逐条返回结果",
                    "200, one taken, one refused",
                    batch,
                    reply -> reply.status() == 200
                            && reply.json().size() == 2
                            && reply.json().get(0).path("status").asInt() == 201
                            && reply.json().get(1).path("status").asInt() == 422);
        }
    }

    private void strangers() {
        String order = order(number("9"), "").toString();
        opened.remove(number("9"));
        check("no-key", "nobody pushes without a key", "无密钥被拒绝", "401", line.pushAs("", order), refused(401));
        check(
                "wrong-key",
                "nobody pushes with a wrong key",
                "错误密钥被拒绝",
                "401",
                line.pushAs("wrong-key-of-the-conformance-check-0123456789", order),
                refused(401));
        check(
                "foreign-order",
                "an order that was never pushed is not found",
                "从未推送的工单查询不到",
                "404",
                line.get("/api/status/v1/complaints/" + run + "-none"),
                refused(404));
    }

    /** Whatever is still open is withdrawn, so that it leaves the counts. */
    private void withdraw() {
        List<String> left = new ArrayList<>();
        for (String order : List.copyOf(opened)) {
            if (!withdrawn(order).json().at("/state/code").asText().equals("withdrawn")) {
                left.add(order);
            }
        }
        results.add(new ConformanceResult(
                "clean-up",
                "all orders of this run are withdrawn",
                "本次测试的工单已全部撤单",
                "none left",
                left.isEmpty() ? "none left" : String.join(" ", left),
                left.isEmpty()));
    }

    private Reply withdrawn(String order) {
        line.push(happening(order, "撤单", "op-9")
                .put("isDel", "1")
                .put("round", order.equals(number("1")) ? 2 : 1)
                .toString());
        return await(order, seen -> seen.json().at("/state/code").asText().equals("withdrawn"));
    }

    private String number(String last) {
        opened.add(run + "-" + last);
        return run + "-" + last;
    }

    private void check(String id, String en, String zh, String expected, Reply reply, Predicate<Reply> passes) {
        String code = reply.code().isEmpty() ? reply.json().at("/state/code").asText("") : reply.code();
        results.add(new ConformanceResult(
                id,
                en,
                zh,
                expected,
                (reply.status() + " " + code + " " + String.join(",", typesOf(reply))).strip(),
                passes.test(reply)));
    }

    /** The case as it is once that holds, or when patience ends. */
    private Reply await(String order, Predicate<Reply> wanted) {
        Instant end = OfflineRooms.clock().instant().plus(LOOK);
        Reply seen = line.get("/api/status/v1/complaints/" + order);
        while (!wanted.test(seen) && OfflineRooms.clock().instant().isBefore(end)) {
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return seen;
            }
            seen = line.get("/api/status/v1/complaints/" + order);
        }
        return seen;
    }
}
