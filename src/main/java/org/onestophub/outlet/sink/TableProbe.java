package org.onestophub.outlet.sink;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a table of somebody else's database; no row is written. */
final class TableProbe {

    /** An address with one host; of several the driver chooses, so none is looked at alone. */
    private static final Pattern ONE_HOST =
            Pattern.compile("jdbc:(postgresql|mariadb|mysql)://([^/:,?()\\[\\]]+)(?::([0-9]{1,5}))?(/.*)?");

    private static final int POSTGRESQL = 5432;
    private static final int MARIADB = 3306;
    private static final int SECONDS = 9;
    /** MariaDB: a command or a column that is denied to the user. */
    private static final Set<Integer> DENIED = Set.of(1142, 1143);

    private final String url;
    private final TableInsert insert;
    private volatile @Nullable Connection connection;
    private volatile String state = "";

    TableProbe(String url, TableInsert insert) {
        this.url = url;
        this.insert = insert;
    }

    /** Where a connection comes from. */
    interface Source {
        Connection open() throws SQLException;
    }

    void run(ProbeSteps steps, Source source) {
        reach(steps);
        try {
            steps.step("login", Problem.SERVER_STRANGE, () -> login(source), this::seen);
            steps.step("table", Problem.TABLE_UNFIT, () -> table(ProbeSteps.made(connection)), this::seen);
            steps.skip("hand-over", "no row is written");
        } finally {
            close();
        }
    }

    private void reach(ProbeSteps steps) {
        Matcher address = ONE_HOST.matcher(url);
        if (!address.matches()) {
            steps.skip("resolve", "the address names several hosts, or one in a way only the driver reads");
            return;
        }
        int usual = address.group(1).equals("postgresql") ? POSTGRESQL : MARIADB;
        int port = address.group(3) == null ? usual : Integer.parseInt(address.group(3));
        try (ProbeSocket line = new ProbeSocket(address.group(2), port)) {
            line.resolve(steps);
            line.connect(steps);
        }
        steps.skip("tls", "the driver does it as the address asks, and does not show the certificate");
    }

    private Map<String, String> login(Source source) {
        try {
            connection = source.open();
            return Map.of();
        } catch (SQLException e) {
            throw judgedLogin(e);
        } catch (PoolInitializationException e) {
            throw e.getCause() instanceof SQLException cause
                    ? judgedLogin(cause)
                    : new ProblemException(Problem.SERVER_STRANGE);
        }
    }

    private ProblemException judgedLogin(SQLException fault) {
        state = fault.getSQLState() == null ? "" : fault.getSQLState();
        if (state.startsWith("28")) {
            return new ProblemException(Problem.LOGIN_REFUSED);
        }
        // 3D000, and MariaDB's 42000: there is no such database
        boolean isWithoutDatabase = state.startsWith("3D") || state.startsWith("42");
        return new ProblemException(isWithoutDatabase ? Problem.TABLE_UNFIT : Problem.SERVER_STRANGE);
    }

    private Map<String, String> table(Connection connection) throws SQLException {
        try {
            insert.writeNothing(connection, SECONDS);
            return Map.of("tried", "an insert of no row, taken back");
        } catch (SQLException e) {
            state = e.getSQLState() == null ? "" : e.getSQLState();
            throw state.equals("42501") || DENIED.contains(e.getErrorCode())
                    ? new ProblemException(Problem.RIGHT_MISSING)
                    : new ProblemException(Problem.TABLE_UNFIT);
        }
    }

    private Map<String, String> seen() {
        return state.isEmpty() ? Map.of() : Map.of("sqlState", state);
    }

    private void close() {
        try {
            Connection made = connection;
            if (made != null) {
                made.close();
            }
        } catch (SQLException e) {
            // it is gone either way
        }
    }
}
