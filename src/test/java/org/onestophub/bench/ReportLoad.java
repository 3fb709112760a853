package org.onestophub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.onestophub.support.Hospitals;

/** Every report over a year with many complaints of sixty institutions and their volumes of work. */
final class ReportLoad {

    private static final int YEAR = 2025;
    private static final int TIMES = 3;

    private final Table table;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String address;

    private ReportLoad(Table table, BenchedHub hub) {
        this.table = table;
        this.address = "http://127.0.0.1:" + hub.httpPort() + "/api/ops/v1/reports";
    }

    /** Facts from what stands, then each report for its longest period, and the brief in each of its forms. */
    static void measure(Table table, int rows) throws IOException, SQLException {
        try (BenchedHub hub = BenchedHub.started();
                Connection ledger = hub.ledger()) {
            Copies.make(hub, ledger, 0, rows);
            try (Statement statement = ledger.createStatement()) {
                statement.execute("update complaint set received_at = timestamptz '" + YEAR + "-01-01 08:00+08'"
                        + " + cast(split_part(number, '-', 2) as int) % 365 * interval '1 day'"
                        + " where number like 'COPY-%'");
            }
            ConsoleLoad.spread(ledger);
            enterVolumes(ledger);
            new ReportLoad(table, hub).measure(hub, rows);
        }
    }

    /** Visits and discharges of thirty-one departments in each month of that year and of the year before. */
    private static void enterVolumes(Connection ledger) throws SQLException {
        try (Statement statement = ledger.createStatement()) {
            statement.execute(
                    "insert into register_entry (institution, register, entry_key, revision, from_day, until_day, said,"
                            + " receipt_id, confirmed_by, place, entered_at)"
                            + " select code, 'denominators', to_char(month, 'YYYY-MM') || '|' || department, 1, month,"
                            + " (month + interval '1 month' - interval '1 day')::date, jsonb_build_object('month', to_char(month, 'YYYY-MM'),"
                            + " 'department', department, 'visits', 900 + d, 'discharges', 30 + d), 1, 1, 'row ' || d, now()"
                            + " from unnest(array['" + String.join("','", Hospitals.codes()) + "']) as code,"
                            + " (select generate_series(date '" + (YEAR - 1) + "-01-01', date '" + YEAR
                            + "-12-01', interval '1 month')::date as month) m,"
                            + " (select d, lpad(d::text, 2, '0') as department from generate_series(1, 31) d) n");
            statement.execute("analyze");
        }
    }

    private void measure(BenchedHub hub, int rows) throws IOException, SQLException {
        long begin = System.nanoTime();
        post("/facts/rebuild", "");
        table.row(
                String.format(Locale.ROOT, "report: facts of %,d complaints rebuilt", rows),
                String.format(Locale.ROOT, "%,.0f/s", rows / ((System.nanoTime() - begin) / 1e9)),
                "",
                "",
                "",
                "");
        floor(hub);
        for (JsonNode kind : read(HttpRequest.newBuilder(URI.create(address + "/kinds")))) {
            String name = kind.path("name").asText();
            List<String> periods = mapper.convertValue(
                    kind.path("periods"), mapper.getTypeFactory().constructCollectionType(List.class, String.class));
            boolean isOfOne = kind.path("scope").asText().equals("institution");
            String period = periodOf(periods.get(periods.size() - 1));
            // without an institution: as if all complaints were of one hospital
            String id = report(name, period, "", rows);
            if (isOfOne) {
                report(name, period, Hospitals.code(1), rows);
            } else {
                forms(id);
            }
        }
    }

    private static String periodOf(String length) {
        return YEAR
                + switch (length) {
                    case "month" -> "12";
                    case "quarter" -> "Q4";
                    case "half-year" -> "H2";
                    default -> "";
                };
    }

    private String report(String name, String period, String institution, int rows) throws IOException {
        long[] took = new long[TIMES];
        String id = "";
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            id = post(
                            "",
                            mapper.createObjectNode()
                                    .put("name", name)
                                    .put("period", period)
                                    .put("institution", institution)
                                    .toString())
                    .path("id")
                    .asText();
            took[i] = System.nanoTime() - begin;
        }
        Arrays.sort(took);
        String what = String.format(
                Locale.ROOT,
                "report: %s of %s over %,d complaints%s",
                name,
                period,
                rows,
                institution.isEmpty() ? "" : ", for one of sixty institutions");
        table.times(what, "", took, "");
        return id;
    }

    /** The forms of a report, each made once and kept. */
    private void forms(String id) throws IOException {
        for (String form : List.of("html", "pdf", "docx", "xlsx")) {
            long begin = System.nanoTime();
            send(HttpRequest.newBuilder(URI.create(address + "/" + id + "/" + form + "?language=zh")));
            table.times("report: its " + form + ", once", "", new long[] {System.nanoTime() - begin}, "");
        }
    }

    /** The facts of a year alone, read without counting anything. */
    private void floor(BenchedHub hub) throws IOException, SQLException {
        long[] took = new long[TIMES];
        try (Connection connection = hub.ledger()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < TIMES; i++) {
                long begin = System.nanoTime();
                try (Statement statement = connection.createStatement()) {
                    statement.setFetchSize(1_000);
                    try (ResultSet facts =
                            statement.executeQuery("select * from complaint_fact where received_year = " + YEAR)) {
                        while (facts.next()) {
                            facts.getString("number");
                        }
                    }
                }
                took[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(took);
        table.times("floor: PostgreSQL alone, the facts of the year read", "", took, "");
    }

    private JsonNode post(String path, String body) throws IOException {
        return read(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode read(HttpRequest.Builder request) throws IOException {
        return mapper.readTree(send(request));
    }

    private byte[] send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> answer = client.send(
                    request.header("Authorization", "Bearer " + BenchedHub.KEY).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        answer.statusCode() + " for " + answer.request().uri());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
