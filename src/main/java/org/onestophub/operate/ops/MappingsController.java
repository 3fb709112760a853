package org.onestophub.operate.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.configuration.GeneratedSample;
import org.onestophub.complaint.contract.configuration.MappingEntry;
import org.onestophub.complaint.contract.configuration.SampleReport;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.KeyRights;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.ReceiptSight;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where operators try mappings, run their samples, and make new ones. */
@RestController
@RequestMapping(path = "/api/ops/v1/mappings", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "mappings", description = "Try a mapping before it is applied")
class MappingsController {

    private static final HubLog LOG = HubLog.of("map");
    private static final int MAX_FACTS = 32;
    private static final int MAX_FACT = 1_000;
    private static final String FILES = "files";

    /**
     * A mapping with the last report of its samples.
     *
     * @param mapping the mapping
     * @param testedAt when its samples were last run here, UTC, absent if never since the start
     * @param green samples with the right answer then
     * @param red samples with another
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MappingState")
    record State(
            @JsonUnwrapped MappingEntry mapping,
            @Nullable Instant testedAt,
            @Nullable Integer green,
            @Nullable Integer red) {}

    /**
     * What the samples of a mapping showed.
     *
     * @param at when, UTC
     * @param mapping the mapping
     * @param passed true if every sample is green
     * @param green samples with the right answer
     * @param red the others
     */
    @Schema(name = "MappingTest")
    record Tested(Instant at, String mapping, boolean passed, int green, List<SampleReport.Red> red) {}

    /** How the JSON body of a run looks; it is read by {@link UploadedInput}. */
    @Schema(name = "MappingInput")
    record MappingInput(
            @Schema(description = "The input as text; this or base64.")
            String text,

            @Schema(description = "Character set of the text's bytes; UTF-8 if absent.")
            String charset,

            @Schema(description = "The input's bytes.") String base64,

            @Schema(description = "Facts of the transport, for example contentType.")
            Map<String, String> transport,

            @Schema(description = "Channel it would come by; the mapping's name if absent.")
            String channel) {}

    /**
     * The files of a golden sample. They are written nowhere.
     *
     * @param stem name proposed for the files
     * @param inputFile name of the input's file
     * @param text the input as text
     * @param base64 the input's bytes
     * @param meta {@code stem.meta.json}
     * @param answerFile name of the answer's file
     * @param answer what stands in it
     * @param differences how the answer's shape differs from that of the original; empty if it does not
     */
    @Schema(name = "MadeSample")
    record Sample(
            String stem,
            String inputFile,
            String text,
            String base64,
            Map<String, String> meta,
            String answerFile,
            JsonNode answer,
            List<String> differences) {

        static Sample of(GeneratedSample made) {
            return new Sample(
                    made.stem(),
                    made.stem() + made.suffix(),
                    made.text(),
                    Base64.getEncoder().encodeToString(made.input()),
                    made.meta(),
                    made.stem() + (made.rejected() ? ".rejected.json" : ".expected.json"),
                    made.answer(),
                    made.differences());
        }
    }

    private final BoundedWorkbench workbench;
    private final AccessLog record;
    private final KeyRights rights;
    private final Clock clock;
    private final ReceiptSight sight;

