package org.onestophub.complaint.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands forms of made reports over to destinations: as shipments, with attempts and proof. */
public interface Papers {

    /** What a route has among its {@code types} if it takes forms of reports. No event has this type. */
    String TYPE = "report.made";

    /**
     * One form of a report on its way to a destination.
     *
     * @param shipment the id under which it is handed over, the same at every attempt
     * @param language {@code zh} or {@code en}
     * @param form {@code html}, {@code pdf}, {@code docx}, {@code xlsx} or {@code json}
     * @param state {@code waiting}, {@code attempt}, {@code unknown}, {@code sent} or {@code dead}: it was given up
     * @param by name of the key or person, or {@code schedule} with a name
     * @param since when it was asked for, UTC
     * @param attempts how many there were
     * @param triedAt when the last attempt began, UTC
     * @param endedAt when it ended, UTC
     * @param code code of the problem of the last attempt
     * @param answer short form of what the destination answered
     * @param response what it answered, at most 4,000 characters
     * @param sha256 of the bytes that were handed over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReportPaper")
    record Paper(
            String shipment,
            String destination,
            String language,
            String form,
            String state,
            String by,
            Instant since,
            int attempts,
            @Nullable Instant triedAt,
            @Nullable Instant endedAt,
            @Nullable String code,
            @Nullable String answer,
            @Nullable String response,
            @Nullable String sha256) {}

    /**
     * Has a form of a report handed over, in the caller's transaction if there is one. The same again changes nothing, unless it was given up: then
     * it is tried again.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such destination, or it does not take reports
     */
    Paper send(long report, String destination, String language, String form, String by);

    /** All forms of a report that were to be handed over, newest first. */
    List<Paper> of(long report);

    /** Names of the destinations that take reports. */
    List<String> destinations();
}
