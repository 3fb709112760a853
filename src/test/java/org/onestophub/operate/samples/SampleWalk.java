package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.map.FolderMappings;
import org.onestophub.support.TestJvm;

/** The mappings of this repository and the hub's own runner of their samples. */
final class SampleWalk {

    static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));
    static final FolderMappings MAPPINGS = new FolderMappings(Path.of("mappings"), LISTS);

    /** Test classes run in two JVMs at the same time, and each empties its folder at the start. */
    static final GoldenSamples SAMPLES = new GoldenSamples(
            Path.of("."), Path.of("target", "sample-home-" + TestJvm.NUMBER, "tmp"), Clock.systemUTC());

    private static final Instant RECEIVED_AT = Instant.parse("2026-11-22T04:00:00Z");

    private SampleWalk() {}

    /** What becomes of a sample. */
    static MappingDryRun.Result run(Sample sample) {
        return SAMPLES.run(new SampleFile(sample.mapping(), sample.input()));
    }

    /** The walk of a JSON body of a mapping that reads such. */
    static Walk walk(String mapping, JsonNode body) {
        return walk(mapping, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The walk of bytes that came to a mapping. */
    static Walk walk(String mapping, byte[] bytes) {
        return SAMPLES.run(MappingDryRun.receipt(
                        mapping, mapping, RECEIVED_AT, Map.of("contentType", "application/json"), Content.of(bytes)))
                .walk();
    }
}
