package org.onestophub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The district's feed to one reader that asks for page after page. */
final class FeedLoad {

    private static final String SECRET = BenchedHub.KEY + "-district";
    private static final int PAGE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROWS = "select e.feed_no, e.uid, c.number, r.document::text from event e"
            + " join complaint c on c.id = e.complaint_id"
            + " join revision_document r on r.complaint_id = e.complaint_id and r.revision = e.revision"
            + " where e.feed_no > ? order by e.feed_no limit ?";

    private FeedLoad() {}

    /** The whole feed of {@code rows} events, and of a tenth and a hundredth of them: the rate must stay the same. */
    static void measure(Table table, int seconds, int rows) throws IOException, SQLException {
        try (BenchedHub hub = BenchedHub.fresh()) {
            hub.start(hub.settings().key("reader", SECRET, "district"));
            try (Connection ledger = hub.ledger()) {
                long there = 0;
                for (int part : new int[] {100, 10, 1}) {
                    long events = Math.max(1, rows / part);
                    Copies.make(hub, ledger, there, events);
                    there = events;
                    if (part == 100) {
                        warm(hub, seconds);
                    }
                    table.floor(
                            String.format(Locale.ROOT, "PostgreSQL alone, %,d events in pages of 500", events),
                            String.format(Locale.ROOT, "%,.0f/s", stored(ledger)));
                    double[] before = hub.cpu();
                    long begin = System.nanoTime();
                    long read = read(hub);
                    double took = (System.nanoTime() - begin) / 1e9;
                    table.row(
                            String.format(Locale.ROOT, "feed: %,d changes to one reader, pages of 500", read),
                            String.format(Locale.ROOT, "%,.0f/s", read / took),
                            "",
                            "",
                            Table.cost(before, hub.cpu(), read),
                            "");
                }
            }
        }
    }

    private static void warm(BenchedHub hub, int seconds) throws IOException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds); System.nanoTime() < end; ) {
            read(hub);
        }
    }

    /** Events a second of the same pages without the hub. */
    private static double stored(Connection ledger) throws SQLException {
        long count = 0;
        long begin = System.nanoTime();
        try (PreparedStatement page = ledger.prepareStatement(ROWS)) {
            page.setInt(2, PAGE);
            for (long last = -1, next = 0; next != last; ) {
                last = next;
                page.setLong(1, last);
                try (ResultSet row = page.executeQuery()) {
                    while (row.next()) {
                        next = row.getLong(1);
                        count += row.getString(4).isEmpty() ? 0 : 1;
                    }
                }
            }
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    private static long read(BenchedHub hub) throws IOException {
        long count = 0;
        String cursor = "";
        boolean more = true;
        while (more) {
            JsonNode page = page(hub, cursor);
            count += page.path("events").size();
            cursor = "&cursor=" + page.path("next").asText();
            more = page.path("hasMore").asBoolean();
        }
        return count;
    }

    private static JsonNode page(BenchedHub hub, String cursor) throws IOException {
        HttpURLConnection question = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + hub.httpPort() + "/api/district/v1/changes?limit=" + PAGE + cursor)
                        .toURL()
                        .openConnection();
        question.setRequestProperty("Authorization", "Bearer " + SECRET);
        try (InputStream answer = question.getInputStream()) {
            return JSON.readTree(answer);
        }
    }
}
