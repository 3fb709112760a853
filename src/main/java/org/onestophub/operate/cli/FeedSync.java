package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.cli.DistrictState.Sum;

/**
 * One run of a district's client: snapshot if the folder is empty, all events behind the cursor, rejects, a confirmation,
 * and the proof of every day by count and digest. It may be killed anywhere; the next run goes on.
 */
final class FeedSync {

    private static final String BASE = "/api/district/v1/";
    private static final String PROOF = "proof.csv";
    private static final int LONGEST_REASON = 500;

    private final HubClient hub;
    private final DistrictFolder folder;
    private final Path place;
    private final int limit;

    FeedSync(HubClient hub, Path place, int limit) throws IOException {
        this.hub = hub;
        this.place = place;
        this.folder = new DistrictFolder(place);
        this.limit = limit;
    }

    /**
     * What a run did.
     *
     * @param snapshot complaints of the snapshot, −1 if none was taken
     * @param events events after it in this run
     * @param complaints complaints kept now
     * @param days days proved in this run
     * @param different days that do not add up
     * @param rejects rejects that the hub took
     */
    record Result(long snapshot, long events, int complaints, int days, int different, int rejects) {

        ObjectNode json() {
            return HubClient.JSON
                    .createObjectNode()
                    .put("snapshot", snapshot)
                    .put("events", events)
                    .put("complaints", complaints)
                    .put("daysProved", days)
                    .put("daysDifferent", different)
                    .put("rejects", rejects);
        }
    }

    /**
     * Does all of it.
     * @throws CommandFailed if another run is in the same folder, or the hub refuses
     */
    Result run(@Nullable Path rejects) throws IOException {
        try (RunLock lock = RunLock.on(place.resolve("lock"))) {
            return runAlone(rejects);
        }
    }

    private Result runAlone(@Nullable Path rejects) throws IOException {
        long snapshot = folder.begin(hub);
        long events;
        String cursor;
        try (FeedFile file = FeedFile.open(folder.events(), folder.cursor())) {
            events = file.pull(hub, limit);
            cursor = file.cursor();
        }
        DistrictState state = DistrictState.of(folder);
        state.write(folder);
        int rejected = rejects == null ? 0 : reject(rejects);
        hub.post(BASE + "acks", HubClient.JSON.createObjectNode().put("cursor", cursor), HubAddress.PATIENCE);
        int[] proof = prove(state, cursor);
        return new Result(snapshot, events, state.complaints(), proof[0], proof[1], rejected);
    }

    /** Lines {@code number,code,reason}; the hub knows again what it was told before. */
    private int reject(Path file) throws IOException {
        int sent = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] cells = line.split(",", 3);
            if (cells.length < 3 || cells[0].isBlank()) {
                continue;
            }
            String reason = cells[2].strip();
            ObjectNode reject = HubClient.JSON
                    .createObjectNode()
                    .put("id", cells[0].strip())
                    .put("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
            if (!cells[1].isBlank()) {
                reject.put("code", cells[1].strip());
            }
            hub.post(BASE + "rejects", reject, HubAddress.PATIENCE);
            sent++;
        }
        return sent;
    }

    /** Compares every day that was not proved as it is now; how many were, and how many differ. */
    private int[] prove(DistrictState state, String cursor) throws IOException {
        Map<String, Sum> proved = proved();
        Map<LocalDate, Sum> proof = new TreeMap<>();
        int asked = 0;
        int different = 0;
        LocalDate today = dayOf(cursor);
        for (Map.Entry<LocalDate, Sum> day : state.days(today).entrySet()) {
            if (!day.getValue().equals(proved.get(day.getKey().toString()))) {
                asked++;
                JsonNode theirs = hub.get(
                                BASE + "reconcile", Map.of("day", day.getKey(), "cursor", cursor), HubAddress.PATIENCE)
                        .path("complaints");
                if (theirs.path("count").asLong(-1) != day.getValue().count()
                        || !theirs.path("sha256").asText().equals(day.getValue().sha256())) {
                    different++;
                    continue;
                }
            }
            proof.put(day.getKey(), day.getValue());
        }
        folder.write(PROOF, out -> {
            for (Map.Entry<LocalDate, Sum> day : proof.entrySet()) {
                out.write(day.getKey() + "," + day.getValue().count() + ","
                        + day.getValue().sha256() + "\r\n");
            }
        });
        return new int[] {asked, different};
    }

    /** The hub's own today, in its zone. */
    private LocalDate dayOf(String cursor) {
        JsonNode page = hub.get(FeedFile.CHANGES, Map.of("cursor", cursor, "limit", 1), HubAddress.PATIENCE);
        String zone = hub.get(BASE + "reconcile", Map.of("day", "2026-01-01"), HubAddress.PATIENCE)
                .path("zone")
                .asText("Asia/Shanghai");
        return LocalDate.ofInstant(Instant.parse(page.path("asOf").asText()), ZoneId.of(zone));
    }

    private Map<String, Sum> proved() throws IOException {
        Map<String, Sum> proved = new HashMap<>();
        Path file = place.resolve(PROOF);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] cells = line.split(",");
                proved.put(cells[0], new Sum(Long.parseLong(cells[1]), cells[2]));
            }
        }
        return proved;
    }
}
