package org.onestophub.complaint.contract.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.onestophub.problem.Fault;

/**
 * What an apply did, route by route in the order in which it went.
 *
 * @param plan digest of the plan it carried out
 * @param results one for each route
 */
public record ApplyReport(String plan, List<Result> results) {

    /**
     * The end of one route.
     *
     * @param name its stem
     * @param result {@code applied}, {@code removed}, {@code unchanged}, {@code blocked}: nothing was touched,
     *     {@code put-back}: the new version was tried, failed, and the last good one runs again, or {@code broken}: that
     *     one did not come up either
     * @param code why it was blocked or put back, or is broken; empty otherwise
     * @param before digest of what ran
     * @param after digest of what runs now
     * @param faults what is wrong in its files
     * @param samples red golden samples of its mappings
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "ApplyResult")
    public record Result(
            String name,
            String result,
            String code,
            String before,
            String after,
            List<Fault> faults,
            List<SampleReport> samples) {}
}
