package org.onestophub.operate.ops.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestFirstTest {

    private static final String NEWEST = "the newest";
    private static final String ALL = "all";

    private final List<String> asked = new ArrayList<>();

    @Test
    void aFullPageOfTheNewestIsThePage() {
        assertThat(rows(2, List.of("c", "b"), List.of())).containsExactly("c", "b");
        assertThat(asked).containsExactly(NEWEST);
    }

    @Test
    void whatTheNewestDoNotFillIsAskedOfAll() {
        assertThat(rows(2, List.of("c"), List.of("c", "a"))).containsExactly("c", "a");
        assertThat(asked).containsExactly(NEWEST, ALL);
    }

    @Test
    void aPageOfMoreThanTheNewestIsAskedOfAllAtOnce() {
        assertThat(rows(1_001, List.of("c"), List.of("a"))).containsExactly("a");
        assertThat(asked).containsExactly(ALL);
    }

    private List<String> rows(int most, List<String> ofTheNewest, List<String> ofAll) {
        return NewestFirst.rows(NEWEST, ALL, most, from -> {
            asked.add(from);
            return from.equals(ALL) ? ofAll : ofTheNewest;
        });
    }
}
