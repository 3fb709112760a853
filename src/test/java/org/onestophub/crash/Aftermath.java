package org.onestophub.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.onestophub.complaint.Lane;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the ledger says after the crashes. It reads the database behind the hub's back and prints marks and ids only. */
final class Aftermath {

    /** What an item of a test is known by. */
    static final Pattern MARK = Pattern.compile("K[A-Z]+\\d{6}Z|1380000\\d{4}");

    private static final int PORT_LINE = 3;

    /** Lanes of work for a later time, which is there when all is done. */
    private static final List<String> LATER =
            Stream.concat(Stream.of(Lane.CONTEXT.word()), Lane.PLANNED.stream()).toList();

    private final JdbcClient jdbc;

    private Aftermath(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The database of the hub in that home; its server must be running. */
    static Aftermath in(Path home) throws IOException {
        String port = Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                .get(PORT_LINE)
                .strip();
        String password = Files.readString(home.resolve("postgres.password")).strip();
        return new Aftermath(JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password)));
    }

    /** Process id of the server in that home. */
    static long serverIn(Path home) throws IOException {
        return Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
    }

    /** What still has to be done: receipts without outcome, work, events not relayed. */
    long open() {
        return jdbc.sql("select (select count(*) from receipt where state = 'kept' or outcome is null)"
                        + " + (select count(*) from work where lane not in (:later))"
                        + " + (select count(*) from event where relayed_at is null)"
                        + " + (select count(*) from search_due)")
                .param("later", LATER)
                .query(Long.class)
                .single();
    }

    /** How many complaints carry each mark, and how many receipts each message of the hospital has that was applied. */
    Map<String, Integer> marks() {
        Map<String, Integer> marks = byMark("select text from complaint_search");
        jdbc.sql("select raw from receipt where mapping = 'patient-adt' and state = 'done'")
                .query(byte[].class)
                .list()
                .forEach(raw -> {
                    Matcher mark = MARK.matcher(new String(raw, StandardCharsets.UTF_8));
                    if (mark.find()) {
                        marks.merge(mark.group(), 1, Integer::sum);
                    }
                });
        return marks;
    }

    /** Receipts by state and outcome, for people. */
    Map<String, Integer> receipts() {
        Map<String, Integer> all = new TreeMap<>();
        jdbc.sql("select coalesce(outcome, 'none') from receipt")
                .query(String.class)
                .list()
                .forEach(outcome -> all.merge(outcome, 1, Integer::sum));
        return all;
    }

    /** Ids of all receipts that are parked, refused or open; none of the items is bad. */
    List<String> troubled() {
        return jdbc.sql("select id || ' ' || channel || ' ' || state || ' ' || coalesce(code, '') from receipt "
                        + "where state <> 'done' order by id")
                .query(String.class)
                .list();
    }

    /** Id of the one shipment by which each event was handed to a destination; an event without one is not there. */
    Map<String, String> shipmentsByEvent(String destination) {
        Map<String, String> shipments = new TreeMap<>();
        jdbc.sql("select e.uid::text, s.uid::text from delivery d join event e on e.id = d.event_id "
                        + "join shipment s on s.id = d.shipment_id where d.destination = :name and d.state = 'sent'")
                .param("name", destination)
                .query((row, index) ->
                        shipments.merge(row.getString(1), row.getString(2), (one, two) -> one + " " + two))
                .list();
        return shipments;
    }

    /** Ids of all events that everybody gets. */
    Set<String> eventIds() {
        return new TreeSet<>(jdbc.sql("select uid::text from event where about is null")
                .query(String.class)
                .list());
    }

    /** Ids of all events of these types. */
    Set<String> eventIdsOf(Set<String> types) {
        return new TreeSet<>(jdbc.sql("select uid::text from event where type in (:types)")
                .param("types", types)
                .query(String.class)
                .list());
    }

    /** When the duties of that rule of a complaint were met, UTC. */
    List<Instant> metAt(String complaint, String rule) {
        return jdbc.sql("select d.met_at from duty d join complaint c on c.id = d.complaint_id"
                        + " where c.number = :number and d.rule = :rule and d.met_at is not null")
                .param("number", complaint)
                .param("rule", rule)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .list();
    }

    /** The state of every complaint, by its number. */
    Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        jdbc.sql("select c.number, s.state from complaint c join case_status s on s.complaint_id = c.id")
                .query(row -> {
                    states.put(row.getString(1), row.getString(2));
                });
        return states;
    }

    /** The duties of every complaint as {@code rule met|ended|open time late|in-time}, by its number and in their order. */
    Map<String, List<String>> duties() {
        Map<String, List<String>> duties = new TreeMap<>();
        jdbc.sql("select c.number, d.rule, d.met_at, d.ended_at, d.missed from duty d"
                        + " join complaint c on c.id = d.complaint_id order by c.number, d.rule, d.start_at")
                .query(row -> {
                    Timestamp met = row.getTimestamp(3);
                    Timestamp ended = row.getTimestamp(4);
                    String end = met != null
                            ? "met " + met.toInstant()
                            : ended != null ? "ended " + ended.toInstant() : "open";
                    duties.computeIfAbsent(row.getString(1), none -> new ArrayList<>())
                            .add(row.getString(2) + " " + end + (row.getBoolean(5) ? " late" : " in time"));
                });
        return duties;
    }

    /** Last days of the duties of a complaint, by rule. */
    Map<String, String> lastDays(String complaint) {
        Map<String, String> days = new TreeMap<>();
        jdbc.sql(
                        "select d.rule, d.due_day from duty d join complaint c on c.id = d.complaint_id where c.number = :number")
                .param("number", complaint)
                .query(row -> {
                    days.put(row.getString(1), row.getString(2));
                });
        return days;
    }

    /** Numbers of all complaints. */
    Set<String> complaintNumbers() {
        return new TreeSet<>(
                jdbc.sql("select number from complaint").query(String.class).list());
    }

    private Map<String, Integer> byMark(String sql) {
        Map<String, Integer> marks = new TreeMap<>();
        jdbc.sql(sql).query(String.class).list().forEach(text -> {
            Set<String> found = new TreeSet<>();
            Matcher mark = MARK.matcher(text);
            while (mark.find()) {
                found.add(mark.group());
            }
            found.forEach(one -> marks.merge(one, 1, Integer::sum));
        });
        return marks;
    }
}
