package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The complaints whose states and duties are derived. Every method is one statement in the caller's transaction. */
@Component
class DerivedCases {

    private final JdbcClient jdbc;

    DerivedCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the cases that are not erased until the transaction ends, without reading them. */
    Set<Long> lockUnread(Collection<Long> complaintIds) {
        return new TreeSet<>(
                jdbc.sql("select id from complaint where id = any(:ids) and erased_at is null order by id for update")
                        .param("ids", new TreeSet<>(complaintIds).toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    /** The complaints of cases, locked until the transaction ends; none of those that are erased or not there. */
    Map<Long, JsonNode> lock(Collection<Long> complaintIds) {
        Map<Long, JsonNode> complaints = new TreeMap<>();
        jdbc.sql("select id, document::text from complaint where id = any(:ids) and erased_at is null "
                        + "order by id for update")
                .param("ids", new TreeSet<>(complaintIds).toArray(Long[]::new))
                .query(row -> {
                    complaints.put(row.getLong(1), JsonText.objectOf(row.getString(2)));
                });
        return complaints;
    }

    /** Cases without a state that were received since then, lowest ids first; none that are erased. */
    List<Long> neverDerived(long afterId, Instant since, int most) {
        return jdbc.sql("select c.id from complaint c where c.id > :after and c.erased_at is null "
                        + "and c.received_at >= cast(:since as timestamptz) "
                        + "and not exists (select from case_status s where s.complaint_id = c.id) "
                        + "order by c.id limit :most")
                .param("after", afterId)
                .param("since", since.toString())
                .param("most", most)
                .query(Long.class)
                .list();
    }

    /** The complaints of cases, not locked; none of those that are erased or not there. */
    Map<Long, JsonNode> read(Collection<Long> complaintIds) {
        Map<Long, JsonNode> complaints = new TreeMap<>();
        jdbc.sql("select id, document::text from complaint where id = any(:ids) and erased_at is null")
                .param("ids", complaintIds.toArray(Long[]::new))
                .query(row -> {
                    complaints.put(row.getLong(1), JsonText.objectOf(row.getString(2)));
                });
        return complaints;
    }
}
