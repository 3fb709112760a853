package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Complaints that may belong together. The hub only suggests; a person or a system merges. Nothing here says who complained or
 * what about, and nothing crosses from one institution to another.
 */
public interface CaseLinks {

    /**
     * Two complaints that may be one.
     *
     * @param complaint number of the one received first
     * @param channel how it came
     * @param receivedAt when, UTC
     * @param other number of the other one
     * @param otherChannel how that came
     * @param otherReceivedAt when, UTC
     * @param likeness of their words, 0–100
     * @param evidence what both have: {@code phone}, {@code id-card}, {@code mail}, {@code patient-number}, {@code text},
     *     {@code category}, {@code department}
     * @param foundAt when it was suggested, UTC
     */
    @Schema(name = "Suggestion", description = "Two complaints that may be one.")
    record Suggestion(
            String complaint,
            String channel,
            Instant receivedAt,
            String other,
            String otherChannel,
            Instant otherReceivedAt,
            int likeness,
            List<String> evidence,
            Instant foundAt) {}

    /** A page of suggestions; {@code next} is where the next begins, null if this is the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Suggestions(List<Suggestion> items, @Nullable String next) {}

    /**
     * What belongs to a complaint.
     *
     * @param into number of the complaint that stands for it; null: it stands for itself
     * @param merged numbers of those for which it stands
     * @param callers how many earlier complaints within the window are of the same complainant
     * @param patients how many are about the same patient
     * @param staff how many are about the same member of staff
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Kin", description = "What belongs to a complaint.")
    record Kin(@Nullable String into, List<String> merged, int callers, int patients, int staff) {}

    /**
     * Open suggestions, newest first.
     *
     * @param institutions credit codes of the institutions looked at; empty for all
     * @param complaint only those with this number; null: all
     * @param cursor {@link Suggestions#next}; null: from the beginning
     * @throws org.onestophub.problem.ProblemException AC-104 for a cursor that is none
     */
    Suggestions list(List<String> institutions, @Nullable String complaint, @Nullable String cursor, int limit);

    /** What belongs to the complaint with that id. */
    Kin kin(long complaintId);

    /** Ids of the complaints that {@link Kin#callers}, {@code patients} and {@code staff} count, the newest {@code most} of them. */
    List<Long> earlier(long complaintId, int most);

    /**
     * Merges a complaint, or the one that stands for it, into another, by a status event. Nothing happens if they are one
     * already.
     *
     * @param institutions as in {@link #list}
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such complaint or they belong to different
     *     institutions, ST-102 or ST-114 if it cannot be merged, RE-301 if the database cannot do it now
     */
    void merge(String complaint, String into, List<String> institutions, String by, String reason);

    /** Takes a merged complaint apart again, by a status event. Nothing happens if it stands for itself; throws as {@link #merge}. */
    void takeApart(String complaint, List<String> institutions, String by, String reason);

    /** Never suggests these two again. Throws as {@link #merge}. */
    void refuse(String complaint, String other, List<String> institutions, String by, String reason);
}
