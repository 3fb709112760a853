package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.Papers;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Forms of reports as shipments: attempts, proof, retries, and what a kill leaves. */
class PaperShipmentsIT {

    @TempDir
    static Path home;

    private static DeliveryRig rig;

    private final DeliverySettings settings = DeliveryRig.settings("papers")
            .filter(new EventFilter(Set.of(Papers.TYPE), Set.of(), Set.of(), Set.of(), Set.of(), Set.of()))
            .idempotent()
            .made();
    private Papers papers;
    private long report;

    @BeforeAll
    static void start() throws Exception {
        rig = new DeliveryRig(home);
    }

    @AfterAll
    static void end() {
        rig.close();
    }

    @BeforeEach
    void reportThatWasMade() {
        rig.empty();
        rig.get(DestinationStates.class).ensure("papers", true);
        rig.get(DestinationStates.class).ensure("other", false);
        rig.get(DestinationTable.class).keepFed(List.of("papers", "other"));
        papers = rig.get(Papers.class);
        report = rig.jdbc()
                .sql("insert into report_made (name, period, institution, feed_no, made_at, made_by, sha256, content)"
                        + " values ('district-brief', '2026Q3', '', 1, now(), 'test', '', '{}') returning id")
                .query(Long.class)
                .single();
    }

    private Papers.Paper only() {
        assertThat(papers.of(report)).hasSize(1);
        return papers.of(report).get(0);
    }

    @Test
    void formIsHandedOverOnceAndItsProofIsKept() {
        papers.send(report, "papers", "zh", "pdf", "test-ops");
        papers.send(report, "papers", "zh", "pdf", "test-ops");

        ShipmentClaims.Claimed claimed = rig.claim(settings).orElseThrow();
        JsonNode event = claimed.shipment().items().get(0).event();
        assertThat(claimed.items()).isOne();
        assertThat(event.path("type").asText()).isEqualTo("report.made");
        assertThat(event.at("/data/report").asLong()).isEqualTo(report);
        assertThat(event.at("/data/form").asText()).isEqualTo("pdf");
        rig.end(claimed, new AttemptEnd(null, "stored", "report-1.pdf", new byte[32]), settings);

        Papers.Paper paper = only();
        assertThat(paper.state()).isEqualTo("sent");
        assertThat(paper.answer()).isEqualTo("stored");
        assertThat(paper.sha256()).hasSize(64);
        assertThat(paper.endedAt()).isNotNull();
        assertThat(rig.claim(settings)).isEmpty();
        assertThat(papers.send(report, "papers", "zh", "pdf", "test-ops").state())
                .isEqualTo("sent");
        assertThat(rig.claim(settings)).isEmpty();
    }

    @Test
    void attemptThatAKillInterruptsIsMadeAgainUnderTheSameId() {
        papers.send(report, "papers", "en", "xlsx", "test-ops");
        String id = rig.claim(settings).orElseThrow().shipment().id();

        rig.killAndStart();

        ShipmentClaims.Claimed again = rig.claim(settings).orElseThrow();
        assertThat(again.shipment().id()).isEqualTo(id);
        assertThat(again.shipment().attempt()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedIsGivenUpWithItsCodeUntilSomebodyAsksAgain() {
        papers.send(report, "papers", "zh", "docx", "test-ops");
        rig.end(rig.claim(settings).orElseThrow(), AttemptEnd.of(Problem.REPORT_FONT_MISSING), settings);

        assertThat(only().state()).isEqualTo("dead");
        assertThat(only().code()).isEqualTo("RP-202");
        assertThat(rig.claim(settings)).isEmpty();

        papers.send(report, "papers", "zh", "docx", "test-ops");
        assertThat(rig.claim(settings)).isPresent();
    }

    @Test
    void destinationThatDoesNotTakeReportsGetsNone() {
        assertThatThrownBy(() -> papers.send(report, "other", "zh", "pdf", "test-ops"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
        assertThat(papers.of(report)).isEmpty();
    }
}
