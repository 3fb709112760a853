package org.onestophub.pipeline.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;

/** Receipts and walks for tests of this room. */
final class MappingRooms {

    static final HubProperties HUB = new HubProperties(
            Path.of("target"), Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", "测试医院"));

    private MappingRooms() {}

    static Walk walk(String mapping, JsonNode view, Part... parts) {
        Receipt receipt = new Receipt(
                7,
                "261122-0000001-1",
                "test-channel",
                mapping,
                "key-1",
                "0".repeat(64),
                Instant.parse("2026-11-22T04:00:00Z"),
                Map.of(),
                Content.of(new byte[0]));
        return Walk.of(receipt).with(List.of(Candidate.found("k", view, List.of(parts))), Map.of());
    }

    static JsonNode json(String text) {
        try {
            return CanonicalJson.MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
