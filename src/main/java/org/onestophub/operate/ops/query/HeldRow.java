package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An input in quarantine, or one that was.
 *
 * @param id unique in the hub
 * @param receiptId where its bytes are
 * @param item the thing in the receipt, −1 for the receipt as a whole
 * @param channel how it came
 * @param room where it was stopped
 * @param code why
 * @param field field at fault, or empty
 * @param heldAt since when, UTC
 * @param releasedAt until when, UTC, absent while it waits
 * @param release replayed, edited or discarded, absent while it waits
 * @param reason reason of an edit or a discard
 * @param releasedBy key that released it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "HeldInput", description = "An input in quarantine, or one that was.")
public record HeldRow(
        long id,
        long receiptId,
        int item,
        String channel,
        String room,
        String code,
        String field,
        Instant heldAt,
        @Nullable Instant releasedAt,
        @Nullable String release,
        @Nullable String reason,
        @Nullable String releasedBy) {

    /** Reads one row of {@code held}. */
    public static HeldRow of(ResultSet row, int index) throws SQLException {
        return new HeldRow(
                row.getLong("id"),
                row.getLong("receipt_id"),
                row.getInt("item"),
                row.getString("channel"),
                row.getString("room"),
                row.getString("code"),
                row.getString("field"),
                LedgerQueries.instant(row, "held_at"),
                LedgerQueries.instantOrNull(row, "released_at"),
                row.getString("release"),
                row.getString("reason"),
                row.getString("released_by"));
    }
}
