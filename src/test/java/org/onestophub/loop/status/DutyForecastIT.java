package org.onestophub.loop.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.operations.DutyForecast;
import org.onestophub.complaint.contract.operations.DutyMoves;
import org.onestophub.problem.Problem;
import org.onestophub.support.CaseRig;
import org.onestophub.support.CountingDataSource;
import org.onestophub.support.HandClock;
import org.springframework.util.FileSystemUtils;

/** What changed rules would do to open duties, before they are in use. */
class DutyForecastIT {

    private static final int CASES = 7;

    @TempDir
    Path home;

    @TempDir
    Path config;

    private CaseRig rig;

    @BeforeEach
    void openCases() throws IOException {
        rig = CaseRig.withLoop(
                home,
                slice -> slice.with(Clock.class, new HandClock("2026-09-18T01:00:00Z"))
                        .rooms("loop.duty.DutyTrial", "loop.status.DutyForecasts"));
        for (int i = 0; i < CASES; i++) {
            rig.record(rig.receipt(), thing("k" + i, document("words " + i)));
        }
        FileSystemUtils.copyRecursively(Path.of("mappings/duties"), config.resolve("mappings/duties"));
        FileSystemUtils.copyRecursively(Path.of("mappings/calendars"), config.resolve("mappings/calendars"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void sameRulesMoveNothing() {
        DutyMoves moves = moves();

        assertThat(moves.rules()).isEmpty();
        assertThat(moves.duties()).isEqualTo((int) openDuties());
        assertThat(moves.complete()).isTrue();
    }

    @Test
    void everyKindOfMoveIsCountedByItsRule() throws IOException {
        edit("id: first-reply", "limit: 5 working-days", "limit: 3 working-days");
        edit("id: reply-one-department", "limit: 5 working-days", "limit: 9 working-days");
        edit("id: transfer", "id: transfer", "id: handed-over");

        DutyMoves moves = moves();

        assertThat(moves.rules())
                .extracting(rule -> "%s %d %d %d %d"
                        .formatted(rule.rule(), rule.earlier(), rule.later(), rule.added(), rule.gone()))
                .contains("first-reply 7 0 0 0", "reply-one-department 0 7 0 0");
        assertThat(moves.rules().get(0).complaints()).hasSize(5).isSubsetOf(rig.numbers());
    }

    @Test
    void yearThatCameMakesDutiesFirmAndMovesThoseWhoseDaysAreOff() throws IOException {
        Path calendar = config.resolve("mappings/calendars/cn-mainland.csv");
        String shipped = Files.readString(calendar);
        // received on Friday 2026-09-18; the working days after it are 09-20, 09-21 and so on
        Files.writeString(calendar, shipped.replaceAll("(?m)^2026-.*\\R", ""));

        assertThat(moves().rules())
                .filteredOn(rule -> rule.rule().equals("reply-one-department"))
                .extracting(
                        rule -> "%d %d %d %d".formatted(rule.earlier(), rule.later(), rule.firm(), rule.provisional()))
                .containsExactly("0 7 0 7");

        rig.jdbc()
                .sql("update duty set provisional = true where rule = 'first-reply'")
                .update();
        Files.writeString(calendar, shipped);

        assertThat(moves().rules())
                .extracting(rule -> "%s %d %d %d %d"
                        .formatted(rule.rule(), rule.earlier(), rule.later(), rule.firm(), rule.provisional()))
                .containsExactly("first-reply 0 0 7 0");
    }

    @Test
    void nothingIsWrittenAndTheStatementsDoNotDependOnTheCases() throws IOException {
        CountingDataSource counts = (CountingDataSource) rig.get(DataSource.class);
        edit("id: first-reply", "limit: 5 working-days", "limit: 3 working-days");
        List<String> before = rows();
        counts.reset();

        moves();

        assertThat(counts.statements()).hasSizeLessThanOrEqualTo(7);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void ruleWhoseConditionFailsIsNamedOnceItsCasesAreComputed() {
        assertThat(rig.get(DutyForecast.class).failing(Instant.EPOCH)).isEmpty();

        rig.jdbc()
                .sql("update case_status set findings = '[{\"code\": \"DU-101\", \"field\": \"first-reply\"}]'"
                        .replace("DU-101", Problem.DUTY_CONDITION_FAILED.code()))
                .update();

        assertThat(rig.get(DutyForecast.class).failing(Instant.EPOCH)).containsExactly("first-reply");
        assertThat(rig.get(DutyForecast.class).failing(Instant.parse("2100-01-01T00:00:00Z")))
                .isEmpty();
    }

    private DutyMoves moves() {
        return rig.get(DutyForecast.class).moves(config);
    }

    /** Changes the first {@code from} behind the text {@code rule} in the rules about replies. */
    private void edit(String rule, String from, String to) throws IOException {
        Path file = config.resolve("mappings/duties/reply.yaml");
        String text = Files.readString(file);
        int at = text.indexOf(from, text.indexOf(rule));
        Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    private long openDuties() {
        return rig.jdbc()
                .sql("select count(*) from duty where met_at is null and ended_at is null")
                .query(Long.class)
                .single();
    }

    private List<String> rows() {
        return rig.jdbc()
                .sql("select d::text from duty d order by 1")
                .query(String.class)
                .list();
    }
}
