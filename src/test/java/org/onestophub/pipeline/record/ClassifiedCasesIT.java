package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.support.CaseRig;
import org.onestophub.support.HandClock;

/** Cases that an office classifies after they came. */
class ClassifiedCasesIT {

    private static final Mapping STATUS = new Mapping(
            "status",
            Path.of("."),
            "json",
            JsonNodeFactory.instance.objectNode(),
            "status.jslt",
            "complaint",
            Mapping.STATUS);
    private static final String SURGERY =
            "{\"type\":\"complaint\",\"categories\":[\"A2\"],\"departments\":[{\"code\":\"04\",\"name\":\"外科\"}],"
                    + "\"staff\":[{\"role\":\"doctor\",\"name\":\"测试丙\"}],\"severity\":2}";

    @TempDir
    Path home;

    private final HandClock clock = new HandClock("2026-09-18T01:00:00Z");
    private CaseRig rig;
    private int round;

    @BeforeEach
    void open() {
        rig = CaseRig.withLoop(home, slice -> slice.with(Clock.class, clock));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void complaintAndFactsHaveWhatTheOfficeSays() {
        String number = mail("one");

        Receipt said = classify(number, SURGERY, 0);

        assertThat(matter(number))
                .isEqualTo(JsonText.objectOf(SURGERY.replace("{\"type\"", "{\"facts\":\"one\",\"type\"")));
        assertThat(facts(number)).isEqualTo("complaint {A2} {04} {doctor} 2");
        assertThat(shown(number).path("provenance"))
                .extracting(origin -> origin.path("field").asText() + " "
                        + origin.path("receiptId").asLong())
                .contains("/matter/categories " + said.id(), "/matter/severity " + said.id());
        assertThat(rig.events()).endsWith("complaint.updated 2", "complaint.status 2");
    }

    @Test
    void lastWordStandsInWhateverOrderItComes() {
        String number = mail("one");
        clock.pass(Duration.ofHours(1));
        classify(number, "{\"categories\":[\"B1\"]}", 0);

        classify(number, "{\"categories\":[\"A2\"],\"severity\":1}", 30);

        assertThat(facts(number)).isEqualTo(" {B1} {} {} 1");
    }

    @Test
    void whatComesLaterDoesNotOverruleTheOffice() {
        String number = mail("one");
        classify(number, SURGERY, 0);

        ObjectNode more = mailOf("one more");
        more.withObject("/matter").putArray("categories").add("B1");
        Receipt receipt = rig.receipt();
        rig.record(receipt, thing("k-more", more));

        assertThat(rig.endOf(receipt)).isEqualTo("done appended");
        assertThat(facts(number)).isEqualTo("complaint {A2} {04} {doctor} 2");
    }

    @Test
    void partWithAnUnknownCodeChangesNothingAndIsAFinding() {
        String number = mail("one");

        classify(number, "{\"categories\":[\"A2\",\"nonsense\"],\"severity\":3}", 0);

        assertThat(facts(number)).isEqualTo(" {} {} {} 3");
        assertThat(one(
                        "select findings::text from case_status s join complaint c on c.id = s.complaint_id where number = :n",
                        number))
                .contains("ST-110", "category");
    }

    @Test
    void namesOfStaffDoNotLeaveWithTheEvent() {
        String number = mail("one");

        classify(number, SURGERY, 0);

        assertThat(one(
                        "select string_agg(v.about::text, '') from event v join complaint c on c.id = v.complaint_id"
                                + " where number = :n and type = 'complaint.status'",
                        number))
                .contains("A2", "doctor")
                .doesNotContain("测试丙");
    }

    @Test
    void whatIsSaidOfAMergedCaseCountsForTheOneThatStandsForIt() {
        String one = mail("one");
        String other = order("W2");
        classify(other, "{\"categories\":[\"B1\"]}", 0);
        say("merged", one, "\"others\":[{\"kind\":\"receipt-number\",\"value\":\"" + other + "\"}]", 0);

        classify(one, SURGERY, 0);
        assertThat(facts(other)).isEqualTo("complaint {A2} {04} {doctor} 2");
        say("unmerged", one, "\"text\":\"\"", 0);

        assertThat(facts(other)).startsWith("complaint {B1} ");
        assertThat(facts(one)).isEqualTo("complaint {A2} {04} {doctor} 2");
    }

    private String mail(String words) {
        Receipt receipt = rig.receipt();
        rig.record(receipt, thing("k-" + words, mailOf(words)));
        return receipt.number();
    }

    private static ObjectNode mailOf(String words) {
        return numbered(words, "W1");
    }

    private String order(String number) {
        Receipt receipt = rig.receipt();
        rig.record(receipt, thing("k-" + number, numbered("other", number)));
        return receipt.number();
    }

    private static ObjectNode numbered(String words, String number) {
        ObjectNode document = document(words);
        document.putArray("externalIds")
                .addObject()
                .put("system", "12345")
                .put("kind", "work-order")
                .put("value", number);
        return document;
    }

    private Receipt classify(String number, String classification, int minutesAgo) {
        return say("classified", number, "\"classification\":" + classification, minutesAgo);
    }

    private Receipt say(String type, String number, String more, int minutesAgo) {
        clock.pass(Duration.ofSeconds(1));
        String id = "e-" + round++;
        ObjectNode event = JsonText.objectOf("{\"schemaVersion\":\"1\",\"source\":\"oa\",\"eventId\":\"" + id
                + "\",\"type\":\"" + type + "\",\"occurredAt\":\""
                + clock.instant().minus(Duration.ofMinutes(minutesAgo)) + "\",\"receivedAt\":\"" + clock.instant()
                + "\",\"complaint\":[{\"kind\":\"receipt-number\",\"value\":\"" + number + "\"}]," + more + "}");
        Receipt receipt = rig.receipt();
        Candidate candidate =
                Candidate.found("status::" + id, event.deepCopy(), List.of()).with(event);
        rig.get(RecordStep.class).record(List.of(Walk.of(receipt).under(STATUS).with(List.of(candidate), Map.of())));
        return receipt;
    }

    private JsonNode matter(String number) {
        return shown(number).path("matter");
    }

    private ObjectNode shown(String number) {
        return JsonText.objectOf(one("select document::text from complaint where number = :n", number));
    }

    private String facts(String number) {
        return one(
                "select matter_type || ' ' || categories::text || ' ' || departments::text || ' ' || staff_roles::text"
                        + " || ' ' || coalesce(severity::text, '') from complaint_fact where number = :n",
                number);
    }

    private String one(String sql, String number) {
        return rig.jdbc().sql(sql).param("n", number).query(String.class).single();
    }
}
