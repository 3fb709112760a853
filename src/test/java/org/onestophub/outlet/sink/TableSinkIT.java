package org.onestophub.outlet.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.outlet.sink.SinkRig.Outcome;
import org.onestophub.support.TestPostgres;

class TableSinkIT {

    /** What holds for every dialect. */
    abstract static class Dialects {

        abstract Connection admin() throws SQLException;

        abstract String url();

        abstract String user();

        void run(String... statements) throws SQLException {
            try (Connection connection = admin();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }

        List<String> rows(String table) throws SQLException {
            List<String> rows = new ArrayList<>();
            try (Connection connection = admin();
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("select * from " + table + " order by delivery_id")) {
                while (found.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.append(i == 1 ? "" : "|").append(found.getString(i));
                    }
                    rows.add(row.toString());
                }
            }
            return rows;
        }

        Map<String, String> parameters(String table) {
            return new HashMap<>(Map.of(
                    "urlSetting",
                    SinkRig.URL_SETTING,
                    "url",
                    url(),
                    "usernameSetting",
                    SinkRig.USERNAME_SETTING,
                    "passwordSetting",
                    SinkRig.PASSWORD_SETTING,
                    "table",
                    table,
                    "keyColumn",
                    "delivery_id",
                    "columns",
                    "number, title, order, at",
                    "connectTimeout",
                    "20000",
                    "answerTimeout",
                    "20000"));
        }

        SinkRig rig(Map<String, String> parameters) {
            return SinkRig.start("jdbc-table-sink", parameters, user(), SinkRig.ODD_PASSWORD);
        }

        static Map<String, Object> row(String number, Object title) {
            Map<String, Object> row = new HashMap<>();
            row.put("number", number);
            row.put("title", title);
            row.put("order", 7L);
            row.put("at", "2026-01-02 03:04:05");
            return row;
        }

        @Test
        void aRowIsThereOnceHoweverOftenItIsSent() throws SQLException {
            run("delete from intake.event");
            try (SinkRig rig = rig(parameters("intake.event"))) {
                Outcome first = rig.send("d-1", List.of(row("C-1", "投诉𠮷'; drop table intake.event; --")));
                Outcome again = rig.send("d-1", List.of(row("C-1", "changed")));
                Outcome many = rig.send("d-2", List.of(row("C-2", null), row("C-3", "")));

                assertThat(List.of(first, again, many))
                        .extracting(Outcome::code)
                        .containsOnly("");
                assertThat(first.status()).isEqualTo("stored");
            }
            assertThat(rows("intake.event"))
                    .extracting(row -> row.replaceFirst("2026-01-02 03:04:05(\\.0)?$", "then"))
                    .containsExactly(
                            "d-1|C-1|投诉𠮷'; drop table intake.event; --|7|then",
                            "d-2|C-2|null|7|then",
                            "d-2-2|C-3||7|then");
        }

        @Test
        void whatDoesNotFitTheTableIsRefusedAndNothingOfItIsThere() throws SQLException {
            run("delete from intake.event");
            try (SinkRig rig = rig(parameters("intake.event"))) {
                assertThat(rig.send("d-1", List.of(row("C-1", "ok"), row("C-1".repeat(40), "too long")))
                                .code())
                        .isEqualTo("DL-101");
                assertThat(rig.send("d-1", List.of(row(null, "not null"))).code())
                        .isEqualTo("DL-101");
                assertThat(rig.send("d-1", List.of(Map.<String, Object>of("number", "C-1", "at", "no time")))
                                .code())
                        .isEqualTo("DL-101");
                assertThat(rig.send("d-1", List.of(Map.<String, Object>of("stranger", 1L)))
                                .code())
                        .isEqualTo("DL-201");
                assertThat(rig.send("d-1", List.of("no row")).code()).isEqualTo("DL-201");
            }
            assertThat(rows("intake.event")).isEmpty();
        }

        @Test
        void aTableThatIsNotAsTheRouteSaysIsGivenNothing() throws SQLException {
            try (SinkRig nowhere = rig(parameters("intake.nowhere"));
                    SinkRig noKey = rig(parameters("intake.keyless"));
                    SinkRig forbidden = rig(parameters("intake.forbidden"))) {
                assertThat(nowhere.send("d-1", List.of(row("C-1", "x"))).code()).isEqualTo("DL-302");
                assertThat(noKey.send("d-1", List.of(row("C-1", "x"))).code()).isEqualTo("DL-302");
                assertThat(forbidden.send("d-1", List.of(row("C-1", "x"))).code())
                        .isEqualTo("DL-302");
            }
            assertThat(rows("intake.keyless")).isEmpty();
        }

        @Test
        void aTestTriesTableColumnsKeyAndRightAndWritesNothing() throws SQLException {
            run("delete from intake.event");
            Map<String, String> column = parameters("intake.event");
            column.put("columns", "number, colour");
            try (SinkRig good = rig(parameters("intake.event"));
                    SinkRig nowhere = rig(parameters("intake.nowhere"));
                    SinkRig noColumn = rig(column);
                    SinkRig noKey = rig(parameters("intake.keyless"));
                    SinkRig forbidden = rig(parameters("intake.forbidden"))) {
                assertThat(good.probe())
                        .containsExactly(
                                "settings ok",
                                "resolve ok",
                                "connect ok",
                                "tls skipped",
                                "login ok",
                                "table ok",
                                "hand-over skipped");
                assertThat(nowhere.probeEnd()).matches("table CH-32[24]");
                assertThat(noColumn.probeEnd()).isEqualTo("table CH-324");
                assertThat(noKey.probeEnd()).isEqualTo("table CH-324");
                assertThat(forbidden.probeEnd()).matches("table CH-32[24]");
                good.set(SinkRig.PASSWORD_SETTING, "");
                assertThat(good.probeEnd()).isEqualTo("settings CH-204");
            }
            assertThat(rows("intake.event")).isEmpty();
        }

