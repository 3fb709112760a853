package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person changed in an input.
 *
 * @param original the input as it came
 * @param edited the edited copy
 * @param at when it was edited, UTC
 * @param editedBy key that asked
 * @param reason why
 * @param textual false if the format is no text or the bytes are too many to compare; then there are no lines
 * @param cut true if there is more than is shown
 * @param lines unified diff, three lines around each change; absent if it is not textual
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ReceiptDiff", description = "What a person changed in an input.")
public record ReceiptDiff(
        Side original,
        Side edited,
        Instant at,
        String editedBy,
        String reason,
        boolean textual,
        boolean cut,
        @Nullable List<String> lines) {

    /**
     * One of the two.
     *
     * @param receiptId its receipt
     * @param link path of that receipt
     * @param sha256 digest of the bytes, lower-case hex
     * @param sizeBytes number of bytes
     */
    @Schema(name = "ReceiptDiffSide")
    public record Side(long receiptId, String link, String sha256, long sizeBytes) {}
}
