package org.onestophub.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onestophub.support.Hospitals;

/** Pages of the console over many complaints of sixty institutions, for one person at a time. */
final class ConsoleLoad {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    /** Each complaint has one of them. */
    private static final String CATEGORY = "(array['A2','B1','C','D','E'])[1 + n % 5]";

    private static final String HOSPITAL = "(array['" + String.join("','", Hospitals.codes()) + "'])[1 + n % 60]";

    /** Institutions, categories, departments and flags, as those of many hospitals are spread. */
    static final Map<String, String> SPREAD = Map.of(
            "institution",
            HOSPITAL,
            "document",
            "p.document || jsonb_build_object('institution', jsonb_build_object('uscc', " + HOSPITAL + "),"
                    + " 'flags', case when n % 997 = 0 then '{\"safety\":true}' else '{}' end::jsonb,"
                    + " 'matter', p.document->'matter' || jsonb_build_object('categories', jsonb_build_array("
                    + CATEGORY
                    + "), 'departments', jsonb_build_array(jsonb_build_object('code', lpad((1 + n % 31)::text, 2, '0')))))");

    private ConsoleLoad() {}

    /** Each page over {@code rows} complaints, for a person of the district and for one of an institution. */
    static void measure(Table table, int seconds, int rows) throws IOException, SQLException, InterruptedException {
        try (BenchedHub hub = BenchedHub.started();
                Connection ledger = hub.ledger()) {
            Copies.make(hub, ledger, 0, rows, SPREAD);
            Copies.index(hub, ledger);
            derive(ledger, rows);
            String of = String.format(Locale.ROOT, ", %,d complaints", rows);
            Person district = Person.loggedIn(hub, ledger, "district", List.of());
            Person hospital = Person.loggedIn(hub, ledger, "hospital", List.of(Hospitals.code(1)));
            page(table, hub, "overview" + of, seconds, district, n -> "/console");
            list(table, hub, "newest" + of, seconds, district, n -> "");
            list(table, hub, "of one institution" + of, seconds, hospital, n -> "");
            list(table, hub, "by category and department" + of, seconds, district, n -> "?category=D&department=04");
            list(table, hub, "a department has" + of, seconds, district, n -> "?lead=04");
            list(table, hub, "a department has, one in 997" + of, seconds, district, n -> "?lead=32");
            list(table, hub, "by state" + of, seconds, district, n -> "?state=closed");
            list(table, hub, "overdue" + of, seconds, district, n -> "?due=overdue");
            list(table, hub, "overdue, of one institution" + of, seconds, hospital, n -> "?due=overdue");
            list(table, hub, "not answered" + of, seconds, district, n -> "?due=unanswered");
            list(table, hub, "one in 997 has the flag" + of, seconds, district, n -> "?flag=safety");
            list(
                    table,
                    hub,
                    "by number" + of,
                    seconds,
                    district,
                    n -> "?number=" + Copies.number(Copies.scattered(n, rows)));
            list(table, hub, "by phone" + of, seconds, district, n -> text(Copies.phone(Copies.scattered(n, rows))));
            list(
                    table,
                    hub,
                    "words of one" + of,
                    seconds,
                    district,
                    n -> text(Copies.words(Copies.scattered(n, rows))));
            list(table, hub, "words of all" + of, seconds, district, n -> text("排队两小时"));
            list(table, hub, "words of all, of one institution" + of, seconds, hospital, n -> text("排队两小时"));
            page(
                    table,
                    hub,
                    "trace of one" + of,
                    seconds,
                    district,
                    n -> "/console/complaints/" + Copies.number(Copies.scattered(n, rows)));
        }
    }

    /** States and duties of {@code rows} copies: four of five are closed, and what is overdue is so by up to a month. */
    static void derive(Connection ledger, int rows) throws SQLException {
        String due = "p.due_at - n % 30 * interval '1 day'";
        Copies.copy(
                ledger,
                "case_status",
                Map.of(
                        "state",
                        "case when n % 10 < 8 then 'closed' when n % 10 = 8 then 'accepted' else 'received' end",
                        "lead",
                        "case when n % 997 = 0 then '32' else lpad((1 + n % 31)::text, 2, '0') end"),
                0,
                rows);
        Copies.copy(
                ledger,
                "duty",
                Map.of(
                        "due_at",
                        due,
                        "met_at",
                        "case when n % 10 < 8 then p.start_at end",
                        "missed",
                        "n % 10 >= 8 and coalesce(" + due + " < now(), false)"),
                0,
                rows);
        Copies.analyze(ledger);
    }

    private static String text(String words) {
        return "?text=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static void list(
            Table table, BenchedHub hub, String what, int seconds, Person person, LongFunction<String> question)
            throws IOException {
        page(table, hub, "complaints " + what, seconds, person, n -> "/console/complaints" + question.apply(n));
    }

    private static void page(
            Table table, BenchedHub hub, String what, int seconds, Person person, LongFunction<String> path)
            throws IOException {
        double[] before = hub.cpu();
        ClosedLoop.Result result = ClosedLoop.run(1, seconds, 0, index -> new ClosedLoop.Sender() {
            @Override
            public void send(long number) throws IOException {
                person.get(path.apply(number));
            }

            @Override
            public void close() {
                // the person stays logged in
            }
        });
        table.rate("console: " + what, result, before, hub.cpu(), "");
    }

    /** Somebody in the console who has given a reason for seeing content. */
    private static final class Person {

        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        private final String address;

        private Person(String address) {
            this.address = address;
        }

        static Person loggedIn(BenchedHub hub, Connection ledger, String name, List<String> institutions)
                throws IOException, SQLException {
            Person person = new Person("http://127.0.0.1:" + hub.httpPort());
            String account = "{\"name\":\"" + name
                    + "\",\"rights\":[\"view\",\"content\",\"operate\"],\"institutions\":["
                    + institutions.stream().map(code -> '"' + code + '"').collect(Collectors.joining(",")) + "]}";
            String made = person.send(HttpRequest.newBuilder(URI.create(person.address + "/api/ops/v1/users"))
                    .header("Authorization", "Bearer " + BenchedHub.KEY)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(account)));
            try (Statement statement = ledger.createStatement()) {
                statement.execute("update person set must_change = false");
            }
            person.post(
                    "/console/login",
                    "/console/login",
                    "name=" + name + "&password="
                            + new ObjectMapper().readTree(made).path("password").asText());
            person.post("/console/complaints", "/console/reason", "reason=benchmark&to=/console");
            return person;
        }

        /** A page that is none but a redirect or an error is a fault of the measurement. */
        String get(String path) throws IOException {
            return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
        }

        private void post(String page, String path, String fields) throws IOException {
            Matcher token = TOKEN.matcher(get(page));
            if (!token.find()) {
                throw new IOException("no form at " + page);
            }
            String form = fields + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
            send(HttpRequest.newBuilder(URI.create(address + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
        }

        private String send(HttpRequest.Builder request) throws IOException {
            try {
                HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                boolean isPost = answer.request().method().equals("POST");
                if (answer.statusCode() >= (isPost ? 400 : 300)) {
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
}
