package org.onestophub.outlet.district;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A numbered event with the complaint as it was then.
 *
 * @param number its place in the feed
 * @param isErased the complaint's content was taken away, of this event too
 * @param document the canonical complaint, JSON text
 */
record FeedRow(
        String uid,
        String type,
        Instant at,
        long number,
        long complaintId,
        String complaint,
        boolean isErased,
        String document) {

    /** For statements about {@code event e}, {@code complaint c} and {@code revision_document r}. */
    static final String COLUMNS =
            "e.uid, e.type, e.at, e.feed_no, e.complaint_id, c.number, c.erased_at, r.document::text as document";

    static FeedRow of(ResultSet row) throws SQLException {
        return new FeedRow(
                row.getString("uid"),
                row.getString("type"),
                row.getTimestamp("at").toInstant(),
                row.getLong("feed_no"),
                row.getLong("complaint_id"),
                row.getString("number"),
                row.getTimestamp("erased_at") != null,
                row.getString("document"));
    }
}
