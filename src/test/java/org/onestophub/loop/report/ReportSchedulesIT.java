package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.Papers;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.list.Registers;
import org.onestophub.support.CaseRig;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports that are made by themselves, on a real database. */
class ReportSchedulesIT {

    private static final Instant FIRST = Instant.parse("2027-01-10T00:00:00Z");

    @TempDir
    static Path home;

    @TempDir
    static Path folder;

    private static CaseRig rig;

    @BeforeAll
    static void start() throws IOException {
        rig = CaseRig.withLoop(
                home,
                slice -> slice.with(ReportProperties.class, new ReportProperties("", ""))
                        .rooms(
                                "complaint.list.Registers",
                                "loop.register.EntryTable",
                                "loop.register.EntryProofs",
                                "loop.register.RegisterFacts",
                                "loop.report.ReportDefinitions",
                                "loop.fact.FactReader",
                                "loop.report.ReportNumbers",
                                "loop.report.ReportTable",
                                "loop.report.ReportDesk",
                                "outlet.deliver.PaperTable"));
        for (String file : List.of(
                "measures.yaml", "district-brief/report.yaml", "district-brief/zh.html", "district-brief/en.html")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(Path.of("mappings/reports", file), folder.resolve(file));
        }
        Files.writeString(
                folder.resolve("schedules.yaml"),
                "schedules:\n  brief: {report: district-brief, period: quarter, day: 10, hour: 8, since: 2026-12-01,"
                        + " languages: [zh, en], forms: [html], destinations: [papers]}\n");
    }

    @AfterAll
    static void end() {
        rig.close();
    }

    @BeforeEach
    void nothingWasMade() {
        rig.jdbc().sql("delete from report_paper").update();
        rig.jdbc().sql("delete from report_run").update();
        rig.jdbc().sql("delete from destination").update();
        rig.jdbc().sql("delete from work").update();
    }

    /** A hub on the database, at that time. */
    private static ReportSchedules hubAt(Instant now) {
        return new ReportSchedules(
                new ReportDefinitions(folder, rig.get(Registers.class)),
                rig.get(Reports.class),
                rig.get(ReportTable.class),
                rig.get(Papers.class),
                rig.get(WorkQueue.class),
                rig.get(HubProperties.class),
                rig.get(TransactionTemplate.class),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void destination(boolean takesPapers) {
        rig.jdbc()
                .sql("insert into destination (name, fed, takes_papers) values ('papers', true, :takes)")
                .param("takes", takesPapers)
                .update();
    }

    private static List<String> runs() {
        return rig.jdbc()
                .sql("select period from report_run order by period")
                .query(String.class)
                .list();
    }

    private static String planned() {
        return rig.jdbc()
                .sql("select due_at from work where lane = 'report'")
                .query((row, n) -> row.getTimestamp(1).toInstant().toString())
                .single();
    }

    @Test
    void whatIsDueIsMadeOnceAlsoAfterARestartAndByASecondHub() {
        destination(true);

        assertThat(hubAt(FIRST.minusSeconds(1)).makeDue()).isZero();
        assertThat(hubAt(FIRST).makeDue()).isOne();
        assertThat(hubAt(FIRST).makeDue()).isZero();
        assertThat(hubAt(FIRST.plusSeconds(60)).makeDue()).isZero();

        assertThat(runs()).containsExactly("2026Q4");
        assertThat(planned()).isEqualTo("2027-04-10T00:00:00Z");
        long report = rig.jdbc()
                .sql("select report_id from report_run")
                .query(Long.class)
                .single();
        assertThat(rig.get(Papers.class).of(report))
                .extracting(paper -> paper.language() + " " + paper.state() + " " + paper.by())
                .containsExactlyInAnyOrder("zh waiting schedule brief", "en waiting schedule brief");
    }

    @Test
    void destinationThatIsNotThereKeepsTheReportFromNoOther() throws IOException {
        destination(true);
        Path schedules = folder.resolve("schedules.yaml");
        String before = Files.readString(schedules);
        Files.writeString(schedules, before.replace("[papers]", "[missing, papers]"));
        try {
            assertThat(hubAt(FIRST).makeDue()).isZero();
            assertThat(hubAt(FIRST.plusSeconds(3600)).makeDue()).isZero();
            assertThat(runs()).isEmpty();
            assertThat(planned()).isEqualTo(FIRST.plusSeconds(7200).toString());
            assertThat(papers()).containsExactly("papers en", "papers zh");

            rig.jdbc()
                    .sql("insert into destination (name, fed, takes_papers) values ('missing', true, true)")
                    .update();
            assertThat(hubAt(FIRST.plusSeconds(7200)).makeDue()).isOne();
            assertThat(papers()).containsExactly("missing en", "missing zh", "papers en", "papers zh");
            assertThat(rig.jdbc()
                            .sql("select count(distinct report_id) from report_paper")
                            .query(Integer.class)
                            .single())
                    .isOne();
        } finally {
            Files.writeString(schedules, before);
        }
    }

    private static List<String> papers() {
        return rig.jdbc()
                .sql("select destination || ' ' || language from report_paper order by 1")
                .query(String.class)
                .list();
    }

    @Test
    void hubThatWasDownMakesWhatItMissed() {
        destination(true);

        assertThat(hubAt(FIRST.plusSeconds(200L * 24 * 3600)).makeDue()).isEqualTo(3);

        assertThat(runs()).containsExactly("2026Q4", "2027Q1", "2027Q2");
    }

    @Test
    void whatHasNoDestinationYetIsTriedAgainAndNotTakenForDone() {
        destination(false);

        assertThat(hubAt(FIRST).makeDue()).isZero();
        assertThat(runs()).isEmpty();
        assertThat(planned()).isEqualTo(FIRST.plusSeconds(3600).toString());

        rig.jdbc().sql("update destination set takes_papers = true").update();
        assertThat(hubAt(FIRST.plusSeconds(3600)).makeDue()).isOne();
    }

    @Test
    void sameFormGoesToADestinationOnceAndAgainOnlyIfItWasGivenUp() {
        destination(true);
        hubAt(FIRST).makeDue();
        long report = rig.jdbc()
                .sql("select report_id from report_run")
                .query(Long.class)
                .single();
        Papers papers = rig.get(Papers.class);
        Papers.Paper first = papers.send(report, "papers", "zh", "html", "somebody");
        assertThat(papers.of(report)).hasSize(2);

        rig.jdbc()
                .sql("update shipment set state = 'sent' where uid = cast(:uid as uuid)")
                .param("uid", first.shipment())
                .update();
        assertThat(papers.send(report, "papers", "zh", "html", "somebody").state())
                .isEqualTo("sent");
        rig.jdbc()
                .sql("update shipment set state = 'dead' where uid = cast(:uid as uuid)")
                .param("uid", first.shipment())
                .update();

        Papers.Paper again = papers.send(report, "papers", "zh", "html", "somebody");
        assertThat(again.state()).isEqualTo("waiting");
        assertThat(again.shipment()).isEqualTo(first.shipment());
    }
}
