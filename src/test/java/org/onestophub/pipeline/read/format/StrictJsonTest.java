package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class StrictJsonTest {

    @Test
    void objectIsReadWithOrWithoutItsMark() {
        assertThat(object("{\"a\": 1}").path("a").asInt()).isEqualTo(1);
        assertThat(object("\uFEFF{\"a\": 1}").path("a").asInt()).isEqualTo(1);
    }

    @Test
    void bodyOfTheLargestSizeIsReadAndALargerOneIsNot() {
        byte[] largest = new byte[StrictJson.MAX_BYTES];
        Arrays.fill(largest, (byte) ' ');
        largest[0] = '{';
        largest[1] = '}';

        assertThat(StrictJson.object(largest)).isEmpty();
        assertProblem(Arrays.copyOf(largest, largest.length + 1), Problem.BOUNDS_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\uFEFF"})
    void blankBodyIsEmpty(String body) {
        assertProblem(body.getBytes(StandardCharsets.UTF_8), Problem.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "{", "{} {}", "{\"a\": 1, \"a\": 2}", "{\"a\": 1e99999999999}", "x"})
    void whatIsNoSoundObjectIsMalformed(String body) {
        assertProblem(body.getBytes(StandardCharsets.UTF_8), Problem.JSON_MALFORMED);
    }

    @Test
    void otherCharacterSetIsMalformed() {
        assertProblem("{\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1), Problem.JSON_MALFORMED);
    }

    private static ObjectNode object(String body) {
        return StrictJson.object(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertProblem(byte[] body, Problem problem) {
        assertThatThrownBy(() -> StrictJson.object(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(problem));
    }
}
