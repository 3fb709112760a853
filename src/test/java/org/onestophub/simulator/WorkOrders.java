package org.onestophub.simulator;

import static org.onestophub.simulator.ExpectedOutcome.APPENDED;
import static org.onestophub.simulator.ExpectedOutcome.NEW_CASE;
import static org.onestophub.simulator.ExpectedOutcome.REPEATED;
import static org.onestophub.simulator.ExpectedOutcome.parked;
import static org.onestophub.simulator.ExpectedOutcome.refused;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.onestophub.simulator.Ward.Patient;

/** The hotline's work orders of the first load, with the field names of a city's grid system. */
final class WorkOrders {

    private static final String MAPPING = "hotline";
    private static final ObjectMapper JSON = new ObjectMapper();

    private WorkOrders() {}

    /** All of them in the order they are pushed. */
    static List<SentInput> all() {
        return List.of(
                one("complaint with name and phone of a patient", order(1, 1, "挂号窗口排队两小时无人管理"), NEW_CASE, 201),
                one("confidential", order(2, 1, "医生态度生硬，要求保密").put("confidential", true), NEW_CASE, 201),
                one(
                        "urgent, urged twice",
                        order(3, 1, "急诊等候超过四小时").put("emergencyLevel", "紧急").put("hastentypeCount", 2),
                        NEW_CASE,
                        201),
                one("inquiry", order(4, 1, "咨询停车收费标准").put("serviceType", "咨询"), NEW_CASE, 201),
                one("anonymous", order(5, 1, "食堂卫生差").put("reflectPerson", "匿名").put("callNumber", ""), NEW_CASE, 201),
                one("in English", order(6, 1, "The interpreter did not come."), NEW_CASE, 201),
                one("the same order again", order(1, 1, "挂号窗口排队两小时无人管理"), REPEATED, 200),
                one("other content under a known number", order(2, 1, "内容已被改动"), APPENDED, 201)
                        .later(),
                one(
                                "the same order, sent anew",
                                order(1, 1, "挂号窗口排队两小时无人管理").put("syncTime", "2026-09-18 12:00:00"),
                                REPEATED,
                                200)
                        .later(),
                one(
                        "without number and content",
                        JSON.createObjectNode().put("serviceType", "投诉"),
                        refused("CK-101"),
                        422),
                one("no JSON", "{\"taskId\":\"2609A000099\",", refused("RD-109"), 400),
                batch(),
                listed("listed by a platform that does not push", order(21, 1, "叫号屏不显示"), NEW_CASE),
                listed("listed as well", order(22, 1, "停车场出口拥堵"), NEW_CASE),
                listed(
                        "listed without a number",
                        JSON.createObjectNode().put("discription", "缺少工单编号"),
                        parked("CK-101")),
                one(
                                "second round of the first order",
                                order(1, 2, "市民补充：9月18日再次排队").put("approach", "2"),
                                // its words, and that the case is to be handled again
                                APPENDED.times(2),
                                201)
                        .later());
    }

    /** A new order like many others; {@code id} makes it unique. */
    static SentInput another(long id, Random random) {
        String[] matters = {"收费有疑问", "候诊时间过长", "电梯故障", "预约系统打不开"};
        return one("one more", order(1_000_000 + id, 1, matters[random.nextInt(matters.length)]), NEW_CASE, 201);
    }

    private static SentInput one(String what, Object order, ExpectedOutcome expected, int status) {
        return SentInput.of(
                MAPPING,
                what,
                expected,
                neighbours -> neighbours.expectAnswer(
                        "hotline " + what,
                        status,
                        neighbours.hotline().push(order.toString()).status()));
    }

    private static SentInput listed(String what, Object order, ExpectedOutcome expected) {
        return SentInput.of(
                MAPPING, what, expected, neighbours -> neighbours.orders().add(order.toString()));
    }

    private static SentInput batch() {
        List<String> orders = List.of(
                order(11, 1, "病房夜间噪声").toString(),
                order(12, 1, "出院结算等了半天").toString(),
                order(11, 1, "病房夜间噪声").toString(),
                "{\"serviceType\":\"投诉\",\"discription\":5}",
                order(13, 1, "护士站电话无人接听").toString());
        return SentInput.ofMany(
                MAPPING,
                "a batch of five",
                orders.size(),
                NEW_CASE.times(3).and(REPEATED).and(refused("CK-101")),
                neighbours -> neighbours.expectAnswer(
                        "hotline batch",
                        200,
                        neighbours.hotline().pushBatch(orders).status()));
    }

    private static ObjectNode order(long number, int round, String words) {
        Patient caller = Ward.PATIENTS.get((int) (number % Ward.PATIENTS.size()));
        return JSON.createObjectNode()
                .put("taskId", String.format(Locale.ROOT, "2609A%06d", number))
                .put("round", round)
                .put("reportDept", "12345")
                .put("serviceType", "投诉")
                .put("approach", "0")
                .put("emergencyLevel", "一般")
                .put("levelOne", "医疗卫生")
                .put("levelTwo", "医疗服务")
                .put("streetName", "虚构街道")
                .put("address", "虚构路1号")
                .put("reflectPerson", caller.name())
                .put("callNumber", caller.phone())
                .put("discription", words)
                .put("orderTime", "2026-09-18 16:30:00")
                .put("dispatchTime", "2026-09-18 16:40:00")
                .put("hastentypeCount", 0);
    }
}