    MappingsController(
            BoundedWorkbench workbench, AccessLog record, KeyRights rights, Clock clock, ReceiptSight sight) {
        this.sight = sight;
        this.workbench = workbench;
        this.record = record;
        this.rights = rights;
        this.clock = clock;
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping
    @Operation(summary = "Every mapping in the files, with its samples and how they last ended")
    List<State> mappings() {
        return workbench.mappings().stream()
                .map(entry -> workbench
                        .lastTest(entry.name())
                        .map(last -> new State(
                                entry,
                                last.at(),
                                last.report().green(),
                                last.report().red().size()))
                        .orElseGet(() -> new State(entry, null, null, null)))
                .toList();
    }

    @NeedsRight(KeyRight.VIEW)
    @PostMapping("/{name}/test")
    @Operation(summary = "Run the golden samples of a mapping by the files as they are now")
    Tested test(@PathVariable("name") String name, Principal key) {
        BoundedWorkbench.Tested tested = workbench.test(RequestParameters.word(name, "name"));
        SampleReport report = tested.report();
        LOG.event(
                "samples-run",
                LogKey.KEY_NAME,
                key.getName(),
                LogKey.MAPPING,
                name,
                LogKey.COUNT,
                report.red().size());
        return new Tested(tested.at(), name, report.allGreen(), report.green(), report.red());
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping("/{name}/run")
    @Operation(
            summary = "What a mapping makes of an input, given or kept",
            description = "View, document, origin of each field, findings, problem, and which fields of the input were "
                    + "used. Nothing is kept or sent. At most 8 MiB and 30 seconds. An outbound mapping is given an event. "
                    + "A kept input needs the right content and is recorded as an access to personal data; CK-120 as long as "
                    + "its content is kept back.",
            requestBody =
                    @RequestBody(
                            description = "The input; none if receipt is given.",
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = MappingInput.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    MappingRun run(
            @PathVariable("name") String name,
            @Parameter(description = "Id of a kept input, in place of a body.")
                    @RequestParam(name = "receipt", required = false)
                    @Nullable
                    Long receiptId,
            @Parameter(description = "files: as the files are now; running: as the hub has it in use.")
                    @RequestParam(name = "version", defaultValue = FILES)
                    String version,
            @Parameter(description = "contentType of the input, where the body is its bytes.")
                    @RequestParam(name = "contentType", required = false)
                    @Nullable
                    String contentType,
            HttpServletRequest request,
            Principal key) {
        RequestParameters.word(name, "name");
        boolean running = isRunning(version);
        if (receiptId != null) {
            rights.require(key.getName(), KeyRight.CONTENT);
            sight.require(receiptId, List.of());
            MappingRun run = workbench.run(name, workbench.kept(name, receiptId), running);
            record.receiptSeen(key.getName(), "mapping-run", receiptId);
            return run;
        }
        MappingRun run = workbench.run(name, givenIn(request, name, contentType), running);
        LOG.event("tried", LogKey.KEY_NAME, key.getName(), LogKey.MAPPING, name);
        return run;
    }

    @NeedsRight(KeyRight.CONTENT)
    @PostMapping("/{name}/samples-from/{receiptId}")
    @Operation(
            summary = "A golden sample of a kept input, personal data replaced by synthetic values",
            description = "Gives the files; it writes none. Read them before you save them. Recorded as an access to "
                    + "personal data.")
    Sample sampleFrom(@PathVariable("name") String name, @PathVariable("receiptId") long receiptId, Principal key) {
        GeneratedSample made = workbench.sampleOf(RequestParameters.word(name, "name"), receiptId);
        record.receiptSeen(key.getName(), "sample", receiptId);
        return Sample.of(made);
    }

    private Receipt givenIn(HttpServletRequest request, String name, @Nullable String contentType) {
        UploadedInput given = UploadedInput.in(request, Set.of("transport", "channel"));
        Map<String, String> transport = transportOf(given.fields().path("transport"));
        if (contentType != null) {
            transport.put("contentType", RequestParameters.text(contentType, "contentType", 1, MAX_FACT));
        }
        String channel =
                RequestParameters.word(given.field("channel").isEmpty() ? name : given.field("channel"), "channel");
        return MappingDryRun.receipt(
                name, channel, clock.instant(), transport, org.onestophub.complaint.Content.of(given.bytes()));
    }

    private static boolean isRunning(String version) {
        return RequestParameters.require(Set.of(FILES, "running").contains(version), "version", version)
                .equals("running");
    }

    private static Map<String, String> transportOf(JsonNode given) {
        Map<String, String> transport = new TreeMap<>();
        RequestParameters.require(
                given.isMissingNode() || given.isObject() && given.size() <= MAX_FACTS, "transport", given);
        given.properties().forEach(fact -> {
            RequestParameters.require(fact.getValue().isTextual(), "transport", fact);
            transport.put(
                    RequestParameters.text(fact.getKey(), "transport", 1, 100),
                    RequestParameters.text(fact.getValue().textValue(), "transport", 0, MAX_FACT));
        });
        return transport;
    }
}
