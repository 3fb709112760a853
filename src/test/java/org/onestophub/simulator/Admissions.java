package org.onestophub.simulator;

import static org.onestophub.simulator.ExpectedOutcome.CONTEXT_APPLIED;
import static org.onestophub.simulator.ExpectedOutcome.REPEATED;
import static org.onestophub.simulator.ExpectedOutcome.counted;
import static org.onestophub.simulator.ExpectedOutcome.parked;
import static org.onestophub.simulator.ExpectedOutcome.refused;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.onestophub.simulator.Ward.Patient;

/** The hospital system's messages of the first load: the days of ten patients, over four connections. */
final class Admissions {

    private static final String MAPPING = "patient-adt";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final List<String> DAY = List.of("A28", "A04", "A01", "A08", "A02");

    private Admissions() {}

    /** All of them; what merges and corrects comes after what it is about, on the same connection. */
    static List<SentInput> all() {
        List<SentInput> all = new ArrayList<>();
        for (int connection = 0; connection < Neighbours.HOSPITAL_CONNECTIONS; connection++) {
            all.add(day(connection));
        }
        all.add(one("discharge", 0, adt("A03", Ward.PATIENTS.get(0), "E1", "GB 18030-2000"), CONTEXT_APPLIED, "AA"));
        all.add(one(
                "cancelled admission",
                1,
                adt("A11", Ward.PATIENTS.get(1), "E2", "UNICODE UTF-8"),
                CONTEXT_APPLIED,
                "AA"));
        all.add(one(
                "cancelled discharge",
                0,
                adt("A13", Ward.PATIENTS.get(0), "E3", "GB 18030-2000"),
                CONTEXT_APPLIED,
                "AA"));
        all.add(one(
                "changed person", 2, adt("A31", Ward.PATIENTS.get(2), "E4", "UNICODE UTF-8"), CONTEXT_APPLIED, "AA"));
        all.add(one("merged numbers", 3, merge(), CONTEXT_APPLIED, "AA"));
        all.add(one("as an old system sends it", 2, old(), CONTEXT_APPLIED, "AA"));
        all.add(one("no declared charset, GBK with bytes that look like bars", 1, undeclared(), CONTEXT_APPLIED, "AA"));
        all.add(one(
                "a message sent again", 0, adt("A03", Ward.PATIENTS.get(0), "E1", "GB 18030-2000"), REPEATED, "AA"));
        all.add(one("a laboratory result, no patient movement", 1, laboratory(), counted(1), "AA"));
        all.add(one("bytes in no charset", 2, undecodable(), parked("RD-102"), "AA"));
        all.add(one(
                "no HL7 at all",
                3,
                "GET / HTTP/1.1\r\nHost: hub\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                refused("RD-101"),
                "AR"));
        return all;
    }

    /** A new message like many others; {@code id} makes it unique. */
    static SentInput another(long id, Random random) {
        Patient patient = Ward.PATIENTS.get(random.nextInt(Ward.PATIENTS.size()));
        return one(
                "one more",
                random.nextInt(Neighbours.HOSPITAL_CONNECTIONS),
                adt("A08", patient, "T" + id, random.nextBoolean() ? "GB 18030-2000" : "UNICODE UTF-8"),
                CONTEXT_APPLIED,
                "AA");
    }

