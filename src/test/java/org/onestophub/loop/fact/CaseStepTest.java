package org.onestophub.loop.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.JsonText;

class CaseStepTest {

    private static final LocalDate OPENED = LocalDate.of(2026, 9, 1);

    @Test
    void openingEndsTheSealOfThatNumber() {
        assertThat(openedOn(
                        seal("sealed", "A", "record"), seal("sealed", "B", "record"), seal("unsealed", "B", "record")))
                .containsExactly("", "2026-09-01", "");
    }

    @Test
    void openingWithoutANumberEndsTheFirstSealOfItsKindThatIsNotOpen() {
        assertThat(openedOn(
                        seal("sealed", "A", "object"),
                        seal("sealed", "B", "record"),
                        seal("sealed", "C", "record"),
                        seal("unsealed", "", "record"),
                        seal("unsealed", "", "record")))
                .containsExactly("", "2026-09-01", "2026-09-01", "", "");
    }

    @Test
    void openingOfAnotherSealEndsNone() {
        assertThat(openedOn(seal("sealed", "A", "record"), seal("unsealed", "X", "record")))
                .containsExactly("", "");
        assertThat(openedOn(seal("sealed", "A", "record"), seal("unsealed", "A", "object")))
                .containsExactly("", "");
    }

    @Test
    void sealIsHeldOnTheDayBeforeItIsOpened() {
        List<CaseStep> steps = steps(seal("sealed", "A", "record"), seal("unsealed", "A", "record"));

        assertThat(steps.get(0).isHeldBefore(OPENED)).isTrue();
        assertThat(steps.get(0).isHeldBefore(OPENED.plusDays(1))).isFalse();
        assertThat(steps.get(0).isHeldBefore(LocalDate.of(2026, 7, 1))).isFalse();
        assertThat(steps.get(1).isHeldBefore(OPENED.plusDays(1))).isFalse();
    }

    private static List<String> openedOn(String... steps) {
        return steps(steps).stream()
                .map(step -> step.undone() == null ? "" : String.valueOf(step.undone()))
                .toList();
    }

    private static List<CaseStep> steps(String... steps) {
        return CaseStep.of(
                "I",
                "N",
                JsonText.objectOf("{\"steps\":[" + String.join(",", steps) + "]}")
                        .path("steps"));
    }

    private static String seal(String type, String number, String kind) {
        String day = type.equals("sealed") ? "2026-07-01" : OPENED.toString();
        return "{\"type\":\"" + type + "\",\"day\":\"" + day + "\",\"seal\":\"" + number + "\",\"kind\":\"" + kind
                + "\"}";
    }
}
