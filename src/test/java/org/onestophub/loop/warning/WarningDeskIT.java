package org.onestophub.loop.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.operations.Warnings;
import org.onestophub.complaint.contract.operations.Warnings.Answer;
import org.onestophub.pipeline.record.RecordStep;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;

/** Warnings of recorded cases, over the real database. */
class WarningDeskIT {

    private static final Answer ANSWER = new Answer("通道堵塞", "增加巡查", LocalDate.of(2026, 12, 31), "整改2026-01");

    @TempDir
    static Path home;

    private static CaseRig rig;
    private static Warnings warnings;

    @BeforeAll
    static void start() {
        rig = CaseRig.withLoop(
                home,
                slice -> slice.with(WarningProperties.class, new WarningProperties(Duration.ofHours(1)))
                        .rooms(
                                "loop.fact.FactReader",
                                "loop.warning.WarningRules",
                                "loop.warning.WarningTable",
                                "loop.warning.WarningNews",
                                "loop.warning.WarningLook",
                                "loop.warning.WarningDesk"));
        warnings = rig.get(Warnings.class);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.empty();
        rig.jdbc().sql("truncate warning, warning_step").update();
    }

    @Test
    void warningIsRaisedOnceWhileItHolds() {
        record("W1", "safety");

        assertThat(warnings.look()).isEqualTo(1);
        assertThat(warnings.look()).isZero();

        Warnings.Row row = only();
        assertThat(row.rule()).isEqualTo("safety");
        assertThat(row.state()).isEqualTo("raised");
        assertThat(row.dueDay()).isNotNull();
        assertThat(warnings.show(row.id(), List.of()).numbers()).containsExactly(row.subject());
    }

    @Test
    void warningThatGoesOnIsToldOnce() {
        record("W1", "safety");
        warnings.look();
        warnings.look();

        assertThat(told()).containsExactly("raised");
        assertThat(rig.jdbc()
                        .sql("select c.number from event e join complaint c on c.id = e.complaint_id"
                                + " where e.type = 'warning.changed'")
                        .query(String.class)
                        .single())
                .isEqualTo(only().subject());
    }

    private static List<String> told() {
        return rig.jdbc()
                .sql("select about->'warning'->>'state' from event where type = 'warning.changed' order by id")
                .query(String.class)
                .list();
    }

    @Test
    void warningIsAcknowledgedAnsweredReturnedAndClosed() {
        record("W2", "major");
        warnings.look();
        long id = only().id();

        assertThat(act(id, "acknowledged", null, null)).isEqualTo("acknowledged");
        assertThat(act(id, "acknowledged", null, null)).isEqualTo("acknowledged");
        assertProblem(() -> act(id, "closed", null, null), Problem.WARNING_STATE);
        assertThat(act(id, "answered", ANSWER, null)).isEqualTo("answered");
        assertThat(act(id, "returned", null, "请补充证明")).isEqualTo("acknowledged");
        assertThat(act(id, "answered", ANSWER, null)).isEqualTo("answered");
        assertThat(act(id, "closed", null, null)).isEqualTo("closed");
        assertProblem(() -> act(id, "answered", ANSWER, null), Problem.WARNING_STATE);

        assertThat(warnings.show(id, List.of()).steps())
                .extracting(Warnings.Step::type)
                .containsExactly("acknowledged", "answered", "returned", "answered", "closed");
        assertThat(told())
                .as("each change leaves the hub with the case")
                .containsExactly("raised", "acknowledged", "answered", "acknowledged", "answered", "closed");
        assertThat(rig.jdbc()
                        .sql("select about::text from event where type = 'warning.changed' order by id")
                        .query(String.class)
                        .list())
                .allMatch(about -> about.contains("\"rule\": \"major\"") && about.contains("\"dueDay\""))
                .noneMatch(about -> about.contains("通道堵塞") || about.contains("请补充证明"));
        assertThat(warnings.show(id, List.of()).steps().get(1).answer()).isEqualTo(ANSWER);
    }

    @Test
    void dismissedWarningIsNotRaisedAnewWhileItHolds() {
        record("W3", "safety");
        warnings.look();

        act(only().id(), "dismissed", null, "误报");

        assertThat(warnings.look()).isZero();
        assertThat(only().state()).isEqualTo("dismissed");
    }

    @Test
    void warningWhoseCauseIsGoneNoLongerHolds() {
        record("W4", "safety");
        warnings.look();

        rig.jdbc().sql("update complaint_fact set left_out = 'withdrawn'").update();
        warnings.look();
        assertThat(only().holds()).isFalse();
        warnings.look();
        assertThat(rig.jdbc()
                        .sql("select (about->'warning'->>'state') || ' ' || (about->'warning'->>'holds') from event"
                                + " where type = 'warning.changed' order by id")
                        .query(String.class)
                        .list())
                .as("that it is over is told once")
                .containsExactly("raised true", "raised false");

        rig.jdbc().sql("update complaint_fact set left_out = ''").update();
        assertThat(warnings.look()).isEqualTo(1);
        assertThat(warnings.list(null, List.of(), Long.MAX_VALUE, 10))
                .extracting(Warnings.Row::holds)
                .containsExactly(true, false);
    }

    @Test
    void institutionSeesItsOwnWarningsAlone() {
        record("W5", "safety");
        warnings.look();
        long id = only().id();
        String own = only().institution();
        List<String> other = List.of("91310000000000009X");

        assertThat(warnings.list(null, List.of(own), Long.MAX_VALUE, 10)).hasSize(1);
        assertThat(warnings.list(null, other, Long.MAX_VALUE, 10)).isEmpty();
        assertProblem(() -> warnings.show(id, other), Problem.NOT_FOUND);
        assertProblem(() -> warnings.act(id, other, "acknowledged", null, null, "x"), Problem.NOT_FOUND);
    }

    @Test
    void textsThatAreMissingOrTooLongAreRefused() {
        record("W6", "safety");
        warnings.look();
        long id = only().id();

        assertProblem(() -> act(id, "answered", null, null), Problem.REQUEST_INVALID);
        assertProblem(() -> act(id, "dismissed", null, " "), Problem.REQUEST_INVALID);
        assertProblem(
                () -> act(id, "answered", new Answer("x".repeat(2_001), "y", ANSWER.due(), null), null),
                Problem.REQUEST_INVALID);
        assertProblem(
                () -> act(id, "answered", new Answer("x", "y", LocalDate.of(9999, 1, 1), null), null),
                Problem.REQUEST_INVALID);
        assertThat(only().state()).isEqualTo("raised");
    }

    private static String act(long id, String type, Answer answer, String note) {
        return warnings.act(id, List.of(), type, answer, note, "office")
                .warning()
                .state();
    }

    private static Warnings.Row only() {
        List<Warnings.Row> rows = warnings.list(null, List.of(), Long.MAX_VALUE, 10);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static void assertProblem(Runnable call, Problem problem) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(problem));
    }

    private static void record(String id, String flag) {
        ObjectNode document = CaseRig.document(id);
        document.put("receivedAt", rig.get(Clock.class).instant().toString());
        document.putObject("flags").put(flag, true);
        rig.get(RecordStep.class).record(List.of(rig.walk(rig.receipt(), CaseRig.thing(id, document))));
    }
}
