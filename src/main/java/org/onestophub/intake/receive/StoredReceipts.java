package org.onestophub.intake.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.platform.blob.BlobStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads receipts back: the row, and the blob where the bytes were too large for it. */
@Component
class StoredReceipts implements ReceiptBytes {

    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final BlobStore blobs;
    private final ObjectMapper json;

    StoredReceipts(JdbcClient jdbc, BlobStore blobs, ObjectMapper json) {
        this.jdbc = jdbc;
        this.blobs = blobs;
        this.json = json;
    }

    @Override
    public List<Receipt> receipts(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select * from receipt where id = any(:ids) order by id")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, index) -> receiptOf(row))
                .list();
    }

    private Receipt receiptOf(ResultSet row) throws SQLException {
        byte[] raw = row.getBytes("raw");
        String sha256 = HexFormat.of().formatHex(row.getBytes("sha256"));
        String number = row.getString("number");
        return new Receipt(
                row.getLong("id"),
                number == null ? "" : number,
                row.getString("channel"),
                row.getString("mapping"),
                row.getString("source_key"),
                sha256,
                row.getTimestamp("received_at").toInstant(),
                factsOf(row.getString("transport")),
                raw == null ? blobs.get(sha256, row.getLong("size_bytes")) : Content.of(raw));
    }

    private Map<String, String> factsOf(String text) {
        try {
            return json.readValue(text, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger's own JSON cannot be read");
        }
    }
}
