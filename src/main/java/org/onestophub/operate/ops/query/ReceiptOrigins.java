package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.FieldOrigins;
import org.onestophub.complaint.contract.InputPlace;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.pipeline.read.ReadStep;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Where the fields of a kept input's things came from, by the mapping as it is in use now. */
@Component
public class ReceiptOrigins {

    /** Larger inputs have no place in a text that a person reads; their fields are told by the view alone. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final ReceiptBytes receipts;
    private final MappingDryRuns trials;
    private final BoundedWork work;
    private final ReadStep read;

    ReceiptOrigins(ReceiptBytes receipts, MappingDryRuns trials, BoundedWork work, ReadStep read) {
        this.receipts = receipts;
        this.trials = trials;
        this.work = work;
        this.read = read;
    }

    /**
     * The origins of one thing.
     *
     * @param origins by places of the view
     * @param inputPlaces what those places are in the input, where it can be told
     */
    @Schema(name = "TracedOrigins")
    public record Traced(@JsonUnwrapped FieldOrigins origins, Map<String, InputPlace> inputPlaces) {}

    /**
     * The origins of thing {@code item} of a receipt, counted from 0.
     * @throws ProblemException AC-103 if there is no such thing or the mapping stops it, AC-301 if the hub has too many of such
     *     orders, RD-107 if it takes longer than 30 s, or what READ raises
     */
    public Traced of(long receiptId, int item) {
        Receipt receipt = receipts.receipt(receiptId).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        return work.run(() -> {
            FieldOrigins origins = trials.inUse()
                    .origins(receipt, item)
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "item"));
            return new Traced(origins, places(receipt, origins));
        });
    }

    private Map<String, InputPlace> places(Receipt receipt, FieldOrigins origins) {
        if (receipt.content().size() > MAX_BYTES) {
            return Map.of();
        }
        Set<String> pointers = new TreeSet<>(origins.untried());
        origins.fields().forEach(field -> {
            pointers.addAll(field.places());
            pointers.addAll(field.conditions());
        });
        return read.places(receipt.mapping(), receipt.content().bytes(MAX_BYTES), origins.view(), pointers);
    }
}
