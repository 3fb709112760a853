package org.onestophub.loop.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Problem;

class DutyRulesTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));

    private static final String SOUND = """
            source: a test
            changes: [{date: 2026-11-29, what: first, why: test}]
            rules:
              - id: one
                name: {zh: 一, en: one}
                basis: {kind: hospital, text: a rule}
                starts: [{field: /receivedAt}]
                limit: 5 working-days
                met: [replied]
                responsible: complaint-office
            """;

    @TempDir
    private Path folder;

    @Test
    void shippedRulesAreSound() {
        assertThat(new DutyFolderCheck().faultsIn(Path.of("."))).isEmpty();

        DutyRules shipped = new DutyRules(Path.of("mappings/duties"), LISTS);
        assertThat(shipped.rules())
                .extracting(DutyRule::id)
                .contains(
                        "on-the-spot",
                        "transfer",
                        "reply-one-department",
                        "reply-several-departments",
                        "first-reply",
                        "department",
                        "hotline-sign",
                        "hotline-contact",
                        "hotline-finish",
                        "hotline-handle-again",
                        "hotline-return",
                        "major-report",
                        "extra-major-report",
                        "settlement-report",
                        "mediation",
                        "petition-notice",
                        "petition-finish",
                        "seal");
    }

    @Test
    void whatHasNoTextOfItsSourceIsNoConfirmedLaw() {
        Set<String> laws = new HashSet<>();
        for (DutyRule rule : new DutyRules(Path.of("mappings/duties"), LISTS).rules()) {
            if (rule.basis().kind().equals("law") && rule.basis().confirmed()) {
                laws.add(rule.id());
            }
        }

        assertThat(laws).containsExactlyInAnyOrder("mediation", "seal");
    }

    @Test
    void missingFolderHasNoRules() {
        assertThat(new DutyRules(folder.resolve("none"), LISTS).rules()).isEmpty();
        assertThat(new DutyRules(folder.resolve("none"), LISTS).faults()).isEmpty();
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
                    applies: |
                      .flags.major and
                        or
                    starts: [no-such-event]
                    limit: 5 days
                    met: [{event: replied, field: /receivedAt}]
                    warn: [120%]
                    responsible: nobody
                    printed: [handling]
                    until: noon
                    extension: {granted: [extension-granted], by: 1 day, times: 99}
                    institutions: {short: {limit: 3 working-days}}
                    colour: blue
                """);

        assertThat(new DutyRules(folder, LISTS).faults())
                .extracting("line", "code")
                .contains(
                        tuple(4, Problem.MAPPING_INVALID.code()),
                        tuple(6, Problem.MAPPING_INVALID.code()),
                        tuple(8, Problem.MAPPING_INVALID.code()),
                        tuple(10, Problem.MAPPING_INVALID.code()),
                        tuple(11, Problem.MAPPING_INVALID.code()),
                        tuple(12, Problem.MAPPING_INVALID.code()),
                        tuple(13, Problem.MAPPING_INVALID.code()),
                        tuple(14, Problem.MAPPING_INVALID.code()),
                        tuple(15, Problem.MAPPING_INVALID.code()),
                        tuple(17, Problem.MAPPING_INVALID.code()),
                        tuple(18, Problem.MAPPING_INVALID.code()),
                        tuple(19, Problem.MAPPING_INVALID.code()));
        assertThat(new DutyRules(folder, LISTS).rules()).isEmpty();
    }

    @Test
    void ruleMayBeForKindsThatTheListHas() throws IOException {
        Files.writeString(
                folder.resolve("a.yaml"), SOUND.replace("    starts:", "    kinds: [staff, safety]\n    starts:"));
        Files.writeString(folder.resolve("b.yaml"), SOUND.replace("    starts:", "    kinds: [ghosts]\n    starts:"));

        DutyRules rules = new DutyRules(folder, LISTS);

        assertThat(rules.rules()).hasSize(1);
        assertThat(rules.rules().get(0).kinds()).containsExactly("safety", "staff");
        assertThat(rules.faults()).extracting("file").contains("mappings/duties/b.yaml");
    }

    @Test
    void anIdStandsOnceInAllFiles() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), SOUND);
        Files.writeString(folder.resolve("b.yaml"), SOUND);

        DutyRules rules = new DutyRules(folder, LISTS);

        assertThat(rules.rules()).hasSize(1);
        assertThat(rules.faults()).extracting("file").containsExactly("mappings/duties/b.yaml");
    }

    @Test
    void filesThatAreNoRulesAreRefusedWithinBounds() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "");
        Files.writeString(folder.resolve("b.yaml"), "- 1\n");
        Files.writeString(folder.resolve("c.yaml"), "source: [\n");
        Files.writeString(folder.resolve("d.yaml"), "[".repeat(5_000));
        Files.writeString(folder.resolve("e.yaml"), "#".repeat(300_000));
        Files.writeString(folder.resolve("f.yaml"), "a: &a [1]\nb: [*a, *a]\n".repeat(2));
        Files.write(folder.resolve("g.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
        Files.writeString(folder.resolve("h.yaml"), SOUND.replace("source: a test\n", ""));
        Files.writeString(
                folder.resolve("i.yaml"), SOUND.replace("met: [replied]", "met: [replied]\n    met: [closed]"));

        DutyRules rules = new DutyRules(folder, LISTS);

        assertThat(rules.faults())
                .extracting("file")
                .contains(
                        "mappings/duties/a.yaml",
                        "mappings/duties/b.yaml",
                        "mappings/duties/c.yaml",
                        "mappings/duties/d.yaml",
                        "mappings/duties/e.yaml",
                        "mappings/duties/f.yaml",
                        "mappings/duties/g.yaml",
                        "mappings/duties/h.yaml",
                        "mappings/duties/i.yaml");
    }

    @Test
    void conditionsDefineNothingAndEnd() throws IOException {
        Files.writeString(
                folder.resolve("a.yaml"),
                SOUND.replace("    starts:", "    applies: 'def f(x) f($x) f(1)'\n    starts:"));

        assertThat(new DutyRules(folder, LISTS).faults())
                .extracting("line", "message")
                .containsExactly(tuple(7, "a condition is short, defines nothing and imports nothing"));
    }
}
