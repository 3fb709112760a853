package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.CodeLists;
import org.onestophub.complaint.Registers;
import org.onestophub.problem.Fault;

class ReportFaultsTest {

    @TempDir
    private Path folder;

    @Test
    void ledgerOfStepsListsTypesAndFieldsThatStepsHave() throws IOException {
        assertThat(faults("", "steps: [sealed], held: true, ledger: [day, holder]"))
                .isEmpty();
        assertThat(faults("", "steps: [closed], ledger: [day]")).contains("more: steps are some of [clue-handed-over");
        assertThat(faults("", "steps: [], ledger: [day]")).contains("more: steps are some of");
        assertThat(faults("", "steps: [sealed], ledger: [payout]")).contains("a ledger has no field payout");
        assertThat(faults("", "steps: [sealed], register: trainings, ledger: [topic]"))
                .contains("a register or steps");
    }

    @Test
    void reportThatHidesNumbersHasOneLengthOfPeriodAndNoLedger() throws IOException {
        assertThat(faults("hide-below: 5", "by: channel, measures: [all-cases]"))
                .contains("has one length of period");
        assertThat(faults("hide-below: 5", "steps: [police], ledger: [day]")).contains("readers outside has no ledger");
        assertThat(faults("hide-below: 0", "by: channel, measures: [all-cases]"))
                .isEmpty();
    }

    private String faults(String hiding, String section) throws IOException {
        Files.writeString(
                folder.resolve("measures.yaml"),
                "source: a test\nchanges: []\nmeasures:\n  all-cases: {name: {zh: 一, en: a}, count: {}}\n");
        Path report = Files.createDirectories(folder.resolve("a-report"));
        Files.writeString(
                report.resolve("report.yaml"),
                "title: {zh: 题, en: t}\nsource: a test\nchanges: []\nperiods: [quarter, half-year]\nscope: institution\n"
                        + hiding
                        + "\nsections:\n  - {id: more, title: {zh: 一, en: a}, " + section + "}\n");
        Files.writeString(report.resolve("zh.html"), "");
        Files.writeString(report.resolve("en.html"), "");
        Registers registers = new Registers(Path.of("."), new CodeLists(Path.of("mappings/code-lists")));
        return String.join(
                "\n",
                new ReportDefinitions(folder, registers)
                        .faults().stream().map(Fault::message).toList());
    }
}
