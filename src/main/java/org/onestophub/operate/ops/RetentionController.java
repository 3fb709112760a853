package org.onestophub.operate.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What retention did, for operators. */
@RestController
@RequestMapping("/api/ops/v1/retention")
@Tag(name = "retention", description = "Inputs and deliveries whose time was over")
class RetentionController {

    private static final int MOST_RUNS = 20;

    private final LedgerQueries ledger;

    RetentionController(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    /**
     * A run.
     *
     * @param begunAt when, UTC
     * @param finishedAt when it ended, UTC; absent if it did not
     * @param receipts receipts deleted, patient messages not among them
     * @param patientMessages patient messages deleted
     * @param months partitions dropped
     * @param blobs files deleted
     * @param heldBack receipts old enough that had to stay
     * @param deliveries deliveries deleted
     * @param responses attempts that lost the text of their answer
     * @param given records of what the feed gave, deleted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RetentionRun")
    record Run(
            Instant begunAt,
            @Nullable Instant finishedAt,
            long receipts,
            long patientMessages,
            int months,
            long blobs,
            long heldBack,
            long deliveries,
            long responses,
            long given) {}

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The last runs, newest first; empty if nothing is ever deleted")
    List<Run> runs() {
        return ledger.sql("select * from retention_run order by id desc limit :most")
                .param("most", MOST_RUNS)
                .query((row, index) -> new Run(
                        LedgerQueries.instant(row, "begun_at"),
                        LedgerQueries.instantOrNull(row, "finished_at"),
                        row.getLong("receipts"),
                        row.getLong("adt"),
                        row.getInt("months"),
                        row.getLong("blobs"),
                        row.getLong("held_back"),
                        row.getLong("deliveries"),
                        row.getLong("responses"),
                        row.getLong("given")))
                .list();
    }
}