    /** Every fourth patient, each with a whole day; written at once and answered in order. */
    private static SentInput day(int connection) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = connection; i < Ward.PATIENTS.size(); i += Neighbours.HOSPITAL_CONNECTIONS) {
            for (String event : DAY) {
                String charset = connection % 2 == 0 ? "GB 18030-2000" : "UNICODE UTF-8";
                messages.add(adt(event, Ward.PATIENTS.get(i), "D" + i + event, charset));
            }
        }
        return SentInput.ofMany(
                MAPPING,
                "a day of patients, pipelined",
                messages.size(),
                CONTEXT_APPLIED.times(messages.size()),
                neighbours -> neighbours.expectAnswer(
                        "patient-adt pipelined",
                        Collections.nCopies(messages.size(), "AA"),
                        neighbours.hospital(connection).sendPipelined(messages).stream()
                                .map(HospitalSystem.Ack::code)
                                .toList()));
    }

    private static SentInput one(String what, int connection, byte[] message, ExpectedOutcome expected, String code) {
        return SentInput.of(
                MAPPING,
                what,
                expected,
                neighbours -> neighbours.expectAnswer(
                        "patient-adt " + what,
                        code,
                        neighbours.hospital(connection).send(message).code()));
    }

    private static byte[] adt(String event, Patient who, String controlId, String charset) {
        String message = msh(event, controlId, "2.4", charset)
                + "EVN|" + event + "|" + timeOf(event) + "\r"
                + "PID|1||" + who.number() + "^^^HIS^PI"
                + (who.idCard().isEmpty() ? "" : "~" + who.idCard() + "^^^GA^NI")
                + "||" + who.family() + "^" + who.given() + "||" + who.birth() + "|" + who.sex()
                + "|||虚构路1号^^上海^上海^201700||" + who.phone() + "\r"
                + "NK1|1|测试^家属|子女||13800000099\r"
                + "PV1|1|" + (event.equals("A04") ? "O" : "I") + "|" + who.department() + "^3^12||||D001^测试^医生"
                + "|".repeat(12) + who.visit() + "|".repeat(25) + timeOf("A01") + "\r";
        return message.getBytes(charset.startsWith("GB") ? GB18030 : StandardCharsets.UTF_8);
    }

    private static byte[] merge() {
        Patient stays = Ward.PATIENTS.get(3);
        return (msh("A40", "E5", "2.5.1", "UNICODE UTF-8") + "EVN|A40|20260918120000\r" + "PID|1||" + stays.number()
                        + "^^^HIS^PI||测试^丁||19900303|M\rMRG|P000098^^^HIS^PI\r")
                .getBytes(StandardCharsets.UTF_8);
    }

    // After a message a radiology vendor published: charset in MSH-17, hyphens in the date, sex in words, card in
    // PID-19.
    private static byte[] old() {
        return ("MSH|^~\\&|HIS||HUB||202609180900||ADT^A04|E6|P|2.3|||||GB2312\r"
                        + "PID|||P000090||测试甲^ceshijia||1949-12-31|女|||上海市虚构路2号||(021)59730000\r"
                        + "PV1||门诊|神经内科" + "|".repeat(16) + "V20260917090\r")
                .getBytes(GB18030);
    }

    private static byte[] undeclared() {
        return ("MSH|^~\\&|HIS||HUB||20260918090000||ADT^A08|E7|P|2.4\r"
                        + "PID|1||P000091||测试^乗東||19600101|1\rPV1|1|O|眼科" + "|".repeat(16) + "V20260917091\r")
                .getBytes(GB18030);
    }

    private static byte[] laboratory() {
        return (msh("R01", "E8", "2.4", "UNICODE UTF-8").replace("ADT^", "ORU^")
                        + "PID|1||P000001^^^HIS^PI||测试^甲\rOBX|1|NM|K||4.1|mmol/L\r")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] undecodable() {
        byte[] message = "MSH|^~\\&|HIS||HUB||20260918090000||ADT^A08|E9|P|2.4\rPID|1||P000092||??^?\r"
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < message.length; i++) {
            message[i] = message[i] == '?' ? (byte) 0xFF : message[i];
        }
        return message;
    }

    private static String msh(String event, String controlId, String version, String charset) {
        return "MSH|^~\\&|HIS|310118|HUB|310118|" + timeOf(event) + "||ADT^" + event + "|" + controlId + "|P|" + version
                + "||||||" + charset + "\r";
    }

    private static String timeOf(String event) {
        return String.format(Locale.ROOT, "202609170800%s", event.substring(1));
    }
}
