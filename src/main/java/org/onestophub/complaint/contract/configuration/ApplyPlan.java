package org.onestophub.complaint.contract.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.onestophub.complaint.contract.operations.DutyMoves;
import org.onestophub.problem.Fault;

/**
 * What an apply would change.
 *
 * @param digest identifies this plan: the files, and what runs; an apply that expects this digest changes nothing else
 * @param items everything that is in the files or runs, ordered by kind and name
 * @param faults all that is wrong in the files, of items that change or not
 * @param samples what the golden samples of each touched mapping showed
 * @param duties which open duties changed rules or calendars would move by an apply
 */
public record ApplyPlan(
        String digest, List<Item> items, List<Fault> faults, List<SampleReport> samples, DutyMoves duties) {

    /**
     * One thing in the configuration.
     *
     * @param kind {@code channel}, {@code destination}, {@code connector}, {@code mapping}, {@code code-list},
     *     {@code rules} of duties, alarms or warnings, or {@code start}: what is read only when the hub starts
     * @param name stem of the route, name of the connector, the mapping or the list, or path of the file
     * @param change {@code added}, {@code changed}, {@code removed}, {@code unchanged}, or {@code off}: switched off by a
     *     setting
     * @param running digest of what runs; empty if nothing does
     * @param files digest of the files; empty if there are none
     * @param touches routes that a change of it touches
     * @param because for a route: which of its parts change
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "PlanItem")
    public record Item(
            String kind,
            String name,
            String change,
            String running,
            String files,
            List<String> touches,
            List<String> because) {

        /** True if an apply would change it. */
        public boolean changes() {
            return !change.equals("unchanged") && !change.equals("off");
        }
    }
}
