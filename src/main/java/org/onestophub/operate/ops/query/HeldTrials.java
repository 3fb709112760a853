package org.onestophub.operate.ops.query;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Tries what waits in quarantine with what runs now, for the console and the API alike. Nothing is kept or changed. */
@Component
public class HeldTrials {

    /** Inputs of a group that a trial looks at; the whole trial has half a minute. */
    private static final int TRIED = 10;

    private static final int MAX_CODE = 6;
    private static final int MAX_CHANNEL = 64;

    /**
     * What a trial found. Nothing was kept or changed.
     *
     * @param tried how many inputs were tried
     * @param good how many would go through READ, MAP and CHECK now
     * @param codes codes of those that would not, with their counts
     */
    @Schema(name = "HeldTrial", description = "What would become of held inputs now.")
    public record Trial(int tried, int good, Map<String, Integer> codes) {}

    private final QuarantineQueries queries;
    private final MappingDryRuns runs;
    private final ReceiptBytes receipts;
    private final BoundedWork work;
    private final AccessRecord record;

    HeldTrials(
            QuarantineQueries queries,
            MappingDryRuns runs,
            ReceiptBytes receipts,
            BoundedWork work,
            AccessRecord record) {
        this.queries = queries;
        this.runs = runs;
        this.receipts = receipts;
        this.work = work;
        this.record = record;
    }

    /**
     * Tries the oldest of a group.
     *
     * @param institutions credit codes of the institutions of who asks; empty for all
     * @param by who asks, as records show it
     * @throws ProblemException AC-104 for what cannot be a code or a channel; as {@link BoundedWork#run}
     */
    public Trial of(@Nullable String code, @Nullable String channel, List<String> institutions, String by) {
        String why = RequestParameters.code(RequestParameters.needed(code, "code", MAX_CODE));
        String way = RequestParameters.word(RequestParameters.needed(channel, "channel", MAX_CHANNEL), "channel");
        List<HeldRow> oldest = queries.list(why, way, institutions, 0, TRIED).items();
        record.done(by, "quarantine-trial", why + " " + way, null);
        return work.run(() -> tried(oldest));
    }

    private Trial tried(List<HeldRow> held) {
        int good = 0;
        Map<String, Integer> codes = new LinkedHashMap<>();
        MappingDryRun now = runs.inUse();
        List<Long> ids = held.stream().map(HeldRow::receiptId).distinct().toList();
        for (Receipt receipt : receipts.receipts(ids)) {
            List<String> found = codesOf(now.run(receipt));
            if (found.isEmpty()) {
                good++;
            }
            found.forEach(code -> codes.merge(code, 1, Integer::sum));
        }
        return new Trial(ids.size(), good, codes);
    }

    /** Codes of what stops an input; empty if nothing does. */
    public static List<String> codesOf(MappingDryRun.Result result) {
        List<String> codes = new ArrayList<>();
        if (result.problem() != null) {
            codes.add(result.problem().code());
        }
        for (Candidate candidate : result.walk().candidates()) {
            if (candidate.problem() != null) {
                codes.add(candidate.problem().code());
            }
        }
        return codes;
    }
}
