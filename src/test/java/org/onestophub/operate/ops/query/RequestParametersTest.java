package org.onestophub.operate.ops.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class RequestParametersTest {

    @Test
    void fieldThatWasLeftEmptyGivesNothing() {
        assertThat(RequestParameters.given(null)).isNull();
        assertThat(RequestParameters.given(" \t")).isNull();
        assertThat(RequestParameters.day("", "due")).isNull();
    }

    @Test
    void spaceAroundAValueDoesNotCount() {
        assertThat(RequestParameters.given(" 两 词　")).isEqualTo("两 词");
        assertThat(RequestParameters.day(" 2026-02-28 ", "due")).isEqualTo(LocalDate.of(2026, 2, 28));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "2026-2-3", "20260203", "tomorrow", "2026-02-03T00:00"})
    void whatIsNoDayIsRefusedByTheNameOfItsField(String day) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> RequestParameters.day(day, "due"))
                .satisfies(refused -> {
                    assertThat(refused.problem()).isEqualTo(Problem.REQUEST_INVALID);
                    assertThat(refused.field()).isEqualTo("due");
                });
    }
}
