package org.onestophub.operate.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.configuration.GeneratedSample;
import org.onestophub.complaint.contract.configuration.MappingEntry;
import org.onestophub.complaint.contract.configuration.MappingWorkbench;
import org.onestophub.complaint.contract.configuration.SampleReport;
import org.onestophub.operate.ops.query.BoundedWork;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Mappings as operators work on them, within bounds. Remembers the last report of each mapping's samples. */
@Component
class BoundedWorkbench {

    private final HubProperties hub;
    private final MappingWorkbench bench;
    private final MappingDryRuns trials;
    private final OutboundMappings outbound;
    private final ReceiptBytes receipts;
    private final BoundedWork work;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, Tested> tested = new ConcurrentHashMap<>();

    BoundedWorkbench(
            HubProperties hub,
            MappingWorkbench bench,
            MappingDryRuns trials,
            OutboundMappings outbound,
            ReceiptBytes receipts,
            BoundedWork work,
            ObjectMapper json,
            Clock clock) {
        this.hub = hub;
        this.bench = bench;
        this.trials = trials;
        this.outbound = outbound;
        this.receipts = receipts;
        this.work = work;
        this.json = json;
        this.clock = clock;
    }

    /** A report and its moment. */
    record Tested(Instant at, SampleReport report) {}

    List<MappingEntry> mappings() {
        return work.run(bench::mappings);
    }

    Optional<Tested> lastTest(String mapping) {
        return Optional.ofNullable(tested.get(mapping));
    }

    /** Runs the golden samples by the files. */
    Tested test(String mapping) {
        known(mapping);
        Tested now = new Tested(clock.instant(), work.run(() -> trials.samples(hub.configDir(), mapping)));
        tested.put(mapping, now);
        return now;
    }

    /** What the mapping makes of a receipt; {@code running}: as it is in use, else as the files are now. */
    MappingRun run(String mapping, Receipt receipt, boolean running) {
        if (known(mapping).direction().equals("out")) {
            JsonNode event = eventIn(receipt);
            return MappingRun.of(
                    mapping, work.run(() -> running ? outbound.shape(mapping, event) : bench.shape(mapping, event)));
        }
        return work.run(() -> {
            MappingDryRun trial = running ? trials.inUse() : trials.in(hub.configDir());
            return MappingRun.of(mapping, trial.run(receipt));
        });
    }

    /** A golden sample of a kept receipt. */
    GeneratedSample sampleOf(String mapping, long receiptId) {
        known(mapping);
        Receipt receipt = kept(mapping, receiptId);
        return work.run(() -> bench.sampleOf(receipt));
    }

    /** A kept receipt, as if that mapping read it. */
    Receipt kept(String mapping, long id) {
        Receipt kept = receipts.receipt(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "receipt"));
        return new Receipt(
                kept.id(),
                kept.number(),
                kept.channel(),
                mapping,
                kept.sourceKey(),
                kept.sha256(),
                kept.receivedAt(),
                kept.transport(),
                kept.content());
    }

    private MappingEntry known(String mapping) {
        // the name is a folder's; one that is not there is nothing to look for
        Path file = hub.configDir().resolve("mappings").resolve(mapping).resolve("mapping.yaml");
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.NOT_FOUND, "name");
        }
        return bench.mappings().stream()
                .filter(entry -> entry.name().equals(mapping))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.MAPPING_INVALID, "mapping.yaml"));
    }

    private JsonNode eventIn(Receipt receipt) {
        try {
            JsonNode event = json.readTree(receipt.content().bytes(UploadedInput.MAX_BYTES));
            return RequestParameters.require(event.isObject(), "body", event);
        } catch (IOException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, "body");
        }
    }
}
