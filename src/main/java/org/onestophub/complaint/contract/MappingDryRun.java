package org.onestophub.complaint.contract;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;

/** Runs READ, MAP and CHECK on an input that is not kept. */
public interface MappingDryRun {

    /**
     * The result for the receipt. Never throws because of the input.
     * @throws org.onestophub.problem.ProblemException RC-201 if there is no such mapping, or CH-203 without a schema
     */
    Result run(Receipt receipt);

    /**
     * Where the fields of one thing of the receipt came from. It runs the mapping some thousand times, so it is only for who
     * asks for it, and within 20 s.
     *
     * @param item number of the thing, from 0, as RECORD counts them
     * @return empty if there is no such thing, or it was stopped
     * @throws org.onestophub.problem.ProblemException as {@link #run}, and what READ raises because of the input
     */
    Optional<FieldOrigins> origins(Receipt receipt, int item);

    /**
     * The end of a trial.
     *
     * @param walk candidates with their views, documents (field provenance in each), findings and problems; without
     *     candidates if the input as a whole was stopped
     * @param problem what stopped the input as a whole, null if nothing did
     * @param field the field at fault, or empty
     */
    record Result(Walk walk, @Nullable Problem problem, String field) {}

    /** A receipt for a trial: the bytes as they would come by that channel, under a key that no real receipt has. */
    static Receipt receipt(
            String mapping, String channel, Instant receivedAt, Map<String, String> transport, Content content) {
        String sha256 = Digest.sha256(content);
        // not 0: for id 0 rooms only check the input and skip the document
        return new Receipt(1, "", channel, mapping, "sha256:" + sha256, sha256, receivedAt, transport, content);
    }
}
