package org.onestophub.outlet.sink;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What differs between the databases a table may be in. */
enum SqlDialect {
    POSTGRESQL('"') {
        @Override
        String ignoring(String key) {
            return " on conflict (" + key + ") do nothing";
        }

        @Override
        Map<String, String> driverSettings(Duration connectTimeout, Duration timeout) {
            return Map.of(
                    "connectTimeout",
                    Long.toString(Math.max(1, connectTimeout.toSeconds())),
                    "socketTimeout",
                    Long.toString(Math.max(1, timeout.toSeconds())),
                    // text goes into columns of time, uuid or json as it would from a literal
                    "stringtype",
                    "unspecified",
                    "ApplicationName",
                    "onestop-hub");
        }

        @Override
        @Nullable
        String onConnect() {
            return null;
        }
    },

    /** MariaDB, and MySQL by the same driver. */
    MARIADB('`') {
        /** Not {@code insert ignore}: that would also cut texts that are too long and say nothing. */
        @Override
        String ignoring(String key) {
            return " on duplicate key update " + key + " = " + key;
        }

        @Override
        Map<String, String> driverSettings(Duration connectTimeout, Duration timeout) {
            return Map.of(
                    "connectTimeout", Long.toString(connectTimeout.toMillis()),
                    "socketTimeout", Long.toString(timeout.toMillis()));
        }

        @Override
        String onConnect() {
            return "set session sql_mode = concat(@@sql_mode, ',STRICT_ALL_TABLES')";
        }
    };

    private final char quote;

    SqlDialect(char quote) {
        this.quote = quote;
    }

    /** By the address; CH-207 if it is of another database. */
    static SqlDialect of(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
            return MARIADB;
        }
        throw new ProblemException(Problem.SETTING_INVALID, "url");
    }

    /** End of an insert that does nothing if the key is there. */
    abstract String ignoring(String key);

    /** Properties of the driver that bound how long it waits. */
    abstract Map<String, String> driverSettings(Duration connectTimeout, Duration timeout);

    /** A statement for every new connection, or null. */
    abstract @Nullable String onConnect();

    /** The name, quoted; the caller has checked that it holds no quote. */
    String quoted(String name) {
        return quote + name.replace(".", quote + "." + quote) + quote;
    }
}
