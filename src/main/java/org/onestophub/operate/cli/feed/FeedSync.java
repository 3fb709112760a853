package org.onestophub.operate.cli.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.cli.CommandFailed;
import org.onestophub.operate.cli.HubAddress;
import org.onestophub.operate.cli.HubClient;
import org.onestophub.operate.cli.feed.DistrictState.Sum;

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
     * @param snapshot events of the snapshot, −1 if none was taken
     * @param events events after it in this run
     * @param complaints complaints kept now
     * @param warnings warnings kept now; none unless the key's profile asks for them
     * @param days days proved in this run
     * @param different days that do not add up
     * @param rejects rejects that the hub took
     */
    record Result(long snapshot, long events, int complaints, int warnings, int days, int different, int rejects) {

        ObjectNode json() {
            return HubClient.JSON
                    .createObjectNode()
                    .put("snapshot", snapshot)
                    .put("events", events)
                    .put("complaints", complaints)
                    .put("warnings", warnings)
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
        DistrictState complaints = DistrictState.ofComplaints(folder);
        complaints.write(folder);
        DistrictState warnings = DistrictState.ofWarnings(folder);
        if (warnings.size() > 0) {
            warnings.write(folder);
        }
        int rejected = rejects == null ? 0 : reject(rejects);
        hub.post(BASE + "acks", HubClient.JSON.createObjectNode().put("cursor", cursor), HubAddress.PATIENCE);
        int[] proof = prove(complaints, warnings, cursor);
        return new Result(snapshot, events, complaints.size(), warnings.size(), proof[0], proof[1], rejected);
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
    private int[] prove(DistrictState complaints, DistrictState warnings, String cursor) throws IOException {
        Set<String> proved = proved();
        List<String> proof = new ArrayList<>();
        int asked = 0;
        int different = 0;
        LocalDate today = dayOf(cursor);
        LocalDate first = Collections.min(List.of(complaints.firstDay(today), warnings.firstDay(today)));
        Map<LocalDate, Sum> ofWarnings = warnings.days(first, today);
        for (Map.Entry<LocalDate, Sum> day : complaints.days(first, today).entrySet()) {
            Sum warned = Objects.requireNonNull(ofWarnings.get(day.getKey()), "a day of the same time");
            String line = day.getKey() + cells(day.getValue()) + (warned.count() == 0 ? "" : cells(warned));
            if (!proved.contains(line)) {
                asked++;
                JsonNode theirs =
                        hub.get(BASE + "reconcile", Map.of("day", day.getKey(), "cursor", cursor), HubAddress.PATIENCE);
                if (!fits(theirs.path("complaints"), day.getValue()) || !fits(theirs.path("warnings"), warned)) {
                    different++;
                    continue;
                }
            }
            proof.add(line);
        }
        folder.write(PROOF, out -> {
            for (String line : proof) {
                out.write(line + "\r\n");
            }
        });
        return new int[] {asked, different};
    }

    private static String cells(Sum sum) {
        return "," + sum.count() + "," + sum.sha256();
    }

    /** A hub says nothing of warnings to a key that does not see them. */
    private static boolean fits(JsonNode theirs, Sum ours) {
        return theirs.isMissingNode()
                ? ours.count() == 0
                : theirs.path("count").asLong(-1) == ours.count()
                        && theirs.path("sha256").asText().equals(ours.sha256());
    }

    /** The hub's own today, in its zone. */
    private LocalDate dayOf(String cursor) {
        JsonNode page = hub.get(FeedFile.CHANGES, Map.of("cursor", cursor, "limit", 1), HubAddress.PATIENCE);
        String zone = hub.get(BASE + "reconcile", Map.of("day", "2026-01-01"), HubAddress.PATIENCE)
                .path("zone")
                .asText("Asia/Shanghai");
        return LocalDate.ofInstant(Instant.parse(page.path("asOf").asText()), ZoneId.of(zone));
    }

    /** Lines of days that added up: day, count and digest of complaints, and of warnings where there were any. */
    private Set<String> proved() throws IOException {
        Path file = place.resolve(PROOF);
        return Files.exists(file) ? Set.copyOf(Files.readAllLines(file, StandardCharsets.UTF_8)) : Set.of();
    }
}
