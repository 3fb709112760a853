package org.onestophub.loop.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.duty.DutyEvent;
import org.onestophub.problem.Problem;

/** The shipped rules over complaints of each kind. */
class AlarmEngineTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));
    private static final AlarmEngine ENGINE =
            new AlarmEngine(new AlarmRules(Path.of("mappings/alarms"), LISTS).rules());
    private static final Instant NINE = Instant.parse("2026-11-20T01:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | ''",
                "{'flags':{'dispute':true},'matter':{'harm':3,'facts':'对治疗效果不满意'}} | ''",
                "{'flags':{'major':true}} | major-dispute",
                "{'flags':{'dispute':true},'matter':{'harm':4}} | major-dispute",
                "{'flags':{'safety':true}} | safety-risk",
                "{'complainant':{'groupSize':5}} | ''",
                "{'complainant':{'groupSize':6}} | group-visit",
                "{'matter':{'facts':'家属扬言明天带人来'}} | threat",
                "{'matter':{'facts':'有人持刀在候诊区'}} | threat",
                "{'matter':{'title':'再不解决我就跳楼'}} | threat",
                "{'matter':{'facts':'排队时间长'},'arrivals':[{'title':'排队'},{'receivedAt':'2026-11-20T01:00:00Z','text':'再不回复就同归于尽'}]} | threat",
                "{'matter':{'facts':'排队时间长'},'arrivals':[{'text':'请尽快回复'},{'receivedAt':'2026-11-20T01:00:00Z'}]} | ''",
                "{'matter':{'facts':'被保安打了一顿，请说明'}} | ''",
                "{'flags':{'police':true}} | threat",
                "{'flags':{'publicOpinion':true}} | public-opinion",
                "{'flags':{'major':true,'safety':true},'complainant':{'groupSize':20}} | major-dispute safety-risk group-visit"
            })
    void complaintRaisesItsAlarms(String complaint, String rules) throws IOException {
        AlarmEngine.Alarms alarms = ENGINE.alarmsOf(complaint(complaint), List.of());

        assertThat(String.join(
                        " ",
                        alarms.alarms().stream().map(alarm -> alarm.rule().id()).toList()))
                .isEqualTo(rules);
        assertThat(alarms.alarms()).allMatch(alarm -> alarm.since().equals(NINE));
        assertThat(alarms.findings()).isEmpty();
    }

    @Test
    void eachPressOfAButtonCountsAndAStuckButtonIsBounded() throws IOException {
        List<DutyEvent> two = List.of(event("1", "alarm", 10), event("2", "alarm", 20));
        List<DutyEvent> stuck = IntStream.range(0, 500)
                .mapToObj(i -> event("n" + i, "alarm", 10))
                .toList();

        assertThat(ENGINE.alarmsOf(complaint("{}"), two).alarms())
                .extracting(Alarm::cause)
                .containsExactly("test|1", "test|2");
        AlarmEngine.Alarms bounded = ENGINE.alarmsOf(complaint("{}"), stuck);
        assertThat(bounded.alarms()).hasSize(AlarmEngine.MOST_OF_A_RULE);
        assertThat(bounded.findings()).containsExactly(Finding.of(Problem.ALARM_TOO_OFTEN, "one-key-alarm"));
    }

    @Test
    void sameTypeOfEventRaisesOneAlarmSinceItsFirst() throws IOException {
        AlarmEngine.Alarms alarms =
                ENGINE.alarmsOf(complaint("{}"), List.of(event("1", "major", 10), event("2", "major", 20)));

        assertThat(alarms.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.cause()).isEqualTo("major");
            assertThat(alarm.since()).isEqualTo(NINE.plusSeconds(10));
        });
    }

    @Test
    void eventOfThoseThatARuleNamesSaysThatItWasHeard() throws IOException {
        AlarmEngine.Alarms alarms =
                ENGINE.alarmsOf(complaint("{'flags':{'major':true}}"), List.of(event("1", "head-notified", 60)));

        assertThat(alarms.heard()).contains(new Alarm.Heard("major-dispute", "head-notified", NINE.plusSeconds(60)));
    }

    @Test
    void whatIsAddedLaterIsAsOldAsWhatWasAdded() throws IOException {
        JsonNode complaint = complaint("{'flags':{'safety':true},'arrivals':[{'receivedAt':'2026-11-20T01:00:00Z'},"
                + "{'receivedAt':'2026-12-24T01:00:00Z'}]}");

        assertThat(ENGINE.alarmsOf(complaint, List.of()).alarms().get(0).since())
                .isEqualTo(Instant.parse("2026-12-24T01:00:00Z"));
    }

    @Test
    void conditionThatCannotBeEvaluatedIsAFindingAndOtherRulesGoOn(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), """
                source: a test
                changes: [{date: 2026-11-29, what: first, why: test}]
                rules:
                  - id: broken
                    name: {zh: 一, en: one}
                    basis: {kind: hospital, text: a rule}
                    raised: [{complaint: "number(.matter.facts) > 5"}]
                    whom: [head]
                    by: [alarm-mail]
                    within: 1 hours
                  - id: sound
                    name: {zh: 二, en: two}
                    basis: {kind: hospital, text: a rule}
                    raised: [{complaint: .flags.major}]
                    whom: [head]
                    by: [alarm-mail]
                    within: 1 hours
                """);

        AlarmEngine.Alarms alarms = new AlarmEngine(new AlarmRules(folder, LISTS).rules())
                .alarmsOf(complaint("{'flags':{'major':true},'matter':{'facts':'words'}}"), List.of());

        assertThat(alarms.findings()).containsExactly(Finding.of(Problem.ALARM_CONDITION_FAILED, "broken"));
        assertThat(alarms.alarms()).extracting(alarm -> alarm.rule().id()).containsExactly("sound");
    }

    private static JsonNode complaint(String more) throws IOException {
        ObjectNode complaint = CanonicalJson.MAPPER.createObjectNode().put("receivedAt", NINE.toString());
        return complaint.setAll((ObjectNode) CanonicalJson.MAPPER.readTree(more.replace('\'', '"')));
    }

    private static DutyEvent event(String id, String type, int seconds) {
        return new DutyEvent(
                "test|" + id,
                type,
                NINE.plusSeconds(seconds),
                null,
                CanonicalJson.MAPPER.createObjectNode().put("type", type));
    }
}
