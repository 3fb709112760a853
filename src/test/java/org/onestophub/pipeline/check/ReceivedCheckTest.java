package org.onestophub.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.JsonText;
import org.onestophub.problem.Problem;

/** The bounds of the time from which legal clocks run. */
class ReceivedCheckTest {

    private static final Instant ARRIVED = Instant.parse("2026-11-22T04:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T04:00:00Z, 2026-11-22T04:00:00Z, ''",
        "2026-11-22T04:05:00Z, 2026-11-22T04:00:00Z, ''",
        "2026-11-20T01:30:00Z, 2026-11-20T01:30:00Z, ''",
        "2026-10-23T04:00:00Z, 2026-10-23T04:00:00Z, ''",
        "2026-10-23T03:59:59Z, 2026-10-23T03:59:59Z, CK-111",
        "1900-01-01T00:00:00Z, 1900-01-01T00:00:00Z, CK-111",
    })
    void timeBeforeTheArrivalIsTaken(String stated, String taken, String finding) {
        ComplaintDraft draft = draft(stated);

        assertThat(ReceivedCheck.apply(draft, ARRIVED)).isEmpty();
        assertThat(draft.at("/receivedAt").asText()).isEqualTo(taken);
        assertThat(draft.at("/arrivals/0/receivedAt").asText()).isEqualTo(taken);
        assertThat(draft.added().stream().map(one -> one.code()).toList())
                .isEqualTo(finding.isEmpty() ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T04:05:01Z, RECEIVED_IN_FUTURE",
        "+999999999-12-31T23:59:59Z, RECEIVED_IN_FUTURE",
        "1899-12-31T23:59:59Z, DATE_IMPLAUSIBLE",
        "-999999999-01-01T00:00:00Z, DATE_IMPLAUSIBLE",
        "2026-11-20 09:30, FIELD_INVALID",
        "yesterday, FIELD_INVALID",
        "2026-11-20T09:30:00, FIELD_INVALID",
    })
    void impossibleTimeStopsTheComplaint(String stated, Problem problem) {
        assertThat(ReceivedCheck.apply(draft(stated), ARRIVED)).contains(problem);
    }

    private static ComplaintDraft draft(String receivedAt) {
        ObjectNode document = JsonText.objectOf("{\"arrivals\":[{}]}");
        document.put("receivedAt", receivedAt);
        return new ComplaintDraft(document, List.of());
    }
}
