package org.onestophub.pipeline.read.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.walk.Walk;

/** Legs of one call in several files. */
class CallsOverFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-04T02:00:00Z");
    private static final String ANSWERED = leg("8015", "01:00:05", 55, "ANSWERED", 2);
    private static final String MISSED = leg("8010", "", 0, "NO ANSWER", 1);

    private final Map<Long, Receipt> kept = new TreeMap<>();
    private final Noted noted = new Noted();
    private final CsvReader reader = new CsvReader(
            new HubProperties(
                    Path.of("data"), Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", "")),
            noted,
            receiptBytes());

    @Test
    void legOnAnotherExtensionInALaterFileBelongsToTheCall() {
        assertThat(call(read(1, MISSED)).get("missed").asBoolean()).isTrue();

        Walk later = read(2, ANSWERED);

        assertThat(call(later).get("missed").asBoolean()).isFalse();
        assertThat(call(later).get("talkSeconds").asInt()).isEqualTo(55);
        assertThat(later.candidates().get(0).view().get("legs")).hasSize(2);
        assertThat(later.counted()).isEmpty();
    }

    @Test
    void legOnAnotherExtensionInAnEarlierFileBelongsToTheCall() {
        Walk earlier = read(1, ANSWERED);
        assertThat(earlier.candidates()).isEmpty();
        assertThat(earlier.counted()).isEqualTo(Map.of("call-other-line", 1L));

        Walk later = read(2, MISSED);

        assertThat(call(later).get("missed").asBoolean()).isFalse();
        assertThat(later.candidates().get(0).view().get("legs")).hasSize(2);
    }

    @Test
    void fileThatComesAgainLongerGivesTheSameViewOfACall() {
        read(1, MISSED);
        Candidate before = read(2, ANSWERED).candidates().get(0);

        Candidate again = read(3, MISSED + ANSWERED).candidates().get(0);

        assertThat(again.view()).isEqualTo(before.view());
    }

    @Test
    void callsOfOtherKeysAndWithoutAComplaintLineStayApart() {
        read(1, MISSED);

        Walk other = read(2, ANSWERED.replace("1700000031.1", "1700000032.1"));

        assertThat(other.candidates()).isEmpty();
        assertThat(other.counted()).isEqualTo(Map.of("call-other-line", 1L));
    }

    @Test
    void unreadableRowOfAFileThatGrowsIsHeldOnce() {
        String bad = MISSED.replace("2026-11-04 01:00:00", "04.11.26");

        assertThat(read(1, MISSED + ANSWERED + bad).candidates()).hasSize(2);
        Walk longer = read(2, MISSED + ANSWERED + bad + ANSWERED);
        assertThat(longer.candidates()).hasSize(1);
        assertThat(longer.counted()).isEqualTo(Map.of("row-held-before", 1L));
        assertThat(read(1, MISSED + ANSWERED + bad).candidates()).as("replayed").hasSize(2);
    }

    private Walk read(long id, String rows) {
        Receipt receipt = new Receipt(
                id,
                "",
                "phone-cdr",
                "phone-cdr",
                "k" + id,
                "00",
                NOW,
                Map.of(),
                Content.of(rows.getBytes(StandardCharsets.UTF_8)));
        kept.put(id, receipt);
        return reader.read(receipt, profile());
    }

    private static JsonNode call(Walk walk) {
        return walk.candidates().get(0).view().get("call");
    }

    private static JsonNode profile() {
        try {
            YAMLMapper yaml = new YAMLMapper();
            var profile = yaml.createObjectNode();
            profile.putObject("dialect")
                    .put("name", "asterisk-master")
                    .set(
                            "lines",
                            yaml.readTree(
                                    Files.readString(Path.of("mappings/phone-cdr/dialects/asterisk-master.yaml"))));
            profile.put("usegmtime", true)
                    .putObject("complaintLines")
                    .putArray("numbers")
                    .add("8010");
            return profile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String leg(String dst, String answer, int talk, String disposition, int sequence) {
        String answered = answer.isEmpty() ? "" : "2026-11-04 " + answer;
        return "\"\",\"13800000001\",\"" + dst + "\",\"from-trunk\",\"\",\"PJSIP/t-1\",\"PJSIP/" + dst
                + "-1\",\"Dial\",\"\",\"2026-11-04 01:00:00\",\"" + answered + "\",\"2026-11-04 01:01:00\",60," + talk
                + ",\"" + disposition + "\",\"DOCUMENTATION\",\"1700000031." + sequence
                + "\",\"\",\"\",\"1700000031.1\"," + sequence + "\n";
    }

    private ReceiptBytes receiptBytes() {
        return ids -> ids.stream().filter(kept::containsKey).map(kept::get).toList();
    }

    /** Stands in for RECORD, which keeps legs in a table. */
    private static final class Noted implements CallLegs {
        private final Map<List<Long>, Long> first = new HashMap<>();
        private final List<Leg> all = new ArrayList<>();

        @Override
        public void note(long receiptId, Collection<Leg> legs) {
            legs.forEach(leg -> first.putIfAbsent(List.of(leg.call(), leg.leg()), receiptId));
            all.addAll(legs);
        }

        @Override
        public List<Known> ofComplaints(Collection<Long> calls) {
            return all.stream()
                    .filter(leg -> calls.contains(leg.call()))
                    .filter(leg -> all.stream().anyMatch(one -> one.call() == leg.call() && one.isOnComplaintLine()))
                    .map(leg ->
                            new Known(leg.call(), leg.leg(), first.getOrDefault(List.of(leg.call(), leg.leg()), 0L)))
                    .distinct()
                    .toList();
        }
    }
}
