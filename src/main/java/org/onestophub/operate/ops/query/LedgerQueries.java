package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger as operators read it: questions with a time limit, so that a wide search cannot hold up the intake. */
@Component
public class LedgerQueries {

    /** Longest time a question may take; then RC-301. */
    private static final int QUERY_SECONDS = 10;

    /** Of {@code complaint c}: the caller may know of it. */
    public static final String SEEN = "(:discipline or not c.discipline)";

    /** Of {@code receipt r}: the caller may know of all that it became. */
    static final String SEEN_RECEIPT = "(:discipline or not exists (select from receipt_item seen"
            + " join complaint c on c.id = seen.complaint_id and c.discipline where seen.receipt_id = r.id))";

    private final JdbcClient client;
    private final ObjectMapper json;

    LedgerQueries(DataSource dataSource, ObjectMapper json) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setQueryTimeout(QUERY_SECONDS);
        this.client = JdbcClient.create(template);
        this.json = json;
    }

    /** A statement that ends with an error after {@value #QUERY_SECONDS} seconds. It knows whether {@link #SEEN} holds. */
    public JdbcClient.StatementSpec sql(String sql) {
        JdbcClient.StatementSpec statement = client.sql(sql);
        return sql.contains(":discipline") ? statement.param("discipline", DisciplineSight.isGiven()) : statement;
    }

    /** A timestamp column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /** A timestamp column, null if it is. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** A bigint column, null if it is. */
    public static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** A jsonb column that holds a list; empty if it is null. */
    List<JsonNode> jsonList(ResultSet row, String column) throws SQLException {
        List<JsonNode> elements = new ArrayList<>();
        JsonNode list = jsonOrNull(row, column);
        if (list != null) {
            list.forEach(elements::add);
        }
        return elements;
    }

    /** A jsonb column, null if it is. */
    public @Nullable JsonNode jsonOrNull(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : parsed(text);
    }

    /** A jsonb column that is never null. */
    public JsonNode json(ResultSet row, String column) throws SQLException {
        return parsed(row.getString(column));
    }

    private JsonNode parsed(String text) throws SQLException {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SQLException("a jsonb column always parses");
        }
    }
}
