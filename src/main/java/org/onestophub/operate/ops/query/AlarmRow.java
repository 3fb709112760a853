package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alarm about a case, and what became of it. It has no personal data.
 *
 * @param id its number
 * @param complaint number of the complaint
 * @param institution credit code of the institution whose complaint it is, absent if it names none
 * @param link path of the complaint
 * @param rule id of its rule in mappings/alarms
 * @param cause what raised it: complaint, or the type of an event, or its source and id
 * @param step 0: the alarm itself; above: so many times raised again because nobody had acknowledged it
 * @param basis where the rule comes from: its kind and its text
 * @param whom codes of list duty-role
 * @param since when that happened, UTC
 * @param raised when the hub raised it, UTC
 * @param due before when it had to be delivered, UTC
 * @param state waiting, sent, overdue, or quiet: too old to be sent
 * @param sent when the last destination had it, UTC; absent before
 * @param late true if that was after it was due
 * @param acknowledged when somebody said that it was heard, UTC
 * @param acknowledgedBy type of the event that said so
 * @param deliveries what each destination did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CaseAlarm", description = "An alarm about a case, and what became of it.")
public record AlarmRow(
        long id,
        String complaint,
        @Nullable String institution,
        String link,
        String rule,
        String cause,
        int step,
        String basis,
        List<String> whom,
        Instant since,
        Instant raised,
        Instant due,
        String state,
        @Nullable Instant sent,
        boolean late,
        @Nullable Instant acknowledged,
        @Nullable String acknowledgedBy,
        List<AlarmDelivery> deliveries) {

    /**
     * What a destination did with an alarm.
     *
     * @param destination its name
     * @param state missing (it is off), waiting, attempt, unknown, sent, dead, discarded or filtered
     * @param ended when that was decided, UTC
     * @param answer what the other side answered to the last attempt
     * @param code the last error
     * @param reason why nothing was sent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CaseAlarmDelivery", description = "What a destination did with an alarm.")
    public record AlarmDelivery(
            String destination,
            String state,
            @Nullable Instant ended,
            @Nullable String answer,
            @Nullable String code,
            @Nullable String reason) {}
}
