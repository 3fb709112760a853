package org.onestophub.pipeline.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.onestophub.problem.Problem;

/**
 * Drops unusable dates, with a finding: CK-106 before 1900 or later than a day after arrival (clocks of other
 * zones and machines run ahead), CK-102 if it is no date. A moment more than an hour after the arrival stays, with CK-112:
 * the clock or the zone of the sender is wrong. No complaint fails because of a date: it still has its arrival time.
 */
final class DateCheck {

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);
    /** Clocks that nobody sets are off by minutes; a wrong zone is off by hours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /** What has happened when it is reported; a visit may have an end that is planned. */
    private static final List<String> PAST =
            List.of("/call/startedAt", "/call/answeredAt", "/call/endedAt", "/matter/occurredAt", "/sentAt");

    private static final List<String> INSTANTS = List.of(
            "/sentAt",
            "/matter/occurredAt",
            "/visit/startedAt",
            "/visit/endedAt",
            "/call/startedAt",
            "/call/answeredAt",
            "/call/endedAt",
            "/complainant/identityVerified/at");
    private static final List<String> DAYS = List.of("/complainant/birthDate", "/patient/birthDate");

    private DateCheck() {}

    static void apply(ComplaintDraft draft, Instant receivedAt) {
        INSTANTS.forEach(pointer -> check(draft, pointer, receivedAt, false));
        DAYS.forEach(pointer -> check(draft, pointer, receivedAt, true));
        PAST.stream()
                .filter(pointer -> isAhead(draft.at(pointer), receivedAt))
                .findFirst()
                .ifPresent(pointer -> draft.note(Problem.CLOCK_AHEAD, pointer));
        if (draft.at("/sentAt").isMissingNode()) {
            draft.remove("/arrivals/0/sentAt");
        }
    }

    private static void check(ComplaintDraft draft, String pointer, Instant receivedAt, boolean day) {
        JsonNode value = draft.at(pointer);
        if (value.isMissingNode()) {
            return;
        }
        try {
            String text = value.asText();
            Instant instant =
                    day ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
            if (instant.isBefore(FIRST) || instant.isAfter(receivedAt.plus(AHEAD))) {
                drop(draft, pointer, Problem.DATE_IMPLAUSIBLE);
            }
        } catch (DateTimeException e) {
            drop(draft, pointer, Problem.FIELD_INVALID);
        }
    }

    /** One finding is enough: the others follow from the same clock. */
    private static boolean isAhead(JsonNode value, Instant receivedAt) {
        return value.isTextual() && Instant.parse(value.textValue()).isAfter(receivedAt.plus(CLOCKS_DIFFER));
    }

    private static void drop(ComplaintDraft draft, String pointer, Problem problem) {
        draft.note(problem, pointer);
        draft.remove(pointer);
    }
}
