package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.list.CodeList;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
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
                .contains("or steps");
        assertThat(faults("", "steps: [sealed], where: {topic: x}, ledger: [day]"))
                .contains("which may have where");
        assertThat(faults("", "register: trainings, where: {colour: red}, ledger: [topic]"))
                .contains("has no column colour");
    }

    @Test
    void reportThatHidesNumbersHasOneLengthOfPeriodAndNoLedger() throws IOException {
        assertThat(faults("hide-below: 5", "by: channel, measures: [all-cases]"))
                .contains("has one length of period");
        assertThat(faults("hide-below: 5", "steps: [police], ledger: [day]")).contains("readers outside has no ledger");
        assertThat(faults("hide-below: 0", "by: channel, measures: [all-cases]"))
                .isEmpty();
    }

    @Test
    void crosswalkIsOfATableByAFieldAndNamesAColumn() throws IOException {
        assertThat(faults("", "by: category, crosswalk: {column: hcat}, measures: [all-cases]"))
                .isEmpty();
        assertThat(faults("", "by: category, top: category, crosswalk: {column: hcat}, measures: [all-cases]"))
                .contains("without top");
        assertThat(faults("", "by: category, crosswalk: {list: ko41a-subject}, measures: [all-cases]"))
                .contains("names a column");
        assertThat(faults("", "figures: [all-cases], crosswalk: {column: hcat}"))
                .contains("of a table by a field");
    }

    @Test
    void everySubjectHasOneCounterpartUnlessTheOtherDoesNotCountIt() {
        CodeLists lists = new CodeLists(Path.of("mappings/code-lists"));
        Crosswalk crosswalk = new Crosswalk("nhs_ko41a", "ko41a-subject");
        Labels labels = new Labels(lists);

        for (CodeList.Entry subject : lists.named("category").orElseThrow().entries()) {
            String area = labels.crossed("category", subject.code(), crosswalk);
            assertThat(area.equals(Crosswalk.NONE))
                    .as(subject.code())
                    .isEqualTo(Set.of("I", "J", "K").contains(subject.code().substring(0, 1)));
            assertThat(area.equals(Crosswalk.NONE) || lists.contains("ko41a-subject", area))
                    .as(subject.code() + " is " + area)
                    .isTrue();
        }
        Crosswalk hcat = new Crosswalk("hcat", "hcat-category");
        for (CodeList.Entry subject : lists.named("category").orElseThrow().entries()) {
            String category = labels.crossed("category", subject.code(), hcat);
            assertThat(category.equals(Crosswalk.NONE) || lists.contains("hcat-category", category))
                    .as(subject.code() + " is " + category)
                    .isTrue();
        }
        assertThat(labels.crossed("category", "A8", hcat)).isEqualTo("institutional-processes");
        assertThat(labels.crossed("category", "A8", crosswalk)).isEqualTo("administration");
        assertThat(labels.crossed("category", "K", crosswalk)).isEqualTo(Crosswalk.NONE);
    }

    @Test
    void tableOfPointsFitsItsRegistersItsListAndItself() throws IOException {
        assertThat(points("safe-hospital-item", "grade", "{item: leadership, points: 10}"))
                .isEmpty();
        assertThat(points("department", "grade", "{item: leadership, points: 10}"))
                .contains("entered by another list than department");
        assertThat(points("safe-hospital-item", "policeRoom", "{item: leadership, points: 10}"))
                .contains("organisation has no column policeRoom of that kind");
        assertThat(points("safe-hospital-item", "grade", "")).contains("1 to 100 items");
        assertThat(points("safe-hospital-item", "grade", "{item: leadership}"))
                .contains("leadership: points are 0 to 1000");
        assertThat(parts("{part: plans, points: 2}, {part: plans, points: 2}")).contains("stands there twice: plans");
        assertThat(parts("{part: plans, points: 2, measure: none, levels: [{points: 1}]}"))
                .contains("no measure none");
        assertThat(parts("{part: plans, points: 2, measure: all-cases}"))
                .contains("plans has yes, or a measure with levels");
        assertThat(parts("{part: plans, points: 2, yes: grade}")).contains("no column grade of that kind");
        assertThat(parts("{part: plans, points: 2, measure: all-cases, levels: [{points: 3}]}"))
                .contains("more points than the part has");
        assertThat(faults("hide-below: 5", scores("safe-hospital-item", "grade", "{item: leadership, points: 10}")))
                .contains("no ledger, no points and no flow");
    }

    private String parts(String parts) throws IOException {
        return points("safe-hospital-item", "grade", "{item: response, points: 10, parts: [" + parts + "]}");
    }

    private String points(String list, String grade, String items) throws IOException {
        return faults("", scores(list, grade, items));
    }

    private static String scores(String list, String grade, String items) {
        return "scores: {list: " + list + ", profile: organisation, grade: " + grade
                + ", sheet: safety-scores, item: item, given: points, items: [" + items + "]}";
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
