package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Which open duties other rules or another calendar would move.
 *
 * @param rules each rule whose duties move, by id
 * @param duties open duties that were compared
 * @param complete false if there are more open duties than the plan looks at
 */
public record DutyMoves(List<OfRule> rules, int duties, boolean complete) {

    /** Nothing moves. */
    public static final DutyMoves NONE = new DutyMoves(List.of(), 0, true);

    /**
     * What happens to the open duties of a rule.
     *
     * @param rule id of the rule
     * @param earlier how many would be due earlier than now
     * @param later how many would be due later, or wait for the end of a pause
     * @param added how many there would be that are not open now
     * @param gone how many would not be open any more
     * @param firm how many are provisional now and would not be: the calendar of that year came
     * @param provisional how many would be provisional and are not now
     * @param complaints numbers of the first complaints concerned, at most 5
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "DutyMovesOfRule")
    public record OfRule(
            String rule,
            int earlier,
            int later,
            int added,
            int gone,
            int firm,
            int provisional,
            List<String> complaints) {}
}
