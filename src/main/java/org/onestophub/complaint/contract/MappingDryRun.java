package org.onestophub.complaint.contract;

import java.time.Instant;
import java.util.Map;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.Walk;
import org.onestophub.problem.Problem;

/** Runs READ, MAP and CHECK on an input that nobody keeps. */
public interface MappingDryRun {

    /**
     * What the rooms make of the receipt. Never throws on account of the input.
     * @throws org.onestophub.problem.ProblemException RC-201 if there is no such mapping, or CH-203 without a schema
     */
    Result run(Receipt receipt);

    /**
     * The end of a trial.
     *
     * @param walk candidates with their views, documents (field provenance in each), findings and problems; without
     *     candidates if the input as a whole was stopped
     * @param problem what stopped the input as a whole, null if nothing did
     * @param field the field at fault, or empty
     */
    record Result(Walk walk, Problem problem, String field) {}

    /** A receipt as a trial needs it: bytes as they would come by that channel, under a number that was never given. */
    static Receipt receipt(
            String mapping, String channel, Instant receivedAt, Map<String, String> transport, Content content) {
        String sha256 = Digest.sha256(content);
        // not 0: rooms spare themselves the document where they judge for a sender only
        return new Receipt(1, "", channel, mapping, "sha256:" + sha256, sha256, receivedAt, transport, content);
    }
}
