package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.operate.console.TimeLine.Fact;
import org.onestophub.operate.ops.trail.TraceQueries;

class TimeLineTest {

    private static final Instant AT = Instant.parse("2026-11-30T01:00:00Z");

    @Test
    void destinationsThatTakeNothingAreOneEntry() {
        List<TimeLine.Entry> line = TimeLine.of(
                List.of(
                        due("alarm-mail", "filtered", null),
                        due("result-mail", "filtered", null),
                        due("alarm-mail", "filtered", null)),
                true);

        assertThat(line)
                .singleElement()
                .satisfies(entry -> assertThat(entry.facts())
                        .containsExactly(
                                new Fact("destination", "alarm-mail, result-mail"), new Fact("state", "filtered")));
    }

    @Test
    void anotherReasonOrStateIsAnEntryOfItsOwn() {
        List<TimeLine.Entry> line = TimeLine.of(
                List.of(
                        due("alarm-mail", "filtered", "no-recipient"), due("result-mail", "filtered", null),
                        due("hotline-answer", "sent", null), due("adverse-event", "filtered", null)),
                true);

        assertThat(line)
                .extracting(entry -> entry.facts().get(0).value())
                .containsExactly("alarm-mail", "result-mail", "hotline-answer", "adverse-event");
    }

    private static TraceQueries.Entry due(String destination, String state, String reason) {
        return new TraceQueries.Entry(
                AT,
                "due",
                null,
                null,
                "",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("destination", destination)
                        .put("state", state)
                        .put("reason", reason == null ? "" : reason)
                        .put("endedAt", AT.toString()));
    }
}
