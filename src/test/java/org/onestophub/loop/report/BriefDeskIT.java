package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.operations.Briefs;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports that a district gives to its institutions, and their answers, on a real database. */
class BriefDeskIT {

    private static final String FIRST = "12350200700000013K";
    private static final String SECOND = "12350200700000021C";
    private static final LocalDate DUE = LocalDate.of(2026, 12, 10);
    private static final Briefs.Answer ANSWER =
            new Briefs.Answer("已对照排查", "候诊区标识不清", "增设标识", LocalDate.of(2026, 12, 31));

    @TempDir
    static Path home;

    private static CaseRig rig;

    private final BriefDesk desk = deskAt(Instant.parse("2026-12-01T00:00:00Z"));
    private long report;

    @BeforeAll
    static void start() {
        rig = CaseRig.withLoop(
                home,
                slice -> slice.rooms(
                        "complaint.list.Registers",
                        "loop.report.ReportDefinitions",
                        "loop.report.ReportTable",
                        "loop.report.BriefTable"));
    }

    @AfterAll
    static void end() {
        rig.close();
    }

    private static BriefDesk deskAt(Instant now) {
        return new BriefDesk(
                rig.get(BriefTable.class),
                rig.get(ReportTable.class),
                rig.get(ReportDefinitions.class),
                new HubProperties(
                        home.toString(),
                        ".",
                        ZoneId.of("Asia/Shanghai"),
                        new HubProperties.Institution("", ""),
                        Map.of(FIRST, "市第一医院", SECOND, "市第二医院")),
                rig.get(TransactionTemplate.class),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @BeforeEach
    void reportOfTheDistrict() {
        rig.jdbc().sql("delete from report_brief_step").update();
        rig.jdbc().sql("delete from report_brief").update();
        report = made("district-brief");
    }

    private static long made(String name) {
        return rig.jdbc()
                .sql("insert into report_made (name, period, institution, feed_no, made_at, made_by, sha256, content)"
                        + " values (:name, '2026Q3', '', 1, now(), 'test', '', '{\"hiddenBelow\":5}') returning id")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private long idOf(String institution) {
        return desk.list(report, List.of(institution), Long.MAX_VALUE, 10)
                .get(0)
                .id();
    }

    private static void refused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void everyInstitutionIsAskedOnceAndSeesItsOwnBriefOnly() {
        assertThat(desk.ask(report, List.of(), DUE, "district")).isEqualTo(2);
        assertThat(desk.ask(report, List.of(FIRST), DUE, "district")).isZero();

        assertThat(desk.list(null, List.of(FIRST), Long.MAX_VALUE, 10))
                .extracting(Briefs.Row::institution)
                .containsExactly(FIRST);
        long other = idOf(SECOND);
        refused(Problem.NOT_FOUND, () -> desk.show(other, List.of(FIRST)));
        refused(Problem.NOT_FOUND, () -> desk.answer(other, List.of(FIRST), ANSWER, "hospital"));
        assertThat(desk.show(other, List.of()).brief().state()).isEqualTo("asked");
    }

    @Test
    void institutionAcknowledgesAndAnswersAndTheSameAgainChangesNothing() {
        desk.ask(report, List.of(FIRST), DUE, "district");
        long id = idOf(FIRST);

        desk.acknowledge(id, List.of(FIRST), "hospital");
        assertThat(desk.acknowledge(id, List.of(FIRST), "hospital").steps()).hasSize(1);
        desk.answer(id, List.of(FIRST), ANSWER, "hospital");
        Briefs.Detail after = desk.answer(id, List.of(FIRST), ANSWER, "hospital");
        desk.acknowledge(id, List.of(FIRST), "hospital");

        assertThat(after.brief().state()).isEqualTo("answered");
        assertThat(after.steps()).hasSize(2);
        assertThat(after.steps().get(1).answer()).isEqualTo(ANSWER);
        assertThat(desk.show(id, List.of()).steps()).hasSize(2);
    }

    @Test
    void briefWithoutAnswerIsOverdueAfterTheEndOfItsDayInChina() {
        desk.ask(report, List.of(FIRST, SECOND), DUE, "district");
        desk.answer(idOf(SECOND), List.of(SECOND), ANSWER, "hospital");

        assertThat(deskAt(Instant.parse("2026-12-10T15:59:59Z")).list(report, List.of(), Long.MAX_VALUE, 10))
                .noneMatch(Briefs.Row::overdue);
        assertThat(deskAt(Instant.parse("2026-12-10T16:00:00Z")).list(report, List.of(), Long.MAX_VALUE, 10))
                .filteredOn(Briefs.Row::overdue)
                .extracting(Briefs.Row::institution)
                .containsExactly(FIRST);
    }

    @Test
    void onlyReportsThatHideSmallNumbersGoToInstitutionsThatTheHubKnows() {
        long ledger = made("complaint-ledger");

        refused(Problem.REQUEST_INVALID, () -> desk.ask(ledger, List.of(), DUE, "district"));
        refused(Problem.REQUEST_INVALID, () -> desk.ask(report, List.of("123502007000000999"), DUE, "district"));
        refused(Problem.NOT_FOUND, () -> desk.ask(Long.MAX_VALUE, List.of(), DUE, "district"));
    }

    @Test
    void answersAreBoundedInNumberAndSize() {
        desk.ask(report, List.of(FIRST), null, "district");
        long id = idOf(FIRST);

        refused(Problem.REQUEST_INVALID, () -> answer(id, new Briefs.Answer(" ", null, null, null)));
        refused(Problem.REQUEST_INVALID, () -> answer(id, new Briefs.Answer("x".repeat(4001), null, null, null)));
        refused(Problem.REQUEST_INVALID, () -> answer(id, new Briefs.Answer("a\u0000", null, null, null)));
        refused(Problem.REQUEST_INVALID, () -> answer(id, new Briefs.Answer("a", null, "measure", null)));
        for (int i = 0; i < Briefs.MOST_STEPS; i++) {
            answer(id, new Briefs.Answer("answer " + i, null, null, null));
        }
        refused(Problem.REQUEST_INVALID, () -> answer(id, new Briefs.Answer("one more", null, null, null)));
    }

    private void answer(long id, Briefs.Answer answer) {
        desk.answer(id, List.of(FIRST), answer, "hospital");
    }
}
