package org.onestophub.outlet.district;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A district's side as docs/district.md describes it: keeps the latest event of each complaint and, after that, the
 * cursor. It dies between any two steps and goes on from what it has kept.
 */
final class DistrictReader {

    private final FeedRig rig;
    private final Random chance;
    /** Its database: survives. */
    final Map<String, ObjectNode> complaints = new TreeMap<>();

    final Map<String, ObjectNode> events = new TreeMap<>();
    String cursor;
    int deaths;
    boolean done;

    DistrictReader(FeedRig rig, long seed) {
        this.rig = rig;
        this.chance = new Random(seed);
    }

    /** True if it has read to the end of the feed and lived. */
    boolean readOn() {
        try {
            if (chance.nextInt(cursor == null ? 2 : 30) == 0) {
                startFromSnapshot();
            }
            Feed.Page page = rig.page(cursor, 1 + chance.nextInt(9));
            mayDie();
            for (ObjectNode event : page.events()) {
                keep(event);
                mayDie();
            }
            cursor = page.next();
            mayDie();
            return page.events().isEmpty();
        } catch (Died e) {
            deaths++;
            return false;
        }
    }

    private void startFromSnapshot() {
        try (Snapshot snapshot = rig.cases.get(Snapshots.class).make(rig.view)) {
            mayDie();
            List<ObjectNode> lines = FeedRig.linesOf(snapshot.file());
            for (ObjectNode event : lines.subList(1, lines.size())) {
                keep(event);
                mayDie();
            }
            cursor = lines.get(0).at("/snapshot/cursor").asText();
        }
    }

    private void keep(ObjectNode event) {
        events.put(event.get("id").asText(), event);
        complaints.merge(event.get("subject").asText(), event, (old, now) -> sequence(now) > sequence(old) ? now : old);
    }

    private void mayDie() {
        if (chance.nextInt(25) == 0) {
            throw new Died();
        }
    }

    static long sequence(ObjectNode event) {
        return event.get("sequence").asLong();
    }

    /** The digest of docs/district.md over what was kept of a day. */
    static String digest(Map<String, ObjectNode> kept, String day, String name) {
        String lines = kept.values().stream()
                .filter(event -> event.get("time").asText().startsWith(day))
                .sorted(Comparator.comparingLong(DistrictReader::sequence))
                .map(event ->
                        event.get("sequence").asText() + " " + event.get(name).asText() + "\n")
                .collect(Collectors.joining());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Died extends RuntimeException {}
}
