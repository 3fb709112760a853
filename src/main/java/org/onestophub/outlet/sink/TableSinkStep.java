package org.onestophub.outlet.sink;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Writes rows into a table of somebody else's database; a row whose key is there already changes nothing. */
public class TableSinkStep extends RemoteSinkStep {

    private static final int CONNECTIONS = 4;
    /** Milliseconds; Hikari takes no less. */
    private static final long SHORTEST_POOL_WAIT = 250;

    private String urlSetting = "";
    private String url = "";
    private String usernameSetting = "";
    private String passwordSetting = "";
    private String table = "";
    private String keyColumn = "";
    private String columns = "";
    private TableInsert insert;
    private @Nullable HikariDataSource pool;

    /** Name of the setting that holds the JDBC address of a PostgreSQL, a MariaDB or a MySQL. */
    public void setUrlSetting(String urlSetting) {
        this.urlSetting = required("urlSetting", urlSetting);
    }

    /** Name of the setting that holds the user's name. */
    public void setUsernameSetting(String usernameSetting) {
        this.usernameSetting = required("usernameSetting", usernameSetting);
    }

    /** Name of the setting that holds the password. */
    public void setPasswordSetting(String passwordSetting) {
        this.passwordSetting = required("passwordSetting", passwordSetting);
    }

    /** {@code table} or {@code schema.table}. */
    public void setTable(String table) {
        this.table = table;
    }

    /** The column that holds the delivery's id; it needs a unique index of its own. */
    public void setKeyColumn(String keyColumn) {
        this.keyColumn = keyColumn;
    }

    /** The columns a row may fill, separated by commas. */
    public void setColumns(String columns) {
        this.columns = columns;
    }

    @Override
    protected void doStart() {
        url = settingOf(urlSetting);
        List<String> names =
                Stream.of(columns.split(",", -1)).map(String::strip).toList();
        insert = new TableInsert(SqlDialect.of(url), table, keyColumn, names);
    }

    @Override
    protected void doStop() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    @Override
    public String kind() {
        return "table";
    }

    @Override
    public void probe(ProbeSteps steps) {
        probeSettings(steps, urlSetting, usernameSetting, passwordSetting);
        new TableProbe(url, insert).run(steps, this::open);
    }

    @Override
    protected SinkReply handOver(String shipmentId, Message message) {
        List<Map<String, Object>> rows = rowsOf(message);
        SinkReply reply = null;
        try (Connection connection = open()) {
            reply = insert(connection, shipmentId, rows);
            return reply;
        } catch (SQLException e) {
            // also a connection that does not close well, after the commit
            return reply != null ? reply : SinkReply.failed(Problem.DESTINATION_UNREACHABLE, state(e), "");
        } catch (PoolInitializationException e) {
            String state = e.getCause() instanceof SQLException cause ? state(cause) : "";
            return SinkReply.failed(Problem.DESTINATION_UNREACHABLE, state, "");
        }
    }

    private SinkReply insert(Connection connection, String shipmentId, List<Map<String, Object>> rows) {
        boolean isCommitting = false;
        try {
            insert.write(
                    connection,
                    shipmentId,
                    rows,
                    Math.toIntExact(Math.max(1, timeout().toSeconds())));
            isCommitting = true;
            connection.commit();
            return SinkReply.taken("stored", "");
        } catch (SQLException e) {
            return judge(e, isCommitting);
        }
    }

    private synchronized Connection open() throws SQLException {
        if (pool == null
                || !pool.getUsername().equals(secretOf(usernameSetting))
                || !pool.getPassword().equals(secretOf(passwordSetting))) {
            doStop();
            pool = newPool();
        }
        return pool.getConnection();
    }

    private HikariDataSource newPool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("sink-table");
        config.setJdbcUrl(url);
        config.setUsername(secretOf(usernameSetting));
        config.setPassword(secretOf(passwordSetting));
        config.setAutoCommit(false);
        config.setMaximumPoolSize(CONNECTIONS);
        // no idle connection is kept at another system's database
        config.setMinimumIdle(0);
        config.setIdleTimeout(Duration.ofSeconds(30).toMillis());
        config.setConnectionTimeout(
                Math.max(SHORTEST_POOL_WAIT, connectTimeout().toMillis()));
        // one try: a database that is away is reported at once, and not only when the time for a connection is over
        config.setInitializationFailTimeout(1);
        SqlDialect dialect = SqlDialect.of(url);
        dialect.driverSettings(connectTimeout(), timeout()).forEach(config::addDataSourceProperty);
        config.setConnectionInitSql(dialect.onConnect());
        return new HikariDataSource(config);
    }

    /** Before the commit nothing is in the table, whatever happened. */
    private static SinkReply judge(SQLException fault, boolean isCommitting) {
        String state = state(fault);
        Problem problem = switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            // the datum does not fit the table: too long, wrong type, a rule of the table against it
            case "22", "23", "44" -> Problem.DESTINATION_REFUSED;
            // the table is not as the route says, or the login may not write it
            case "42", "28", "3D", "3F" -> Problem.DESTINATION_UNREACHABLE;
            case "40" -> Problem.DESTINATION_BUSY;
            default -> isCommitting ? Problem.OUTCOME_UNKNOWN : Problem.DESTINATION_BUSY;
        };
        return SinkReply.failed(problem, state, "");
    }

    /** The text of the exception may quote the row; the state is only a code. */
    private static String state(SQLException fault) {
        return fault.getSQLState() == null ? "" : fault.getSQLState();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rowsOf(Message message) {
        if (message.getBody() instanceof List<?> rows
                && !rows.isEmpty()
                && rows.stream().allMatch(Map.class::isInstance)) {
            return (List<Map<String, Object>>) rows;
        }
        throw new ProblemException(Problem.OUTBOUND_FAILED, "body");
    }
}
