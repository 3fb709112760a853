package org.onestophub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.onestophub.support.Hospitals;

/** Every report over a year with many complaints of sixty institutions and their volumes of work. */
final class ReportLoad {

    private static final int YEAR = 2025;
    private static final int TIMES = 3;
    private static final int DEPARTMENTS = 31;

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
            long begin = System.nanoTime();
            Map<String, String> ofTheYear = new HashMap<>(ConsoleLoad.SPREAD);
            ofTheYear.put("received_at", "timestamptz '" + YEAR + "-01-01 08:00+08' + n % 365 * interval '1 day'");
            Copies.make(hub, ledger, 0, rows, ofTheYear);
            ConsoleLoad.derive(ledger, rows);
            enterRegisters(ledger);
            table.row(
                    String.format(Locale.ROOT, "report: %,d complaints with duties and registers laid down", rows),
                    rate(rows, begin),
                    "",
                    "",
                    "",
                    "");
            new ReportLoad(table, hub).measure(hub, rows);
        }
    }

    /** In each month of that year and of the year before: the volumes of work of thirty-one departments, and what is done once. */
    private static void enterRegisters(Connection ledger) throws SQLException {
        enter(
                ledger,
                "denominators",
                DEPARTMENTS,
                "'month', month, 'department', lpad(d::text, 2, '0'), 'visits', 900 + d, 'discharges', 30 + d");
        enter(ledger, "drills", 1, "'date', day, 'subject', '反恐防暴', 'withPolice', true, 'people', 40");
        enter(ledger, "hazards", 1, "'date', day, 'hazard', '候诊区争执', 'solved', true");
        enter(ledger, "inspections", 1, "'date', day, 'finding', '登记不全', 'fixed', true");
        enter(ledger, "loopholes", 1, "'date', day, 'loophole', '监控盲区', 'inTime', true");
        enter(ledger, "media-hype", 1, "'date', day, 'event', '短视频', 'malicious', false");
        enter(ledger, "meetings", 1, "'date', day, 'title', '投诉分析会', 'analysis', true");
        enter(ledger, "organisation", 1, "'date', day, 'grade', '3', 'complaintOffice', true");
        enter(ledger, "self-checks", 1, "'date', day, 'subject', '投诉登记', 'faults', 2, 'fixed', 2");
        enter(ledger, "surveys", 1, "'month', month, 'kind', '门诊', 'asked', 300, 'answered', 280, 'satisfied', 260");
        enter(
                ledger,
                "trainings",
                1,
                "'date', day, 'topic', '投诉管理', 'complaintLaw', true, 'expected', 60, 'attended', 58");
        Copies.analyze(ledger);
    }

    /** {@code said} has pairs of a column and its value, of entry {@code d} of {@code each} in the month {@code month}. */
    private static void enter(Connection ledger, String register, int each, String said) throws SQLException {
        try (PreparedStatement statement = ledger.prepareStatement(
                "insert into register_entry (institution, register, entry_key, revision, from_day, until_day, said,"
                        + " receipt_id, confirmed_by, place, entered_at)"
                        + " select code, ?, month || '|' || d, 1, first, (first + interval '1 month - 1 day')::date,"
                        + " jsonb_build_object(" + said + "), 1, 1, 'row ' || d, now() from unnest(?) as code,"
                        + " generate_series(1, ?) as d, (select at::date as first, to_char(at, 'YYYY-MM') as month,"
                        + " to_char(at, 'YYYY-MM-DD') as day from generate_series(timestamp '"
                        + (YEAR - 1) + "-01-01', timestamp '" + YEAR + "-12-01', interval '1 month') as at) m")) {
            statement.setString(1, register);
            statement.setArray(2, ledger.createArrayOf("text", Hospitals.codes().toArray()));
            statement.setInt(3, each);
            statement.execute();
        }
    }

    private static String rate(int rows, long begin) {
        return String.format(Locale.ROOT, "%,.0f/s", rows / ((System.nanoTime() - begin) / 1e9));
    }

    private void measure(BenchedHub hub, int rows) throws IOException, SQLException {
        long begin = System.nanoTime();
        post("/facts/rebuild", "");
        table.row(
                String.format(Locale.ROOT, "report: facts of %,d complaints rebuilt", rows),
                rate(rows, begin),
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
            if (isOfOne) {
                report(name, period, Hospitals.code(1), rows);
            } else {
                forms(report(name, period, "", rows));
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
