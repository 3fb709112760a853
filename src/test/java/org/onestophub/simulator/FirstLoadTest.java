package org.onestophub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.onestophub.simulator.Scoreboard.Score;

/** What the first load promises about itself. */
class FirstLoadTest {

    private final List<SentInput> shipments = FirstLoad.shipments();

    @Test
    void everyChannelHasGoodBadAndRepeatedInput() {
        Map<String, ExpectedOutcome> expected = FirstLoad.expected(shipments);

        assertThat(expected)
                .containsOnlyKeys(
                        "patient-adt",
                        "hotline",
                        "hotline-sheet",
                        "hotline-sheet-mail",
                        "desk",
                        "public-opinion",
                        "public-opinion-feed",
                        "email",
                        "phone-cdr",
                        "letter");
        expected.forEach((mapping, all) -> {
            assertThat(all.of("new-case") + all.of("context-applied"))
                    .as(mapping)
                    .isPositive();
            assertThat(all.of("repeated")).as(mapping).isPositive();
            assertThat(all.of("parked") + all.of("refused")).as(mapping).isPositive();
        });
    }

    @Test
    void someSixtyMessagesComeFromTheHospitalSystem() {
        assertThat(FirstLoad.inputs(shipments).get("patient-adt")).isEqualTo(61);
    }

    @Test
    void everyWayToEndIsExpectedSomewhere() {
        ExpectedOutcome all =
                FirstLoad.expected(shipments).values().stream().reduce(ExpectedOutcome.NOTHING, ExpectedOutcome::and);

        for (String word :
                List.of("new-case", "appended", "repeated", "context-applied", "counted", "parked", "refused")) {
            assertThat(all.of(word)).as(word).isPositive();
        }
    }

    @Test
    void theTrickleIsTheSameForTheSameSeed() {
        Random one = new Random(5);
        Random other = new Random(5);

        for (long id = 1; id <= 50; id++) {
            SentInput first = Trickle.next(id, one);
            SentInput second = Trickle.next(id, other);
            assertThat(first.mapping()).isEqualTo(second.mapping());
            assertThat(first.expected()).isEqualTo(second.expected());
        }
    }

    @Test
    void theVerdictNamesEveryDifferenceAndOnlyThose() {
        List<SentInput> two = List.of(
                SentInput.of("letter", "good", ExpectedOutcome.NEW_CASE, neighbours -> {}),
                SentInput.of("letter", "bad", ExpectedOutcome.parked("RD-105"), neighbours -> {}));
        ExpectedOutcome asExpected = ExpectedOutcome.NEW_CASE.and(ExpectedOutcome.parked("RD-105"));

        assertThat(InputVerdict.of(two, Map.of("letter", new Score(2, 0, asExpected, 1, 1)))
                        .isGood())
                .isTrue();
        assertThat(InputVerdict.of(two, Map.of("letter", new Score(2, 0, ExpectedOutcome.NEW_CASE.times(2), 2, 1)))
                        .differences())
                .containsExactly("letter new-case: expected 1, found 2", "letter parked RD-105: expected 1, found 0");
    }
}
