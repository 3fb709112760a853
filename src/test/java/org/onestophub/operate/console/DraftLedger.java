package org.onestophub.operate.console;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger of a hub says about a channel that was drafted. */
final class DraftLedger {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private DraftLedger() {}

    /** The newest complaint of a channel, waited for. */
    static JsonNode complaintOf(ApplicationContext hub, String channel) throws IOException {
        String document = await().atMost(PATIENCE)
                .until(
                        () -> jdbc(hub)
                                .sql("select v.document from receipt r join receipt_item i on i.receipt_id = r.id"
                                        + " join revision_document v on v.complaint_id = i.complaint_id"
                                        + " where r.channel = :channel order by r.id desc limit 1")
                                .param("channel", channel)
                                .query(String.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
        return new ObjectMapper().readTree(document);
    }

    /** What the newest complaint of a channel says, waited for. */
    static String factsOf(ApplicationContext hub, String channel) throws IOException {
        return complaintOf(hub, channel).at("/matter/facts").asText();
    }

    /** Who did it, as the access log has it. */
    static List<String> sights(ApplicationContext hub, String action, String object) {
        return jdbc(hub)
                .sql("select key_name from access_log where action = :action and object = :object")
                .param("action", action)
                .param("object", object)
                .query(String.class)
                .list();
    }

    private static JdbcClient jdbc(ApplicationContext hub) {
        return JdbcClient.create(hub.getBean(DataSource.class));
    }
}
