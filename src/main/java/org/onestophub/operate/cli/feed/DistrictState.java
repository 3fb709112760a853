package org.onestophub.operate.cli.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.SheetText;

/** The complaints or the warnings that a district has, each by its latest event, counted from what it keeps and from nothing else. */
final class DistrictState {

    private static final List<String> HEAD = List.of("subject", "sequence", "type", "time");
    private static final int DAY = 10;

    private final String name;
    private final boolean isOfWarnings;
    private final Map<String, Latest> latest = new HashMap<>();
    private final Set<String> columns = new TreeSet<>();

    private DistrictState(String name, boolean isOfWarnings) {
        this.name = name;
        this.isOfWarnings = isOfWarnings;
    }

    /** The latest event of a complaint or a warning: its place in the feed, and its day in the hub's zone. */
    private record Latest(long sequence, String day) {}

    /**
     * What a day adds up to.
     *
     * @param count complaints or warnings whose latest event is of that day
     * @param sha256 lower-case hex, over lines {@code <sequence> <subject>}
     */
    record Sum(long count, String sha256) {}

    static DistrictState ofComplaints(DistrictFolder folder) throws IOException {
        return read(new DistrictState("complaints", false), folder);
    }

    static DistrictState ofWarnings(DistrictFolder folder) throws IOException {
        return read(new DistrictState("warnings", true), folder);
    }

    private static DistrictState read(DistrictState state, DistrictFolder folder) throws IOException {
        folder.read(state::add);
        return state;
    }

    private void add(JsonNode event) {
        String subject = event.path("subject").asText();
        if (subject.isEmpty() || isOfWarnings != event.path("type").asText().equals(EventTypes.WARNING)) {
            // of the other kind, or no event of a feed: then the day it is missing from will not add up
            return;
        }
        long sequence = event.path("sequence").asLong();
        String day = event.path("time").asText("");
        Latest now = new Latest(sequence, day.substring(0, Math.min(DAY, day.length())));
        latest.merge(subject, now, (one, other) -> one.sequence() >= other.sequence() ? one : other);
        flat("", event.path("data"), new TreeMap<>()).keySet().forEach(columns::add);
    }

    /** How many there are. */
    int size() {
        return latest.size();
    }

    /** The first day of a latest event; {@code today} if there is none. */
    LocalDate firstDay(LocalDate today) {
        return latest.values().stream()
                .map(one -> LocalDate.parse(one.day()))
                .min(LocalDate::compareTo)
                .orElse(today);
    }

    /** What each day adds up to, from one to another, days without any too. */
    Map<LocalDate, Sum> days(LocalDate first, LocalDate last) {
        Map<LocalDate, List<Map.Entry<String, Latest>>> byDay = new TreeMap<>();
        latest.entrySet()
                .forEach(one -> byDay.computeIfAbsent(
                                LocalDate.parse(one.getValue().day()), none -> new ArrayList<>())
                        .add(one));
        Map<LocalDate, Sum> sums = new TreeMap<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            sums.put(day, sumOf(byDay.getOrDefault(day, List.of())));
        }
        return sums;
    }

    private static Sum sumOf(List<Map.Entry<String, Latest>> things) {
        MessageDigest digest = Digest.begin();
        things.stream()
                .sorted(Comparator.comparingLong(one -> one.getValue().sequence()))
                .forEach(one -> digest.update(
                        (one.getValue().sequence() + " " + one.getKey() + "\n").getBytes(StandardCharsets.UTF_8)));
        return new Sum(things.size(), Digest.end(digest));
    }

    /** Writes them as they are now: one JSON a line, and a table of all fields. */
    void write(DistrictFolder folder) throws IOException {
        folder.write(
                name + ".ndjson",
                out -> folder.read(event -> {
                    if (isLatest(event)) {
                        out.write(event.toString());
                        out.write('\n');
                    }
                }));
        folder.write(name + ".csv", out -> {
            List<String> all = new ArrayList<>(HEAD);
            all.addAll(columns);
            row(out, all);
            folder.read(event -> {
                if (isLatest(event)) {
                    row(out, cells(event));
                }
            });
        });
    }

    private boolean isLatest(JsonNode event) {
        Latest known = latest.get(event.path("subject").asText());
        return known != null && known.sequence() == event.path("sequence").asLong();
    }

    private List<String> cells(JsonNode event) {
        List<String> cells = new ArrayList<>();
        HEAD.forEach(name -> cells.add(event.path(name).asText("")));
        Map<String, String> data = flat("", event.path("data"), new TreeMap<>());
        columns.forEach(column -> cells.add(data.getOrDefault(column, "")));
        return cells;
    }

    /** Fields of objects by their path; a list of words is one cell, a list of objects its JSON. */
    private static Map<String, String> flat(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> flat(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            boolean isOfWords = true;
            List<String> words = new ArrayList<>();
            for (JsonNode each : node) {
                isOfWords &= each.isValueNode();
                words.add(each.asText());
            }
            into.put(path, isOfWords ? String.join(";", words) : node.toString());
        } else if (!path.isEmpty() && !node.isNull() && !node.isMissingNode()) {
            into.put(path, node.asText());
        }
        return into;
    }

    private static void row(BufferedWriter out, List<String> cells) throws IOException {
        String separator = "";
        for (String cell : cells) {
            out.write(separator);
            out.write('"');
            out.write(SheetText.harmless(cell).replace("\"", "\"\""));
            out.write('"');
            separator = ",";
        }
        out.write("\r\n");
    }
}
