package org.onestophub.complaint.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** Converts events to the form of a receiver: the folders under {@code mappings/} whose direction is {@code out}. */
public interface OutboundMappings {

    /** True if there is a loaded outbound mapping of that name. */
    boolean knows(String mapping);

    /** True if its {@code mapping.yaml} says {@code outcome: true}: the feed gives it how the case went, as {@code outcome}. */
    boolean tellsOutcome(String mapping);

    /** True if its {@code mapping.yaml} says {@code warnings: true}: the feed gives it warnings, as {@code warning} and without {@code data}. */
    boolean tellsWarnings(String mapping);

    /**
     * The event in the receiver's form.
     *
     * @param event CloudEvents JSON with the canonical complaint as {@code data}
     * @throws org.onestophub.problem.ProblemException RC-201 if there is no such mapping, DL-201 if it fails on this event
     */
    JsonNode shape(String mapping, JsonNode event);
}
