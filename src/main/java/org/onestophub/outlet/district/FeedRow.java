package org.onestophub.outlet.district;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.EventTypes;

/**
 * A numbered event with the complaint as it was then, or with a warning.
 *
 * @param number its place in the feed
 * @param subject what it is about: the number of a complaint, or the name of a warning
 * @param isErased the complaint's content was taken away, of this event too
 * @param document the canonical complaint, JSON text
 * @param outcome how the case went so far, JSON text; null for views that do not see it
 * @param warning the warning as it was then, JSON text; null: the event is about a complaint
 */
record FeedRow(
        String uid,
        String type,
        Instant at,
        long number,
        long complaintId,
        String subject,
        boolean isErased,
        String document,
        @Nullable String outcome,
        @Nullable String warning) {

    /** True of {@code event e} if it is about a warning; it belongs to the newest case of that all the same. */
    static final String IS_WARNING = "e.type = '" + EventTypes.WARNING + "'";

    /** The subject of {@code event e} of {@code complaint c}. */
    static final String SUBJECT =
            "case when " + IS_WARNING + " then 'warning-' || (e.about #>> '{warning,id}') else c.number end as subject";

    /** For statements about {@code event e}, {@code complaint c}, {@code revision_document r} and {@code complaint_fact f}. */
    static final String COLUMNS = "e.uid, e.type, e.at, e.feed_no, e.complaint_id, " + SUBJECT
            + ", c.erased_at, r.document::text as document,"
            + " case when f.complaint_id is not null then jsonb_build_object('state', f.state, 'marks', f.marks,"
            + " 'happened', f.happened, 'notHandled', f.not_handled, 'forum', f.forum, 'coreSystems', f.core_systems,"
            + " 'track', f.track, 'changedAtOnce', f.changed_at_once, 'helpers', f.helpers,"
            + " 'payout', f.payout, 'result', f.result, 'satisfaction', f.satisfaction, 'dutiesMet', f.duties_met,"
            + " 'dutiesMissed', f.duties_missed, 'dutiesOpen', f.duties_open, 'receivedOn', f.received_on,"
            + " 'closedOn', f.closed_on)::text end as outcome,"
            + " case when " + IS_WARNING + " then (e.about -> 'warning')::text end as warning";

    static FeedRow of(ResultSet row) throws SQLException {
        return new FeedRow(
                row.getString("uid"),
                row.getString("type"),
                row.getTimestamp("at").toInstant(),
                row.getLong("feed_no"),
                row.getLong("complaint_id"),
                row.getString("subject"),
                row.getTimestamp("erased_at") != null,
                row.getString("document"),
                row.getString("outcome"),
                row.getString("warning"));
    }
}
