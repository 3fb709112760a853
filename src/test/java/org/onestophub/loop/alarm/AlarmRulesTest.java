package org.onestophub.loop.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Problem;

class AlarmRulesTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));

    private static final String SOUND = """
            source: a test
            changes: [{date: 2026-11-29, what: first, why: test}]
            rules:
              - id: one
                name: {zh: 一, en: one}
                basis: {kind: hospital, text: a rule}
                raised: [major]
                whom: [head]
                by: [alarm-mail]
                within: 2 hours
                escalation:
                  basis: {kind: hospital, text: own choice}
                  steps: [{after: 30 minutes, whom: [deputy-head]}, {after: 1 hour, whom: [head]}]
                institutions:
                  91350100M000100Y43: {whom: [complaint-office], by: [alarm-sms], within: 5 minutes, escalation: {basis: {kind: hospital, text: none here}, steps: []}}
                  91350203M0001QAY9B: {off: true}
            """;

    @TempDir
    private Path folder;

    @Test
    void shippedRulesAreSoundAndTheirDestinationsAreThere() {
        assertThat(new AlarmFolderCheck().faultsIn(Path.of("."))).isEmpty();
        assertThat(new AlarmRules(Path.of("mappings/alarms"), LISTS).rules())
                .extracting(AlarmRule::id)
                .containsExactly(
                        "major-dispute", "safety-risk", "group-visit", "threat", "public-opinion", "one-key-alarm");
    }

    @Test
    void anInstitutionHasItsOwnRecipientsWaysAndTime() throws IOException {
        Files.writeString(folder.resolve("one.yaml"), SOUND);

        AlarmRule rule = new AlarmRules(folder, LISTS).rules().get(0);

        assertThat(rule.whomAt("", 0)).containsExactly("head");
        assertThat(rule.withinAt("")).isEqualTo(Duration.ofHours(2));
        assertThat(rule.whomAt("91350100M000100Y43", 0)).containsExactly("complaint-office");
        assertThat(rule.byAt("91350100M000100Y43")).containsExactly("alarm-sms");
        assertThat(rule.withinAt("91350100M000100Y43")).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.escalationAt("").steps())
                .containsExactly(
                        new AlarmRule.Step(Duration.ofMinutes(30), List.of("deputy-head")),
                        new AlarmRule.Step(Duration.ofHours(1), List.of("head")));
        assertThat(rule.whomAt("", 1)).containsExactly("deputy-head");
        assertThat(rule.escalationAt("91350100M000100Y43").steps()).isEmpty();
        assertThat(rule.isOnAt("91350203M0001QAY9B")).isFalse();
        assertThat(rule.isOnAt("")).isTrue();
    }

    @Test
    void shippedStepsAreTheHospitalsOwnChoiceAndNoLaw() {
        assertThat(new AlarmRules(Path.of("mappings/alarms"), LISTS).rules()).allSatisfy(rule -> {
            assertThat(rule.escalationAt("").steps()).isNotEmpty();
            assertThat(rule.escalationAt("").basis().kind()).isEqualTo("hospital");
            assertThat(rule.escalationAt("").basis().confirmed()).isFalse();
            assertThat(rule.escalationAt("").steps().get(0).after()).isGreaterThan(rule.withinAt(""));
        });
    }

    @Test
    void faultyStepsHaveTheirLines() throws IOException {
        String late = "{after: 1 hour, whom: [head]}";
        for (String wrong : List.of(
                "{after: 30 minutes, whom: [head]}",
                "{after: soon, whom: [head]}",
                "{after: 2 hours, whom: [nobody]}",
                "{after: 2 hours, whom: []}",
                "{after: 2 hours, whom: [head], by: [alarm-sms]}")) {
            Files.writeString(folder.resolve("one.yaml"), SOUND.replace(late, wrong));

            assertThat(new AlarmRules(folder, LISTS).rules()).as(wrong).isEmpty();
            assertThat(new AlarmRules(folder, LISTS).faults())
                    .as(wrong)
                    .extracting("line")
                    .containsOnly(13);
        }
        Files.writeString(
                folder.resolve("one.yaml"),
                SOUND.replace(
                        late,
                        String.join(
                                ", ",
                                Stream.of(1, 2, 3, 4, 5)
                                        .map(hours -> late.replace("1", hours.toString()))
                                        .toList())));
        assertThat(new AlarmRules(folder, LISTS).faults()).as("six steps").hasSize(1);
    }

    @Test
    void everyFaultHasTheLineOfItsField() throws IOException {
        Files.writeString(folder.resolve("wrong.yaml"), """
                source: a test
                changes: [{date: 2026-11-29, what: first, why: test}]
                rules:
                  - id: One
                    name: {zh: 一, en: one}
                    basis: {kind: rumour, text: a rule}
                    raised:
                      - no-such-event
                      - {complaint: .flags.major and, when: .x}
                      - {event: major, complaint: .flags.major}
                      - {}
                    whom: [nobody]
                    by: ["no such/destination"]
                    within: soon
                    acknowledged: [no-such-event]
                    colour: blue
                    institutions: {short: {within: 3 minutes}}
                """);

        assertThat(new AlarmRules(folder, LISTS).rules()).isEmpty();
        assertThat(new AlarmRules(folder, LISTS).faults())
                .extracting("line", "code")
                .contains(
                        tuple(4, Problem.MAPPING_INVALID.code()),
                        tuple(6, Problem.MAPPING_INVALID.code()),
                        tuple(8, Problem.MAPPING_INVALID.code()),
                        tuple(9, Problem.MAPPING_INVALID.code()),
                        tuple(10, Problem.MAPPING_INVALID.code()),
                        tuple(11, Problem.MAPPING_INVALID.code()),
                        tuple(12, Problem.MAPPING_INVALID.code()),
                        tuple(13, Problem.MAPPING_INVALID.code()),
                        tuple(14, Problem.MAPPING_INVALID.code()),
                        tuple(15, Problem.MAPPING_INVALID.code()),
                        tuple(16, Problem.MAPPING_INVALID.code()),
                        tuple(17, Problem.MAPPING_INVALID.code()));
    }

    @Test
    void aRuleThatNamesADestinationWithoutARouteIsAFault() throws IOException {
        Files.createDirectories(folder.resolve("mappings/alarms"));
        Files.createSymbolicLink(
                folder.resolve("mappings/code-lists"),
                Path.of("mappings/code-lists").toAbsolutePath());
        Files.writeString(folder.resolve("mappings/alarms/one.yaml"), SOUND);
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/out-alarm-mail.yaml"), "");

        assertThat(new AlarmFolderCheck().faultsIn(folder))
                .extracting("message")
                .containsExactly("rule one: there is no routes/out-alarm-sms.yaml");
    }

    @Test
    void oneIdInTwoFilesIsAFault() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), SOUND);
        Files.writeString(folder.resolve("b.yaml"), SOUND);

        assertThat(new AlarmRules(folder, LISTS).rules()).hasSize(1);
        assertThat(new AlarmRules(folder, LISTS).faults()).hasSize(1);
    }

    @Test
    void missingFolderHasNoRules() {
        assertThat(new AlarmRules(folder.resolve("none"), LISTS).rules()).isEmpty();
    }
}
