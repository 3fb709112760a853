package org.onestophub.simulator;

import static org.onestophub.simulator.ExpectedOutcome.NEW_CASE;
import static org.onestophub.simulator.ExpectedOutcome.REPEATED;
import static org.onestophub.simulator.ExpectedOutcome.counted;
import static org.onestophub.simulator.ExpectedOutcome.parked;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The telephone system's call records of the first load, as Asterisk writes {@code Master.csv} with all 21 columns in
 * UTC. The complaint line is 8010.
 */
final class CallRecords {

    private static final String MAPPING = "phone-cdr";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final LocalDateTime DAY = LocalDateTime.of(2026, 9, 18, 1, 0);
    private static final int OTHER_CALLS = 392;
    private static final byte[] FIRST = first();

    private CallRecords() {}

    /** All of them; the second upload comes after the first. */
    static List<SentInput> all() {
        return List.of(
                bySftp(
                        "Master-20260918.csv",
                        "a day of calls, six to the complaint line",
                        FIRST,
                        NEW_CASE.times(6).and(counted(OTHER_CALLS))),
                byFtp(
                        "Master-branch.csv",
                        "calls of the branch, two to the complaint line",
                        bytes(answered(700, "02159730001", 95)
                                + other(710, new Random(2), 40)
                                + missed(760, "013800000021")),
                        NEW_CASE.times(2).and(counted(40))),
                SentInput.of(
                        MAPPING,
                        "calls laid into the folder, one to the complaint line",
                        NEW_CASE.and(counted(20)),
                        neighbours -> neighbours.drop(
                                "phone-cdr",
                                "Master-clinic.csv",
                                bytes(other(800, new Random(3), 20) + answered(830, "+8613800000022", 41)))),
                bySftp(
                        "broken.csv",
                        "a file of another program",
                        bytes("caller;called;when\n13800000001;8010;yesterday\n"),
                        parked("RD-110")),
                bySftp("Master-20260918-again.csv", "the day of calls once more", FIRST, REPEATED));
    }

    /** A small new file with one complaint call; {@code id} makes it unique. */
    static SentInput another(long id, Random random) {
        int minute = 10_000 + (int) (id % 100_000);
        return bySftp(
                "trickle-" + id + ".csv",
                "one more file",
                bytes(answered(minute, "0138000000" + (10 + random.nextInt(90)), 30 + random.nextInt(300))
                        + other(minute + 1, random, 5)),
                NEW_CASE.and(counted(5)));
    }

    private static SentInput bySftp(String name, String what, byte[] bytes, ExpectedOutcome expected) {
        return SentInput.of(
                MAPPING, what, expected, neighbours -> neighbours.sftp().upload("cdr/" + name, bytes));
    }

    private static SentInput byFtp(String name, String what, byte[] bytes, ExpectedOutcome expected) {
        return SentInput.of(
                MAPPING, what, expected, neighbours -> neighbours.ftp().upload("cdr/" + name, bytes));
    }

    private static byte[] first() {
        Random random = new Random(1);
        int part = OTHER_CALLS / 4;
        return bytes(other(0, random, part)
                + answered(100, "013800000001", 329)
                + answered(130, "02159730000", 61)
                + transferred(150, "013800000006")
                + other(160, random, part)
                + missed(300, "013800000002")
                + answered(320, "Anonymous", 240)
                + other(330, random, part)
                + answered(470, "+8613800000004", 512)
                + other(480, random, OTHER_CALLS - 3 * part));
    }

    private static String answered(int minute, String caller, int talkSeconds) {
        return row(minute, 0, caller, "8010", "complaint-queue", "Queue", 8, talkSeconds, minute);
    }

    private static String missed(int minute, String caller) {
        return row(minute, 0, caller, "8010", "complaint-queue", "Queue", 60, 0, minute);
    }

    // The desk takes the call in the queue and hands it to the complaint office: two rows, one call.
    private static String transferred(int minute, String caller) {
        return row(minute, 0, caller, "8010", "complaint-queue", "Queue", 5, 40, minute)
                + row(minute + 1, 1, caller, "8011", "from-internal", "Dial", 3, 180, minute);
    }

    private static String other(int firstMinute, Random random, int calls) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < calls; i++) {
            String caller = "0138000" + String.format(Locale.ROOT, "%05d", random.nextInt(10_000));
            String called = String.valueOf(2000 + random.nextInt(900));
            rows.append(row(
                    firstMinute,
                    10 + i,
                    caller,
                    called,
                    "from-internal",
                    "Dial",
                    random.nextInt(20),
                    random.nextInt(4) == 0 ? 0 : random.nextInt(600) + 1,
                    -1));
        }
        return rows.toString();
    }

    private static String row(
            int minute,
            int leg,
            String caller,
            String called,
            String context,
            String application,
            int ringSeconds,
            int talkSeconds,
            int linkedMinute) {
        LocalDateTime start = DAY.plusMinutes(minute).plusSeconds(leg);
        String unique = start.toEpochSecond(ZoneOffset.UTC) + "." + leg;
        String linked =
                linkedMinute < 0 ? unique : DAY.plusMinutes(linkedMinute).toEpochSecond(ZoneOffset.UTC) + ".0";
        String answer = talkSeconds > 0 ? quoted(start.plusSeconds(ringSeconds).format(TIME)) : "";
        return String.join(
                        ",",
                        quoted(""),
                        quoted(caller),
                        quoted(called),
                        quoted(context),
                        quoted("\"\"" + caller + "\"\" <" + caller + ">"),
                        quoted("SIP/trunk-" + leg),
                        quoted("SIP/" + called + "-" + leg),
                        quoted(application),
                        quoted("t,,,120"),
                        quoted(start.format(TIME)),
                        answer,
                        quoted(start.plusSeconds(ringSeconds + talkSeconds).format(TIME)),
                        String.valueOf(ringSeconds + talkSeconds),
                        String.valueOf(talkSeconds),
                        quoted(talkSeconds > 0 ? "ANSWERED" : "NO ANSWER"),
                        quoted("DOCUMENTATION"),
                        quoted(unique),
                        quoted(""),
                        quoted(""),
                        quoted(linked),
                        String.valueOf(leg))
                + "\n";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