        @Test
        void aLockedTableIsBusyAndNotWaitedForForEver() throws SQLException {
            try (Connection locker = admin();
                    Statement statement = locker.createStatement()) {
                locker.setAutoCommit(false);
                statement.execute("delete from intake.event");
                statement.execute("insert into intake.event values ('d-1', 'C-1', 'held', 1, '2026-01-02 03:04:05')");
                Map<String, String> parameters = parameters("intake.event");
                parameters.put("answerTimeout", "2000");
                try (SinkRig rig = rig(parameters)) {
                    assertThat(rig.send("d-1", List.of(row("C-1", "x"))).code()).isEqualTo("DL-303");
                }
                locker.rollback();
            }
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class PostgreSql extends Dialects {
        private DataSource database;
        private String url;

        @BeforeAll
        void start() throws SQLException {
            database = TestPostgres.freshDatabase();
            try (Connection connection = database.getConnection()) {
                url = connection.getMetaData().getURL().replaceFirst("\\?.*", "");
            }
            run(
                    "drop role if exists sink",
                    "create role sink login password '" + SinkRig.ODD_PASSWORD.replace("'", "''") + "'",
                    "create schema intake",
                    "grant usage on schema intake to sink",
                    "create table intake.event (delivery_id text primary key, number varchar(40) not null, title text,"
                            + " \"order\" int, at timestamp)",
                    "create table intake.keyless (like intake.event)",
                    "create table intake.forbidden (like intake.event)",
                    "grant select, insert on intake.event, intake.keyless to sink");
        }

        @Override
        Connection admin() throws SQLException {
            return database.getConnection();
        }

        @Override
        String url() {
            return url;
        }

        @Override
        String user() {
            return "sink";
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class MariaDb extends Dialects {
        private TestMariaDb server;

        @BeforeAll
        void start(@TempDir Path folder) throws Exception {
            server = TestMariaDb.start(folder);
            // without strict mode, as old installations have it, texts that are too long would be cut
            run(
                    "set global sql_mode = ''",
                    "create database intake character set utf8mb4",
                    "create user sink identified by '"
                            + SinkRig.ODD_PASSWORD.replace("\\", "\\\\").replace("'", "''") + "'",
                    "create table intake.event (delivery_id varchar(80) primary key, number varchar(40) not null, title text,"
                            + " `order` int, at datetime)",
                    "create table intake.keyless (delivery_id varchar(80), number varchar(40), title text, `order` int,"
                            + " at datetime, unique (delivery_id, number))",
                    "create table intake.forbidden (delivery_id varchar(80) primary key)",
                    "grant select, insert, update on intake.event to sink",
                    "grant select, insert, update on intake.keyless to sink");
        }

        /** Of MariaDB only: the PostgreSQL of tests trusts everybody. */
        @Test
        void withAWrongPasswordNothingIsGivenUntilItIsCorrected() {
            try (SinkRig rig = SinkRig.start("jdbc-table-sink", parameters("intake.event"), user(), "wrong")) {
                assertThat(rig.send("d-9", List.of(row("C-9", "x"))).code()).isEqualTo("DL-302");
                assertThat(rig.probeEnd()).isEqualTo("login CH-320");
                rig.set(SinkRig.PASSWORD_SETTING, SinkRig.ODD_PASSWORD);
                assertThat(rig.send("d-9", List.of(row("C-9", "x"))).code()).isEmpty();
            }
        }

        @AfterAll
        void stop() throws InterruptedException {
            if (server != null) {
                server.close();
            }
        }

        @Override
        Connection admin() throws SQLException {
            return server.connect();
        }

        @Override
        String url() {
            return server.url("intake") + "?tcpKeepAlive=true&useCompression=false";
        }

        @Override
        String user() {
            return "sink";
        }
    }

    private static Map<String, String> parameters() {
        return new HashMap<>(Map.of(
                "urlSetting",
                SinkRig.URL_SETTING,
                "url",
                "jdbc:postgresql://127.0.0.1:1/x",
                "usernameSetting",
                SinkRig.USERNAME_SETTING,
                "passwordSetting",
                SinkRig.PASSWORD_SETTING,
                "table",
                "t",
                "keyColumn",
                "k",
                "columns",
                "a,b",
                "connectTimeout",
                "500",
                "answerTimeout",
                "500"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "table#a; drop table a",
                "table#a.b.c",
                "table#\"a\"",
                "table#a b",
                "keyColumn#k`",
                "keyColumn#''",
                "columns#a,b--",
                "columns#a,a",
                "columns#a,k",
                "columns#a,,b",
                "url#jdbc:h2:mem:x",
                "url#http://127.0.0.1/"
            })
    void aNameThatIsNoWordStopsTheRoute(String parameter, String value) {
        Map<String, String> parameters = parameters();
        parameters.put(parameter, value);

        assertThatThrownBy(() -> SinkRig.start("jdbc-table-sink", parameters)).hasStackTraceContaining("CH-207");
    }

    @Test
    void whereNoDatabaseAnswersNothingIsGiven() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (String scheme : List.of("postgresql", "mariadb")) {
                Map<String, String> parameters = parameters();
                parameters.put("url", "jdbc:" + scheme + "://127.0.0.1:" + silent.getLocalPort() + "/x");
                try (SinkRig rig = SinkRig.start("jdbc-table-sink", parameters)) {
                    assertThat(rig.send("d-1", List.of(Map.of("a", "1"))).code())
                            .isEqualTo("DL-302");
                }
            }
        }
    }
}
