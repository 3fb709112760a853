package org.onestophub.pipeline.read.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class CsvReaderTest {

    private static final String LINES = "complaintLines: {numbers: ['8010'], queues: [complaint], contexts: [投诉]}\n";
    private static final String FULL = "dialect: asterisk-master\nloguniqueid: true\nloguserfield: true\n"
            + "newcdrcolumns: true\nusegmtime: true\n" + LINES;
    private static final String ANSWERED = row(
            "013800000001",
            "8010",
            "SIP/8010-0002",
            "\"2026-09-18 01:02:03\",\"2026-09-18 01:02:11\",\"2026-09-18 01:07:40\",337,329,\"ANSWERED\"",
            "1789693323.17");
    private static final String ABANDONED = row(
            "02159730000",
            "8010",
            "",
            "\"2026-09-18 01:20:00\",,\"2026-09-18 01:21:00\",60,0,\"NO ANSWER\"",
            "1789694400.18");
    private static final String OTHER = row(
            "13800000002",
            "7000",
            "SIP/7000-0003",
            "\"2026-09-18 02:20:00\",\"2026-09-18 02:20:02\",\"2026-09-18 02:21:00\",60,58,\"ANSWERED\"",
            "1789698000.19");

    private static final String CUCM = "dialect: cucm\n" + LINES;
    private static final String CUCM_HEADER =
            "\"cdrRecordType\",\"globalCallID_callManagerId\",\"globalCallID_callId\",\"dateTimeOrigination\",\"callingPartyNumber\",\"originalCalledPartyNumber\",\"finalCalledPartyNumber\",\"destCause_value\",\"dateTimeConnect\",\"dateTimeDisconnect\",\"duration\",\"globalCallId_ClusterID\"\n";

    private static final String OWN = """
            columns: [id, from, to, begin, state, way, secs]
            call: [id]
            caller: from
            called: to
            start: begin
            direction: way
            duration: secs
            answered: {column: state, values: [OK]}
            """ + LINES;

    private final CsvReader reader = new CsvReader(new HubProperties(
            Path.of("data"), Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", "")));

    @Test
    void anAnsweredCallIsOneCandidateWithItsFacts() {
        Candidate call = only(read(FULL, ANSWERED));

        assertThat(call.key()).isEqualTo("call:asterisk-master:1789693323.17");
        assertThat(call.findings()).isEmpty();
        JsonNode facts = call.view().get("call");
        assertThat(facts.get("startedAt").asText()).isEqualTo("2026-09-18T01:02:03Z");
        assertThat(facts.get("answeredAt").asText()).isEqualTo("2026-09-18T01:02:11Z");
        assertThat(facts.get("endedAt").asText()).isEqualTo("2026-09-18T01:07:40Z");
        assertThat(facts.get("durationSeconds").asInt()).isEqualTo(337);
        assertThat(facts.get("talkSeconds").asInt()).isEqualTo(329);
        assertThat(facts.get("missed").asBoolean()).isFalse();
        assertThat(facts.get("disposition").asText()).isEqualTo("ANSWERED");
        assertThat(facts.get("queue").asText()).isEqualTo("complaint");
        assertThat(facts.get("calledNumber").asText()).isEqualTo("8010");
        assertThat(facts.get("callerRaw").asText()).isEqualTo("013800000001");
        assertThat(facts.get("callerName").asText()).isEqualTo("测试甲");
        assertThat(facts.get("callerWithheld").asBoolean()).isFalse();
        assertThat(facts.get("recording").asText()).isEqualTo("rec/1789693323.17.wav");
        assertThat(call.view().get("legs").get(0).get("lastapp").asText()).isEqualTo("Queue");
        assertThat(call.view().get("transport").get("fileName").asText()).isEqualTo("Master.csv");
    }

    @Test
    void aMissedCallIsACandidateToo() {
        JsonNode facts = only(read(FULL, ABANDONED)).view().get("call");

        assertThat(facts.get("missed").asBoolean()).isTrue();
        assertThat(facts.get("talkSeconds").asInt()).isZero();
        assertThat(facts.has("answeredAt")).isFalse();
        assertThat(facts.get("durationSeconds").asInt()).isEqualTo(60);
    }

    @Test
    void aCallAnsweredOnlyByTheQueueMachineIsMissed() {
        String held = row(
                "02159730000",
                "8010",
                "",
                "\"2026-09-18 01:20:00\",\"2026-09-18 01:20:00\",\"2026-09-18 01:21:00\",60,60,\"ANSWERED\"",
                "1789694400.18");

        assertThat(only(read(FULL, held)).view().at("/call/missed").asBoolean()).isTrue();
    }

    @Test
    void otherLinesAreCountedAsCallsNotRows() {
        Walk walk = read(FULL, ANSWERED + OTHER + OTHER.replace("7000", "7001") + OTHER.replace(".19", ".20"));

        assertThat(walk.candidates()).hasSize(1);
        assertThat(walk.counted()).isEqualTo(Map.of("call-other-line", 2L));
    }

    @Test
    void legsOfOneCallAreOneRecordWithItsTransfers() {
        String first = row(
                "013800000001",
                "7000",
                "SIP/7000-1",
                "\"2026-09-18 01:00:00\",\"2026-09-18 01:00:10\",\"2026-09-18 01:02:00\",120,110,\"ANSWERED\"",
                "1789693200.1");
        String second = row(
                        "013800000001",
                        "8010",
                        "SIP/8010-2",
                        "\"2026-09-18 01:01:30\",\"2026-09-18 01:01:40\",\"2026-09-18 01:05:10\",220,210,\"ANSWERED\"",
                        "1789693200.1")
                .replace("\"1789693200.1\",\"rec", "\"1789693200.2\",\"rec");

        Walk walk = read(FULL, second + OTHER + first);

        JsonNode facts = only(walk).view().get("call");
        assertThat(facts.get("startedAt").asText()).isEqualTo("2026-09-18T01:00:00Z");
        assertThat(facts.get("endedAt").asText()).isEqualTo("2026-09-18T01:05:10Z");
        assertThat(facts.get("talkSeconds").asInt()).isEqualTo(300);
        assertThat(facts.get("calledNumber").asText()).isEqualTo("8010");
        assertThat(facts.get("transferChain")).hasSize(2);
        assertThat(only(walk).view().get("legs")).hasSize(2);
    }

    @Test
    void stationsOfATransferStandInTheOrderOfTime() {
        String chain = leg("01:03:00", "8010", "3")
                + leg("01:01:00", "7000", "1")
                + leg("01:02:00", "7001", "2")
                + leg("01:04:00", "8010", "4")
                + leg("01:05:00", "7000", "5");

        JsonNode facts = only(read(FULL, chain)).view().get("call");

        assertThat(facts.get("transferChain").toString()).isEqualTo("[\"7000\",\"7001\",\"8010\",\"7000\"]");
        assertThat(facts.get("startedAt").asText()).isEqualTo("2026-09-18T01:01:00Z");
        assertThat(facts.get("endedAt").asText()).isEqualTo("2026-09-18T01:05:50Z");
        assertThat(facts.get("answeredAt").asText()).isEqualTo("2026-09-18T01:01:10Z");
        assertThat(facts.get("talkSeconds").asInt()).as("gaps are no talk").isEqualTo(200);
        assertThat(facts.get("disposition").asText()).isEqualTo("ANSWERED");
    }

    @Test
    void callOfOneStationHasNoChain() {
        JsonNode facts = only(read(FULL, leg("01:01:00", "8010", "1") + leg("01:02:00", "8010", "2")))
                .view()
                .get("call");

        assertThat(facts.get("transferChain")).isEmpty();
    }

    @Test
    void noMoreThan50StationsAreShown() {
        StringBuilder loop = new StringBuilder(leg("01:00:00", "8010", "0"));
        for (int i = 1; i <= 59; i++) {
            loop.append(leg("01:" + (i < 10 ? "0" : "") + i + ":00", "70" + i, Integer.toString(i)));
        }

        JsonNode chain = only(read(FULL, loop.toString())).view().at("/call/transferChain");

        assertThat(chain).hasSize(50);
        assertThat(chain.get(0).asText()).isEqualTo("8010");
    }

    @Test
    void legWithoutAStartStandsLast() {
        JsonNode facts = only(read(
                        CUCM,
                        CUCM_HEADER + "1,1,7,0,\"13800000001\",\"7000\",\"7000\",16,0,1789693660,1,\"C1\"\n"
                                + "1,1,7,1789693323,\"13800000001\",\"8010\",\"8012\",16,1789693331,1789693660,329,\"C1\"\n"))
                .view()
                .get("call");

        assertThat(facts.get("transferChain").toString()).isEqualTo("[\"8010\",\"8012\",\"7000\"]");
    }

    @Test
    void numberThatIsFinallyCalledIsTheComplaintLine() {
        JsonNode facts = only(read(
                        CUCM,
                        CUCM_HEADER
                                + "1,1,7,1789693323,\"13800000001\",\"7000\",\"8010\",16,1789693331,1789693660,329,\"C1\"\n"))
                .view()
                .get("call");

        assertThat(facts.get("calledNumber").asText()).isEqualTo("8010");
        assertThat(facts.get("durationSeconds").asInt()).isEqualTo(337);
        assertThat(facts.get("talkSeconds").asInt()).isEqualTo(329);
    }

    @Test
    void numberThatStandsInTheCallerIdOnlyIsTheCallers() {
        String row = ANSWERED.replace("\"\",\"013800000001\"", "\"acc\",\"\"");

        JsonNode facts = only(read(FULL, row)).view().get("call");

        assertThat(facts.get("callerRaw").asText()).isEqualTo("013800000001");
        assertThat(facts.get("callerNumber").asText()).isEqualTo("013800000001");
        assertThat(facts.get("callerName").asText()).isEqualTo("测试甲");
        assertThat(facts.get("callerWithheld").asBoolean()).isFalse();
    }

    @Test
    void numberOfTheFieldGoesBeforeThatOfTheCallerId() {
        String row = ANSWERED.replace("<013800000001>", "<02159730000>");

        assertThat(only(read(FULL, row)).view().at("/call/callerRaw").asText()).isEqualTo("013800000001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"\"\"司马\"\" <138>\"; 司马",
                "\"司马 <138>\"; 司马",
                "司马; 司马",
                "\"\"\"\"\"司\"\" 马\"\" <138>\"; '\"司\" 马'",
                "\"\"\"8001\"\" <8001>\"; ''",
                "\"\"\" 甲 \"\" <138>\"; 甲",
                "\"<138>\"; ''",
                "\"\"\"\"; \"",
                "\"\"\"anonymous\"\" <138>\"; ''"
            })
    void nameIsThatOfTheCallerIdIfItHasALetter(String callerId, String name) {
        String row = ANSWERED.replace("\"\"\"测试甲\"\" <013800000001>\"", callerId);

        assertThat(only(read(FULL, row)).view().at("/call/callerName").asText())
                .isEqualTo(name.equals("\"") ? "" : name);
    }

    @ParameterizedTest
    @CsvSource({
        "91234567, 1234567",
        "9123456, 9123456",
        "99123456, 9123456",
        "9, 9",
        "8001, 8001",
        "01380000, 01380000",
        "9013800000001, 013800000001"
    })
    void outsidePrefixIsTakenOffNumbersOfSevenDigitsAndMore(String written, String number) {
        String row = ANSWERED.replace("\"013800000001\"", "\"" + written + "\"");

        JsonNode facts =
                only(read(FULL + "outsidePrefixes: ['9']\n", row)).view().get("call");

        assertThat(facts.get("callerNumber").asText()).isEqualTo(number);
        assertThat(facts.get("callerRaw").asText()).isEqualTo(written);
    }

    @Test
    void hiddenNameHidesACallerOnlyWhereThereIsNoNumber() {
        String named = ANSWERED.replace("测试甲", "anonymous");
        assertThat(only(read(FULL, named)).view().at("/call/callerWithheld").asBoolean())
                .isFalse();

        String without = named.replace("013800000001", "trunk");
        JsonNode facts = only(read(FULL, without)).view().get("call");
        assertThat(facts.get("callerWithheld").asBoolean()).isTrue();
        assertThat(facts.get("callerRaw").asText()).isEqualTo("trunk");
        assertThat(facts.has("callerName")).isFalse();

        String nameless = ANSWERED.replace("013800000001", "trunk").replace("测试甲", "");
        assertThat(only(read(FULL, nameless)).view().at("/call/callerWithheld").asBoolean())
                .isFalse();
    }

    @Test
    void hiddenWordsOfTheProfileCountToo() {
        JsonNode facts = only(read(FULL + "withheld: [Verborgen]\n", ANSWERED.replace("013800000001", "VERBORGEN")))
                .view()
                .get("call");

        assertThat(facts.get("callerWithheld").asBoolean()).isTrue();
    }

    @Test
    void overlapOfAnsweredLegsIsCountedOnceAndALegInsideAnotherNotAtAll() {
        String file = times("01:00:00", "01:00:00", "01:10:00", "8010", "1")
                + times("01:02:00", "01:02:00", "01:03:00", "7001", "2")
                + times("01:09:00", "01:09:00", "01:12:00", "7002", "3");

        assertThat(only(read(FULL, file)).view().at("/call/talkSeconds").asInt())
                .isEqualTo(720);
    }

    @Test
    void longestBilledTimeStandsInWhereAnAnswerIsMissing() {
        String file = ANSWERED.replace("\"2026-09-18 01:02:11\"", "");

        JsonNode facts = only(read(FULL, file)).view().get("call");

        assertThat(facts.get("talkSeconds").asInt()).isEqualTo(329);
        assertThat(facts.has("answeredAt")).isFalse();
    }

    @Test
    void missedCallShowsHowItsLastLegEnded() {
        String first = ABANDONED.replace("01:20:00", "01:19:00").replace("NO ANSWER", "BUSY");

        assertThat(only(read(FULL, ABANDONED + first))
                        .view()
                        .at("/call/disposition")
                        .asText())
                .isEqualTo("NO ANSWER");
    }

    @Test
    void endAtTheStartIsNoContradiction() {
        Candidate call = only(read(FULL, ABANDONED.replace("01:21:00", "01:20:00")));

        assertThat(call.findings()).isEmpty();
        assertThat(call.view().at("/call/endedAt").asText()).isEqualTo("2026-09-18T01:20:00Z");
        assertThat(call.view().at("/call/durationSeconds").asInt()).isZero();
    }

    @Test
    void complaintLineIsToldByNumberQueueOrContext() {
        String other = OTHER.replace(",\"other,t,,,120\"", ",\"complaint\"");
        assertThat(read(FULL, other).candidates()).as("queue").hasSize(1);
        assertThat(read(FULL, other.replace("\"Queue\"", "\"Dial\"")).candidates())
                .as("a queue's name in another application")
                .isEmpty();
        assertThat(read(FULL, OTHER.replace("from-trunk", "投诉")).candidates())
                .as("context")
                .hasSize(1);
        assertThat(read(FULL, OTHER).candidates()).isEmpty();
    }

    @Test
    void headingInTheColumnsOrderOfAnyCaseIsNoRowAndOneWithABadCellIsUnreadable() {
        String bad = ANSWERED.replace("337,329", "x,329").replaceFirst("\"\",", "\"acc\",");
        assertThat(held(read(FULL, ANSWERED.repeat(3) + bad))).hasSize(1);
        assertThat(problemOf(FULL, bad.repeat(20))).isEqualTo(Problem.COLUMNS_UNEXPECTED);

        String types = "VARCHAR(80),".repeat(20) + "integer\n";
        assertThat(read(FULL, types + ANSWERED).counted()).isEmpty();
        String mixed = "VARCHAR(80),".repeat(20) + "sequence\n";
        assertThat(read(FULL, mixed + ANSWERED.repeat(3)).counted()).isEqualTo(Map.of("row-unreadable", 1L));
    }

    @Test
    void legThatIsAnsweredLaterThanTheNextIsCountedTooInTheTalk() {
        String file = times("01:00:00", "01:05:00", "01:06:00", "8010", "1")
                + times("01:01:00", "01:02:00", "01:04:00", "7001", "2");

        assertThat(only(read(FULL, file)).view().at("/call/talkSeconds").asInt())
                .isEqualTo(180);
    }

    @Test
    void callerIdOfABracketAloneIsANumberAndNoName() {
        String row = ANSWERED.replace("\"\",\"013800000001\"", "\"\",\"\"")
                .replace("\"\"\"测试甲\"\" <013800000001>\"", "\"<alice>\"");

        JsonNode facts = only(read(FULL, row)).view().get("call");

        assertThat(facts.get("callerNumber").asText()).isEqualTo("alice");
        assertThat(facts.has("callerName")).isFalse();
        JsonNode open =
                only(read(FULL, row.replace("<alice>", "<alice"))).view().get("call");
        assertThat(open.has("callerNumber")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Inbound, inbound", "OUTBOUND, outbound", "internal, internal", "sideways, inbound", "'', inbound"})
    void directionIsTheOneOfTheFile(String word, String direction) {
        String row = "1,138,8010,2026-09-18 01:00:00,OK," + word + ",12\n";

        JsonNode facts = only(read(OWN, row)).view().get("call");

        assertThat(facts.get("direction").asText()).isEqualTo(direction);
        assertThat(facts.get("durationSeconds").asInt()).isEqualTo(12);
    }

    @Test
    void durationThatIsNoNumberIsNone() {
        assertThat(only(read(OWN, "1,138,8010,2026-09-18 01:00:00,OK,,1:23\n"))
                        .view()
                        .at("/call/durationSeconds")
                        .asInt())
                .isZero();
    }

    @Test
    void headingIsNoRowWhereTheProfileHasNoPatterns() {
        String heading = "ID,From,To,Begin,State,Way,Secs\n";
        String row = "1,138,8010,2026-09-18 01:00:00,OK,,12\n";

        Walk walk = read(OWN, heading + row + "INTEGER,CHAR(9),CHAR(9),TIMESTAMP,CHAR(2),CHAR(9),integer\n");

        assertThat(walk.candidates()).hasSize(1);
        assertThat(walk.counted()).isEmpty();
        assertThat(read(OWN, row + row.replace("1,", "2,").replace("8010", "to"))
                        .counted())
                .isEqualTo(Map.of("call-other-line", 1L));
    }

    private static String leg(String start, String dst, String id) {
        String end = start.substring(0, 6) + "50";
        return times(start, start.substring(0, 6) + "10", end, dst, id);
    }

    private static String times(String start, String answer, String end, String dst, String id) {
        return row(
                        "013800000001",
                        dst,
                        "SIP/" + dst + "-" + id,
                        "\"2026-09-18 " + start + "\",\"2026-09-18 " + answer + "\",\"2026-09-18 " + end
                                + "\",1,1,\"ANSWERED\"",
                        "1789693200.9")
                .replace("\"1789693200.9\",\"rec", "\"1789693200." + id + "\",\"rec");
    }

    @ParameterizedTest(name = "{0} columns: uniqueid {1}, userfield {2}, new {3}")
    @CsvSource({
        "16,false,false,false", "17,true,false,false", "17,false,true,false", "18,true,true,false",
        "19,false,false,true", "20,true,false,true", "20,false,true,true", "21,true,true,true"
    })
    void everyColumnVariantOfAsteriskIsReadByItsOptions(int columns, boolean unique, boolean user, boolean fresh) {
        String[] cells = ANSWERED.strip().split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
        StringBuilder text = new StringBuilder(String.join(",", List.of(cells).subList(0, 16)));
        text.append(unique ? "," + cells[16] : "").append(user ? "," + cells[17] : "");
        text.append(fresh ? "," + String.join(",", List.of(cells).subList(18, 21)) : "")
                .append('\n');
        String profile = "dialect: asterisk-master\nusegmtime: true\nloguniqueid: " + unique + "\nloguserfield: " + user
                + "\nnewcdrcolumns: " + fresh + "\n" + LINES;

        Candidate call = only(read(profile, text.toString()));

        assertThat(call.view().get("legs").get(0)).hasSize(columns);
        assertThat(call.key())
                .startsWith(unique || fresh ? "call:asterisk-master:1789693323.17" : "call:asterisk-master:row:");
        assertThat(call.view().at("/call").has("recording")).isEqualTo(user);
    }

    @ParameterizedTest(name = "{0} columns: uniqueid {1}, userfield {2}, new {3}")
    @CsvSource({
        "16,false,false,false",
        "17,true,false,false",
        "17,false,true,false",
        "18,true,true,false",
        "19,false,false,true",
        "20,true,false,true",
        "20,false,true,true",
        "21,true,true,true",
        "22,true,true,true"
    })
    void everyColumnVariantOfAsteriskShowsItself(int columns, boolean unique, boolean user, boolean fresh) {
        String[] cells = ANSWERED.strip().split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
        StringBuilder text = new StringBuilder(String.join(",", List.of(cells).subList(0, 16)));
        text.append(unique ? "," + cells[16] : "").append(user ? "," + cells[17] : "");
        text.append(fresh ? "," + String.join(",", List.of(cells).subList(18, 21)) : "");
        text.append(columns == 22 ? ",\"x\"" : "").append('\n');

        // rows of another width beside it, as after a change of cdr.conf
        Walk walk = read("dialect: asterisk-master\nusegmtime: true\n" + LINES, text + ABANDONED);

        Candidate call = walk.candidates().get(0);
        assertThat(walk.candidates()).hasSize(2);
        assertThat(call.view().get("legs").get(0)).hasSize(columns);
        assertThat(call.key())
                .startsWith(unique || fresh ? "call:asterisk-master:1789693323.17" : "call:asterisk-master:row:");
        assertThat(call.view().at("/call").has("recording")).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"Li \"Lao\" Wu\" <1>\"", "\"Li \"Lao Wu <1>\"", "\"Lao\" <1>\""})
    void rowWithBareQuotesIsReadAndTold(String callerId) {
        String row = ANSWERED.replace("\"\"\"测试甲\"\" <013800000001>\"", callerId);

        Walk walk = read(FULL, ABANDONED + row + OTHER + OTHER);

        Candidate call = walk.candidates().get(1);
        assertThat(call.view().at("/call/callerNumber").asText()).isEqualTo("013800000001");
        assertThat(call.view().at("/call/missed").asBoolean()).isFalse();
        assertThat(call.findings()).extracting(Finding::code).containsExactly("RD-131");
        assertThat(walk.candidates()).hasSize(2);
    }

    @Test
    void unreadableRowOfAComplaintLineOrOfNobodyKnowsWhichIsHeldAndOneOfAnotherLineIsCounted() {
        String wrongDate = ANSWERED.replace("2026-09-18 01:02:03", "18.09.26");
        String extraColumns = ANSWERED.replace("\n", ",,,,,\n");
        String brokenName = ANSWERED.replace("\"\"\"测试甲\"\" <", "测试\n甲<").replace("001>\",", "001>,");
        String otherLine = OTHER.replace("2026-09-18 02:20:00", "18.09.26");

        Walk walk =
                read(FULL, ABANDONED.repeat(20) + wrongDate + extraColumns + otherLine.replace("complaint", "other"));

        assertThat(held(walk)).extracting(Candidate::field).containsExactly("/rows/21", "/rows/22");
        assertThat(walk.counted()).containsEntry("row-unreadable", 1L);
        assertThat(held(read(FULL, ABANDONED.repeat(5) + brokenName))).hasSize(2);
        assertThat(held(walk).get(0).view().get("row").asText()).contains("13800000001");
    }

    @Test
    void compressedFileIsReadAndADamagedOneIsRefused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((ANSWERED + ABANDONED).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(FULL, packed.toByteArray()).candidates()).hasSize(2);
        assertThat(reader.text(packed.toByteArray()).orElseThrow()).contains("13800000001");
        assertThat(problemOf(FULL, Arrays.copyOf(packed.toByteArray(), packed.size() - 20)))
                .isEqualTo(Problem.CORRUPT);
    }

    @Test
    void lastRowOfCiscoNeedsNoLineEnd() {
        String row = "1,1,%s,1789693323,\"13800000001\",\"8010\",\"8012\",16,1789693331,1789693660,329,\"C1\"";

        assertThat(read(CUCM, CUCM_HEADER + row.formatted("1") + "\n" + row.formatted("2"))
                        .candidates())
                .hasSize(2);
        assertThat(read(CUCM, CUCM_HEADER + row.formatted("1")).candidates()).hasSize(1);
    }

    @Test
    void avayaIsReadWithAHeaderAndWithoutAndACallOfVoicemailIsMissed() {
        String header = "Call Start,Connected Time,Ring Time,Caller,Direction,Called Number,Dialled Number,Account,"
                + "Is Internal,Call ID,Continuation,Party1Device,Party1Name,Party2Device,Party2Name,Hold Time,"
                + "Park Time\n";
        String rows = "2026/09/18 09:02:03,00:01:23,12,13800000001,I,8010,8010,,0,1000017,0,E8012,Desk,T9001,L,0,0\n"
                + "2026/09/18 09:20:00,00:00:00,18,13800000002,I,8010,8010,,0,1000018,0,E8012,Desk,T9001,L,0,0\n"
                + "2026/09/18 09:30:00,00:00:20,30,13800000003,I,8010,8010,,0,1000019,0,V9551,VM,T9001,L,0,0\n";
        String profile = "dialect: avaya-ipo\n" + LINES;

        Walk walk = read(profile, header + rows);

        assertThat(read(profile, rows).candidates())
                .extracting(Candidate::view)
                .containsExactlyElementsOf(
                        walk.candidates().stream().map(Candidate::view).toList());
        assertThat(walk.candidates())
                .extracting(call -> call.view().at("/call/missed").asBoolean())
                .containsExactly(false, true, true);
        JsonNode call = walk.candidates().get(0).view().get("call");
        assertThat(call.get("talkSeconds").asInt()).isEqualTo(83);
        assertThat(call.get("answeredAt").asText()).isEqualTo("2026-09-18T01:02:15Z");
        assertThat(call.get("endedAt").asText()).isEqualTo("2026-09-18T01:03:38Z");
        assertThat(call.get("durationSeconds").asInt()).isEqualTo(95);
    }

    @Test
    void avayaLegsAreAddedUpWithoutTheTimeOnHold() {
        String transferred =
                "2026/09/18 09:02:03,00:00:13,7,13800000001,I,8010,8010,,0,1000020,1,E8012,Desk,T9001,L,11,5\n"
                        + "2026/09/18 09:02:03,00:00:21,0,13800000001,I,8010,8010,,0,1000020,0,E8013,Ward,T9001,L,2,0\n";

        JsonNode call =
                only(read("dialect: avaya-ipo\n" + LINES, transferred)).view().get("call");

        assertThat(call.get("talkSeconds").asInt()).isEqualTo(34);
        assertThat(call.get("durationSeconds").asInt()).isEqualTo(59);
        assertThat(call.get("answeredAt").asText()).isEqualTo("2026-09-18T01:02:10Z");
        assertThat(call.get("endedAt").asText()).isEqualTo("2026-09-18T01:03:02Z");
    }

    @Test
    void timeOnHoldIsNoTalkTimeWhereTheSystemWritesIt() {
        String profile =
                "columns: [id, from, to, begin, answer, end, hold, park]\ncall: [id]\ncaller: from\ncalled: to\n"
                        + "start: begin\nanswer: answer\nend: end\nhold: [hold, park]\nanswered: {column: answer}\n"
                        + LINES;
        String legs = "1,138,8010,2026-09-18 09:00:00,2026-09-18 09:00:10,2026-09-18 09:01:10,20,00:00:05\n"
                + "1,138,8010,2026-09-18 09:01:00,2026-09-18 09:01:00,2026-09-18 09:01:40,0,0\n";

        JsonNode call = only(read(profile, legs)).view().get("call");

        assertThat(call.get("talkSeconds").asInt()).isEqualTo(90 - 25);
        assertThat(call.get("durationSeconds").asInt()).isEqualTo(100);
    }

    @Test
    void dateAndTimeInTwoColumnsAreOneMoment() {
        String profile = "columns: [id, from, to, day, hour, secs]\ncall: [id]\ncaller: from\ncalled: to\n"
                + "start: [day, hour]\nduration: secs\nanswered: {column: secs, minimum: 1}\n" + LINES;

        JsonNode call = only(read(profile, "1,138,8010,2026-09-18,01:00:00,12\n"))
                .view()
                .get("call");

        assertThat(call.get("startedAt").asText()).isEqualTo("2026-09-17T17:00:00Z");
        assertThat(call.get("endedAt").asText()).isEqualTo("2026-09-17T17:00:12Z");
        assertThat(call.get("missed").asBoolean()).isFalse();
    }

    @Test
    void localTimesAreOfTheHospitalsZone() {
        String profile = FULL.replace("usegmtime: true", "usegmtime: false");

        assertThat(only(read(profile, ANSWERED)).view().at("/call/startedAt").asText())
                .isEqualTo("2026-09-17T17:02:03Z");
    }

    @Test
    void aLocalTimeThatAClockChangeRepeatsIsTheFirstOfTheTwo() {
        String profile = FULL.replace("usegmtime: true", "zone: Europe/Berlin");
        String row = ANSWERED.replace("2026-09-18 01:0", "2026-10-25 02:0");

        assertThat(only(read(profile, row)).view().at("/call/startedAt").asText())
                .isEqualTo("2026-10-25T00:02:03Z");
    }

    @Test
    void theDefaultTemplateOfFreeSwitchIsAProfile() {
        String profile = "dialect: freeswitch-example\nsystem: fs\n" + LINES;
        String row = "\"测试乙\",\"13800000001\",\"8010\",\"default\",\"2026-09-18 09:02:03\",\"2026-09-18"
                + " 09:02:11\",\"2026-09-18"
                + " 09:07:40\",\"337\",\"329\",\"NORMAL_CLEARING\",\"5b0c\",\"a1f2\",\"\",\"PCMA\",\"PCMA\"\n";

        Candidate call = only(read(profile, row));

        assertThat(call.key()).isEqualTo("call:fs:5b0c");
        assertThat(call.view().at("/call/startedAt").asText()).isEqualTo("2026-09-18T01:02:03Z");
        assertThat(call.view().at("/call/talkSeconds").asInt()).isEqualTo(329);
        assertThat(call.view().at("/call/disposition").asText()).isEqualTo("NORMAL_CLEARING");
        assertThat(call.view().at("/call/callerName").asText()).isEqualTo("测试乙");
    }

    @Test
    void cucmIsReadByItsHeaderAndItsRowOfTypesIsSkipped() {
        String file =
                "\"cdrRecordType\",\"globalCallID_callManagerId\",\"globalCallID_callId\",\"dateTimeOrigination\",\"callingPartyNumber\",\"originalCalledPartyNumber\",\"finalCalledPartyNumber\",\"destCause_value\",\"dateTimeConnect\",\"dateTimeDisconnect\",\"duration\",\"globalCallId_ClusterID\"\n"
                        + "INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),VARCHAR(50),VARCHAR(50),INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50)\n"
                        + "1,1,900001,1789693323,\"13800000001\",\"8010\",\"8012\",16,1789693331,1789693660,329,\"C1\"\n"
                        + "1,1,900002,1789693400,\"13800000001\",\"8010\",\"8010\",0,0,1789693460,0,\"C1\"\n";

        Walk walk = read("dialect: cucm\n" + LINES, file);

        assertThat(walk.counted()).isEmpty();
        assertThat(walk.candidates())
                .extracting(Candidate::key)
                .containsExactly("call:cucm:C1-1-900001", "call:cucm:C1-1-900002");
        assertThat(walk.candidates().get(0).view().at("/call/startedAt").asText())
                .isEqualTo("2026-09-18T01:02:03Z");
        assertThat(walk.candidates().get(1).view().at("/call/missed").asBoolean())
                .isTrue();
    }

    @Test
    void threeCxIsAProfileWithItsOwnColumns() {
        String profile =
                "dialect: 3cx\ncolumns: [callid, time-start, time-answered, time-end, from-no, dial-no]\n" + LINES;

        Candidate call = only(read(profile, "Call 77,2026/09/18 09:02:03,,2026/09/18 09:03:03,13800000001,8010\n"));

        assertThat(call.view().at("/call/missed").asBoolean()).isTrue();
        assertThat(call.view().at("/call/startedAt").asText()).isEqualTo("2026-09-18T01:02:03Z");
    }

    @Test
    void aLastRowWithoutLineEndIsCountedAsPartial() {
        Walk walk = read(FULL, ANSWERED + ABANDONED.substring(0, ABANDONED.length() - 30));

        assertThat(walk.candidates()).hasSize(1);
        assertThat(walk.counted()).isEqualTo(Map.of("row-partial", 1L));
    }

    @Test
    void aFileThatIsNothingButAPartialRowIsCorrupt() {
        assertThatThrownBy(() -> read(FULL, ANSWERED.strip())).hasMessage("RD-103 rows");
        assertThatThrownBy(() -> read(FULL, "no calls at all")).hasMessage("RD-103 rows");
    }

    @Test
    void aProfileMaySayThatTheLastRowNeedsNoLineEnd() {
        assertThat(read(FULL + "lastLine: complete\n", ANSWERED.strip()).candidates())
                .hasSize(1);
    }

    @Test
    void aRowCutOffInAQuoteCostsThatRowOnly() {
        Walk walk = read(FULL, ANSWERED + "\"\",\"01380\n" + ABANDONED + OTHER);

        assertThat(sound(walk)).hasSize(2);
        assertThat(held(walk)).extracting(Candidate::field).containsExactly("/rows/2");
        assertThat(walk.counted()).isEqualTo(Map.of("call-other-line", 1L));
    }

    @Test
    void repeatedHeadingsAreNoRows() {
        String heading =
                "accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,"
                        + "billsec,disposition,amaflags,uniqueid,userfield,peeraccount,linkedid,sequence\n";

        Walk walk = read(FULL, heading + ANSWERED + heading);

        assertThat(walk.candidates()).hasSize(1);
        assertThat(walk.counted()).isEmpty();
    }

    @Test
    void quotesCommasAndLineEndsInNamesAreKept() {
        String odd = ANSWERED.replace("\"\"\"测试甲\"\" <013800000001>\"", "\"\"\"甲, \"\"乙\"\"\n丙\"\" <013800000001>\"");

        Walk walk = read(FULL, odd + ABANDONED);

        assertThat(walk.candidates()).hasSize(2);
        assertThat(walk.candidates().get(0).view().at("/legs/0/clid").asText()).contains("甲, \"乙\"\n丙");
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void callerNamesAreReadAsUtf8OrGb18030(Charset charset) {
        Walk walk = read(FULL, ANSWERED.getBytes(charset));

        assertThat(only(walk).view().at("/call/callerName").asText()).isEqualTo("测试甲");
    }

    static Stream<Arguments> charsets() {
        return Stream.of("UTF-8", "GBK", "GB18030").map(Charset::forName).map(Arguments::of);
    }

    @ParameterizedTest
    @CsvSource({"anonymous", "<anonymous>", "Anonymous", "''", "unavailable"})
    void aHiddenCallerIsMarkedAndHasNoNumber(String caller) {
        String row = ANSWERED.replace("\"013800000001\"", "\"" + caller + "\"")
                .replace("<013800000001>", "<" + caller + ">");

        JsonNode facts = only(read(FULL, row)).view().get("call");

        assertThat(facts.get("callerWithheld").asBoolean()).isTrue();
        assertThat(facts.has("callerNumber")).isFalse();
    }

    @Test
    void anOutsidePrefixIsTakenOffTheNumberButKeptBeside() {
        String row = ANSWERED.replace("\"013800000001\"", "\"913800000001\"");

        JsonNode facts =
                only(read(FULL + "outsidePrefixes: ['9']\n", row)).view().get("call");

        assertThat(facts.get("callerRaw").asText()).isEqualTo("913800000001");
        assertThat(facts.get("callerNumber").asText()).isEqualTo("13800000001");
    }

    @Test
    void anEndBeforeTheStartIsAFindingAndTheDurationStands() {
        Candidate call = only(read(FULL, ANSWERED.replace("2026-09-18 01:07:40", "2026-09-17 01:07:40")));

        assertThat(call.findings()).extracting(f -> f.code() + f.field()).containsExactly("CK-106/call/endedAt");
        assertThat(call.view().at("/call").has("endedAt")).isFalse();
        assertThat(call.view().at("/call/durationSeconds").asInt()).isEqualTo(337);
        assertThat(call.view().at("/call/talkSeconds").asInt()).isEqualTo(329);
    }

    @Test
    void aDateThatIsNoneIsAFinding() {
        Candidate call = only(read(FULL, ANSWERED.replace("2026-09-18 01:02:03", "2026-02-30 01:02:03")));

        assertThat(call.findings()).extracting(f -> f.code() + f.field()).containsExactly("RD-104/call/startedAt");
    }

    @Test
    void zeroBytesOfAPowerCutAreSkipped() {
        Walk walk = read(FULL, "\0\0\0\0\n" + ANSWERED + "\0\0\0\0\0\0" + ABANDONED);

        assertThat(walk.candidates()).hasSize(2);
    }

    @Test
    void aRowOfAMegabyteIsReadAndItsCellsAreCut() {
        String row = ANSWERED.replace("rec/", "r".repeat(1_000_000));

        assertThat(only(read(FULL, row)).view().at("/legs/0/userfield").asText())
                .hasSize(4000);
    }

    @Test
    void aRowAboveTwoMegabytesIsUnreadableAndTheNextIsRead() {
        Walk walk = read(FULL, ANSWERED.replace("rec/", "r".repeat(3_000_000)) + ABANDONED + OTHER);

        assertThat(sound(walk)).hasSize(1);
        assertThat(held(walk)).hasSize(1);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstCell() {
        assertThat(read(FULL, "\ufeff" + ANSWERED).candidates()).hasSize(1);
    }

    @Test
    void rowsMayEndInCarriageReturnAndLineFeed() {
        Walk walk = read(FULL, (ANSWERED + ABANDONED).replace("\n", "\r\n"));

        assertThat(walk.candidates()).hasSize(2);
        assertThat(walk.counted()).isEmpty();
    }

    @Test
    void anotherColumnVariantThanTheProfilesIsRefusedAsAWhole() {
        String profile = "dialect: asterisk-master\nloguniqueid: true\nloguserfield: false\nnewcdrcolumns: false\n"
                + "extraColumn: false\n" + LINES;

        assertThat(problemOf(profile, ANSWERED + ABANDONED)).isEqualTo(Problem.COLUMNS_UNEXPECTED);
        assertThat(problemOf(profile, ANSWERED.replaceAll(",\"1789693323.17\",(\"rec[^\"]*\").*\n", ",$1\n")))
                .isEqualTo(Problem.COLUMNS_UNEXPECTED);
    }

    @Test
    void moreThanATenthOfUnreadableRowsIsRefusedAsAWhole() {
        String file = ANSWERED.repeat(50) + "nonsense\n".repeat(6);

        assertThat(problemOf(FULL, file)).isEqualTo(Problem.COLUMNS_UNEXPECTED);
        assertThat(held(read(FULL, ANSWERED.repeat(60) + "nonsense\n".repeat(6))))
                .hasSize(6);
    }

    @Test
    void fiveUnreadableRowsAreForgivenAsLongAsMostAreReadable() {
        assertThat(held(read(FULL, ANSWERED.repeat(5) + "nonsense\n".repeat(5))))
                .hasSize(5);
        assertThat(problemOf(FULL, ANSWERED.repeat(4) + "nonsense\n".repeat(5))).isEqualTo(Problem.COLUMNS_UNEXPECTED);
        assertThat(problemOf(FULL, ANSWERED.repeat(53) + "nonsense\n".repeat(6)))
                .isEqualTo(Problem.COLUMNS_UNEXPECTED);
        assertThat(held(read(FULL, ANSWERED.repeat(54) + "nonsense\n".repeat(6))))
                .hasSize(6);
    }

    @Test
    void legsBeyond200AreCutAndTold() {
        Candidate most = only(read(FULL, ANSWERED.repeat(200)));
        assertThat(most.findings()).isEmpty();
        assertThat(most.view().get("legs")).hasSize(200);

        Candidate more = only(read(FULL, ANSWERED.repeat(201)));
        assertThat(more.findings()).extracting(f -> f.code() + f.field()).containsExactly("RD-107/legs");
        assertThat(more.view().get("legs")).hasSize(200);
    }

    @Test
    void quotedCellMaySpanFiftyLines() {
        assertThat(read(FULL, ANSWERED.replace("测试甲", "甲" + "\n".repeat(50)) + ABANDONED)
                        .candidates())
                .hasSize(2);
        assertThat(read(FULL, ANSWERED.replace("测试甲", "甲" + "\n".repeat(51)) + ABANDONED.repeat(5))
                        .candidates())
                .filteredOn(Candidate::isSound)
                .hasSize(1);
    }

    @Test
    void cellsAreCleanedAndCut() {
        assertThat(CellText.of("plain ~ text")).isEqualTo("plain ~ text");
        assertThat(CellText.of("a\u007fb\u0001c\td\ne")).isEqualTo("abc\td\ne");
        assertThat(CellText.of("x".repeat(4_000))).hasSize(4_000);
        assertThat(CellText.of("x".repeat(4_001))).hasSize(4_000);
        assertThat(CellText.of("é")).as("no UTF-8 and no GB18030").isEqualTo("é");
        assertThat(CellText.of("\u0081\u0020")).isEqualTo(" ");
        assertThat(CellText.clean("e\u0301\u0007")).isEqualTo("é");
    }

    @Test
    void aHeaderWithoutANeededColumnIsRefused() {
        assertThat(problemOf("dialect: cucm\n" + LINES, "a,b,c\n1,2,3\n")).isEqualTo(Problem.COLUMNS_UNEXPECTED);
    }

    @Test
    void whatIsNoTextIsRefused() {
        assertThat(problemOf(FULL, new byte[] {'P', 'K', 3, 4, 20, 0, 8, 0, 1, 2, 3, 4}))
                .isEqualTo(Problem.TYPE_UNSUPPORTED);
        assertThat(problemOf(FULL, new byte[500])).isEqualTo(Problem.TYPE_UNSUPPORTED);
        assertThat(problemOf(FULL, new byte[0])).isEqualTo(Problem.EMPTY);
        assertThat(problemOf(FULL, ANSWERED.getBytes(StandardCharsets.UTF_16))).isEqualTo(Problem.CHARSET_UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dialect: nothing; dialect",
                "dialect: asterisk-master; complaintLines",
                "call: [a]; columns",
                "dialect: asterisk-master, time: 'bbbb', complaintLines: {numbers: ['1']}; time",
                "dialect: asterisk-master, delimiter: ab, complaintLines: {numbers: ['1']}; delimiter",
                "dialect: asterisk-master, patterns: {src: '('}, complaintLines: {numbers: ['1']}; patterns/src"
            })
    void anUnusableProfileNamesTheOption(String profile, String option) {
        assertThatThrownBy(() -> read("{" + profile + "}", ANSWERED))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.PROFILE_INVALID);
                    assertThat(e.field()).isEqualTo(option);
                });
    }

    @Property(tries = 500)
    void anyBytesEndAsAWalkOrAsAProblem(@ForAll("files") byte[] bytes) {
        try {
            Walk walk = new CsvReaderTest().read(FULL, bytes);
            assertThat(walk.candidates()).hasSizeLessThan(100);
        } catch (ProblemException e) {
            assertThat(e.problem())
                    .isIn(
                            Problem.EMPTY,
                            Problem.CHARSET_UNREADABLE,
                            Problem.TYPE_UNSUPPORTED,
                            Problem.COLUMNS_UNEXPECTED,
                            Problem.CORRUPT);
        }
    }

    @Provide
    Arbitrary<byte[]> files() {
        Arbitrary<byte[]> pieces = Arbitraries.of(
                ANSWERED.getBytes(StandardCharsets.UTF_8),
                ABANDONED.getBytes(Charset.forName("GBK")),
                "\"".getBytes(StandardCharsets.UTF_8),
                "\n".getBytes(StandardCharsets.UTF_8),
                ",".getBytes(StandardCharsets.UTF_8),
                "\r".getBytes(StandardCharsets.UTF_8),
                new byte[3],
                "\"a\"b,".getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        return Arbitraries.oneOf(pieces, noise).list().ofMaxSize(30).map(CsvReaderTest::glued);
    }

    private static byte[] glued(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    static String row(String src, String dst, String dstChannel, String times, String id) {
        return "\"\",\"" + src + "\",\"" + dst + "\",\"from-trunk\",\"\"\"测试甲\"\" <" + src + ">\",\"SIP/trunk-0001\",\""
                + dstChannel + "\",\"Queue\",\"" + (dst.startsWith("8") ? "complaint" : "other") + ",t,,,120\"," + times
                + ",\"DOCUMENTATION\",\"" + id + "\",\"rec/" + id + ".wav\",\"\",\"" + id + "\",1\n";
    }

    private static List<Candidate> sound(Walk walk) {
        return walk.candidates().stream().filter(Candidate::isSound).toList();
    }

    private static List<Candidate> held(Walk walk) {
        return walk.candidates().stream()
                .filter(candidate -> candidate.problem() == Problem.ROW_UNREADABLE)
                .toList();
    }

    private static Candidate only(Walk walk) {
        assertThat(walk.candidates()).hasSize(1);
        return walk.candidates().get(0);
    }

    private Problem problemOf(String profile, String file) {
        return problemOf(profile, file.getBytes(StandardCharsets.UTF_8));
    }

    private Problem problemOf(String profile, byte[] file) {
        try {
            read(profile, file);
            return null;
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    private Walk read(String profile, String file) {
        return read(profile, file.getBytes(StandardCharsets.UTF_8));
    }

    /** As MAP gives a profile to READ: the dialect that is named, with its lines. */
    private static JsonNode withDialect(JsonNode profile) throws IOException {
        Path file =
                Path.of("mappings/phone-cdr/dialects", profile.path("dialect").asText() + ".yaml");
        if (Files.isRegularFile(file)) {
            String name = profile.path("dialect").asText();
            ((ObjectNode) profile)
                    .putObject("dialect")
                    .put("name", name)
                    .set("lines", new YAMLMapper().readTree(Files.readString(file)));
        }
        return profile;
    }

    private Walk read(String profile, byte[] file) {
        try {
            return reader.read(
                    new Receipt(
                            1,
                            "",
                            "phone-cdr-folder",
                            "phone-cdr",
                            "k",
                            "",
                            Instant.EPOCH,
                            Collections.singletonMap("fileName", "Master.csv"),
                            Content.of(file)),
                    withDialect(new YAMLMapper().readTree(profile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
