package org.onestophub.complaint.contract.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who saw or did what. An entry is written before content is given; if it cannot be written, nothing is given. */
public interface AccessRecord {

    /**
     * An entry.
     *
     * @param id grows with time
     * @param at when, UTC
     * @param by name of a key, or of a person with {@code @} in front
     * @param action what, one word
     * @param receiptId the input, absent if it was none
     * @param complaint number of the complaint, absent if it was none
     * @param object what else it was about, absent if nothing
     * @param reason the reason that a person gave, absent for keys
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AccessLogEntry")
    record Entry(
            long id,
            Instant at,
            String by,
            String action,
            @Nullable Long receiptId,
            @Nullable String complaint,
            @Nullable String object,
            @Nullable String reason) {}

    /** Somebody is about to see content of an input; {@code reason} is null for keys. */
    void receiptSeen(String by, String action, long receiptId, @Nullable String reason);

    /** Somebody is about to see a complaint; {@code reason} is null for keys. */
    void complaintSeen(String by, String action, long complaintId, @Nullable String reason);

    /** Somebody did something; {@code object} names what it was about, never a datum. */
    void done(String by, String action, @Nullable String object, @Nullable String reason);

    /**
     * Entries, newest first.
     *
     * @param by only of this key or person, null: of all
     * @param institutions only about their complaints and inputs; empty: about everything
     * @param before only ids below
     */
    List<Entry> list(@Nullable String by, List<String> institutions, long before, int limit);
}
