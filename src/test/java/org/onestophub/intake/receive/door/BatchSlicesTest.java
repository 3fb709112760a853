package org.onestophub.intake.receive.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.ProblemException;

class BatchSlicesTest {

    private static final List<String> ELEMENTS = List.of(
            "{}",
            "[]",
            "[[ ]]",
            "{\"a\" : [1, 2 , {\"b\":\"]}\"}]}",
            "\"测试\"",
            "\"\\\"\\\\,]\"",
            "0",
            "-1.5e+3",
            "true",
            "null",
            "{\"测\":\"\uD83D\uDE00\"}",
            "\"\"",
            "{ \"n\" : 12345678901234567890 }");
    private static final List<String> SPACES = List.of("", " ", "\n", "\t \r\n");

    @Property(tries = 500)
    void everySliceHasExactlyTheBytesItHadInTheArray(
            @ForAll("elements") List<String> elements,
            @ForAll("spaces") String before,
            @ForAll("spaces") String after) {
        StringBuilder batch = new StringBuilder(before).append('[');
        for (int i = 0; i < elements.size(); i++) {
            batch.append(i == 0 ? "" : ",")
                    .append(before)
                    .append(elements.get(i))
                    .append(after);
        }
        batch.append(before).append(']').append(after);

        assertThat(slices(batch.toString())).isEqualTo(elements);
    }

    @Test
    void byteOrderMarkBelongsToNoSlice() {
        assertThat(slices("\uFEFF[{\"a\":1},2]")).containsExactly("{\"a\":1}", "2");
    }

    @Test
    void whatIsNoArrayHasNoSlices() {
        for (String body : List.of("", "{}", "[1,", "[1]2", "[1 2]", "\"x\"", "[{]", "[" + "[".repeat(100) + "]")) {
            assertThat(BatchSlices.of(body.getBytes(StandardCharsets.UTF_8), 10))
                    .as(body)
                    .isEmpty();
        }
        assertThat(BatchSlices.of("[1]".getBytes(StandardCharsets.UTF_16LE), 10))
                .isEmpty();
        assertThat(BatchSlices.of("[1]".getBytes(StandardCharsets.UTF_16), 10)).isEmpty();
        assertThat(BatchSlices.of(new byte[] {'[', '"', (byte) 0xC4, (byte) 0xE3, '"', ']'}, 10))
                .isEmpty();
    }

    @Test
    void moreElementsThanTheBoundAreRefused() {
        assertThat(slices("[1,2,3]")).hasSize(3);
        assertThatThrownBy(() -> BatchSlices.of("[1,2,3,4]".getBytes(StandardCharsets.UTF_8), 3))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("RD-107");
    }

    @Provide
    Arbitrary<List<String>> elements() {
        return Arbitraries.of(ELEMENTS).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.of(SPACES);
    }

    private static List<String> slices(String batch) {
        List<String> texts = new ArrayList<>();
        BatchSlices.of(batch.getBytes(StandardCharsets.UTF_8), batch.length() > 100 ? 500 : 50)
                .orElseThrow()
                .forEach(slice -> texts.add(new String(slice, StandardCharsets.UTF_8)));
        return texts;
    }
}
