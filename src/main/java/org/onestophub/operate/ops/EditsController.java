package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.operations.EditedReplay;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.ApiLinks;
import org.onestophub.operate.ops.query.EditQueries;
import org.onestophub.operate.ops.query.ReceiptDiff;
import org.onestophub.operate.ops.query.ReceiptSight;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Inputs that a person corrects: the copy is walked, the original stays. */
@RestController
@RequestMapping("/api/ops/v1")
@Tag(name = "quarantine")
class EditsController {

    private static final HubLog LOG = HubLog.of("quarantine");
    private static final int MAX_REASON_LENGTH = 500;

    /** How the JSON body looks; it is read by {@link UploadedInput}. */
    @Schema(name = "EditedInput")
    record EditedInput(
            @Schema(description = "The corrected input as text; this or base64.")
            String text,

            @Schema(description = "Character set of the text's bytes; UTF-8 if absent.")
            String charset,

            @Schema(description = "The corrected input's bytes.")
            String base64,

            @Schema(description = "What was corrected and why; 1 to 500 characters.")
            String reason) {}

    /**
     * An edited copy.
     *
     * @param receiptId its receipt
     * @param number its number, that of the original; absent if that has none
     * @param editedFrom receipt of the original
     * @param repeated true if the same bytes had been given before
     * @param link path of its receipt
     * @param diff path of what is different in it
     */
    @Schema(name = "EditedCopy")
    record EditedCopy(
            long receiptId, @Nullable String number, long editedFrom, boolean repeated, String link, String diff) {}

    private final EditedReplay replay;
    private final EditQueries queries;
    private final AccessLog record;
    private final ReceiptSight sight;
    private final Institutions institutions;

    EditsController(
            EditedReplay replay, EditQueries queries, AccessLog record, ReceiptSight sight, Institutions institutions) {
        this.sight = sight;
        this.institutions = institutions;
        this.replay = replay;
        this.queries = queries;
        this.record = record;
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.HELD)
    @PostMapping(
            path = "/quarantine/{id}/replay-edited",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Send a corrected copy of a held input through the rooms",
            description = "The copy is a receipt of its own with the number of the original, which keeps its bytes and "
                    + "waits no longer. The same bytes again give the same receipt. At most 8 MiB.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = EditedInput.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    EditedCopy replayEdited(
            @PathVariable("id") long id,
            @Parameter(description = "What was corrected and why, where the body is the bytes.")
                    @RequestParam(name = "reason", required = false)
                    @Nullable
                    String reason,
            HttpServletRequest request,
            Principal key) {
        UploadedInput given = UploadedInput.in(request, Set.of("reason"));
        String why =
                RequestParameters.needed(reason == null ? given.field("reason") : reason, "reason", MAX_REASON_LENGTH);
        EditedReplay.Copy copy =
                replay.replay(id, org.onestophub.complaint.Content.of(given.bytes()), why, key.getName());
        LOG.event("edit-asked", LogKey.KEY_NAME, key.getName(), LogKey.RECEIPT_ID, copy.receiptId());
        String link = ApiLinks.receipt(copy.receiptId());
        return new EditedCopy(
                copy.receiptId(), copy.number(), copy.editedFrom(), copy.repeated(), link, link + "/diff");
    }

    @NeedsRight(KeyRight.CONTENT)
    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping(path = "/receipts/{id}/diff", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What is different between an input and its edited copy",
            description = "Of either of them. Texts line by line, other formats by size and digest. Recorded as an "
                    + "access to personal data of both.")
    ReceiptDiff diff(@PathVariable("id") long id, Principal key) {
        ReceiptDiff diff = queries.diff(id);
        sight.requireBound(diff.original().receiptId(), institutions.ofKey(key.getName()));
        sight.requireBound(diff.edited().receiptId(), institutions.ofKey(key.getName()));
        record.receiptSeen(key.getName(), "diff", diff.original().receiptId());
        record.receiptSeen(key.getName(), "diff", diff.edited().receiptId());
        return diff;
    }
}
