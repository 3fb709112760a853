package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A receipt without its content.
 *
 * @param id unique in the hub
 * @param number what people read out on the phone, absent for channels that make no complaints
 * @param receivedAt arrival, UTC
 * @param channel the channel
 * @param mapping the mapping that reads it
 * @param sourceKey principal key under which the source knows it
 * @param sha256 digest of the bytes, lower-case hex
 * @param sizeBytes number of bytes
 * @param state kept, done, parked or refused
 * @param outcome how it ended, absent before
 * @param code problem, absent if none
 * @param field field at fault, absent if none
 * @param finishedAt when it ended, UTC, absent before
 * @param editedFrom receipt it is an edited copy of, absent if it came from a source
 * @param editedCopy its newest edited copy, absent if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Receipt", description = "A receipt without its content.")
public record ReceiptRow(
        long id,
        @Nullable String number,
        Instant receivedAt,
        String channel,
        String mapping,
        String sourceKey,
        String sha256,
        long sizeBytes,
        String state,
        @Nullable String outcome,
        @Nullable String code,
        @Nullable String field,
        @Nullable Instant finishedAt,
        @Nullable Long editedFrom,
        @Nullable Long editedCopy) {

    /** Columns of {@code receipt r} that {@link #of} reads. */
    public static final String COLUMNS = "r.id, r.number, r.received_at, r.channel, r.mapping, r.source_key, r.sha256, "
            + "r.size_bytes, r.state, r.outcome, r.code, r.field, r.finished_at, "
            + "(select e.edited_from from receipt_edit e where e.receipt_id = r.id) as edited_from, "
            + "(select max(e.receipt_id) from receipt_edit e where e.edited_from = r.id) as edited_copy";

    /** Reads one row with the {@link #COLUMNS}. */
    public static ReceiptRow of(ResultSet row, int index) throws SQLException {
        return new ReceiptRow(
                row.getLong("id"),
                row.getString("number"),
                LedgerQueries.instant(row, "received_at"),
                row.getString("channel"),
                row.getString("mapping"),
                row.getString("source_key"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getLong("size_bytes"),
                row.getString("state"),
                row.getString("outcome"),
                row.getString("code"),
                row.getString("field"),
                LedgerQueries.instantOrNull(row, "finished_at"),
                LedgerQueries.number(row, "edited_from"),
                LedgerQueries.number(row, "edited_copy"));
    }
}
