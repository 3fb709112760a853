package org.onestophub.simulator;

import static org.onestophub.simulator.ExpectedOutcome.NEW_CASE;
import static org.onestophub.simulator.ExpectedOutcome.REPEATED;
import static org.onestophub.simulator.ExpectedOutcome.refused;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.onestophub.simulator.Ward.Patient;

/** What the complaint desk enters in the first load. */
final class DeskEntries {

    private static final String MAPPING = "desk";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeskEntries() {}

    /** All of them. */
    static List<SentInput> all() {
        ObjectNode call = entry("2", "phone", Ward.PATIENTS.get(1), "来电：检验报告迟迟未出。");
        return List.of(
                withPhoto(),
                one("call taken", call, NEW_CASE, 201),
                one(
                        "complaint of staff",
                        entry("3", "staff", Ward.PATIENTS.get(8), "手术室空调故障，已报修三次未处理。"),
                        NEW_CASE,
                        201),
                one("solved on the ward", solved(), NEW_CASE, 201),
                one(
                        "in English",
                        entry("5", "visit", Ward.PATIENTS.get(4), "The bill lists a scan I never had."),
                        NEW_CASE,
                        201),
                one("the call once more", call, REPEATED, 200),
                one(
                        "without a word about the matter",
                        JSON.createObjectNode().put("channel", "visit"),
                        refused("CK-101"),
                        422));
    }

    /** A new entry like many others; {@code id} makes it unique. */
    static SentInput another(long id, Random random) {
        Patient patient = Ward.PATIENTS.get(random.nextInt(Ward.PATIENTS.size()));
        return one("one more", entry("T" + id, "visit", patient, "现场反映：等候时间长（" + id + "）"), NEW_CASE, 201);
    }

    private static SentInput one(String what, ObjectNode entry, ExpectedOutcome expected, int status) {
        return SentInput.of(
                MAPPING,
                what,
                expected,
                neighbours -> neighbours.expectAnswer(
                        "desk " + what,
                        status,
                        neighbours.desk().enter(entry.toString()).status()));
    }

    private static SentInput withPhoto() {
        ObjectNode entry = entry("1", "visit", Ward.PATIENTS.get(0), "来访：病房卫生间漏水，地面湿滑险些摔倒。");
        Desk.Attachment photo = new Desk.Attachment("照片1.jpg", "image/jpeg", Papers.image("jpg", "wet floor"));
        return SentInput.of(
                MAPPING,
                "visit with a photograph",
                NEW_CASE,
                neighbours -> neighbours.expectAnswer(
                        "desk visit",
                        201,
                        neighbours
                                .desk()
                                .enter(entry.toString(), List.of(photo))
                                .status()));
    }

    private static ObjectNode solved() {
        ObjectNode entry = entry("4", "visit", Ward.PATIENTS.get(5), "病房当场解决：陪护床已更换。");
        entry.put("solvedOnSpot", true).put("solution", "当场更换陪护床，家属满意。");
        return entry;
    }

    private static ObjectNode entry(String number, String channel, Patient about, String words) {
        ObjectNode entry = JSON.createObjectNode()
                .put("entryId", "DESK-20260918-" + number)
                .put("channel", channel)
                .put("takenAt", "2026-09-18T10:15:00+08:00")
                .put("takenBy", "前台01");
        entry.putObject("complainant")
                .put("name", about.name())
                .put("phone", about.phone())
                .put("relation", "本人");
        entry.putObject("patient")
                .put("name", about.name())
                .put("patientNumber", about.number())
                .put("visitNumber", about.visit());
        entry.putObject("matter").put("type", "投诉").put("facts", words).put("request", "请调查并答复。");
        return entry;
    }
}
