package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where the cells of a row with bare quotes end. */
class LooseCellsTest {

    @Test
    void quoteWithinAQuotedCellDoesNotEndIt() {
        assertThat(LooseCells.of("1,\"Li \"Lao\" Wu\",2", ',')).containsExactly("1", "Li \"Lao\" Wu", "2");
        assertThat(LooseCells.of("\"a\"\"b\";c", ';')).containsExactly("a\"b", "c");
        assertThat(LooseCells.of("\"a,b\",c", ',')).containsExactly("a,b", "c");
    }

    @Test
    void quoteAtTheEndOfTheLineEndsACell() {
        assertThat(LooseCells.of("1,\"a\"", ',')).containsExactly("1", "a");
        assertThat(LooseCells.of("\"\"", ',')).containsExactly("");
        assertThat(LooseCells.of("a\"b\",c", ',')).as("not quoted").containsExactly("a\"b\"", "c");
    }

    @Test
    void emptyCellsCount() {
        assertThat(LooseCells.of("a,,b", ',')).containsExactly("a", "", "b");
        assertThat(LooseCells.of(",b", ',')).containsExactly("", "b");
        assertThat(LooseCells.of("", ',')).containsExactly("");
    }

    @Test
    void cellThatDoesNotEndInItsLineMakesNoCells() {
        assertThat(LooseCells.of("1,\"a", ',')).isNull();
        assertThat(LooseCells.of("1,\"", ',')).isNull();
        assertThat(LooseCells.of("1,\"a\"b", ',')).isNull();
    }
}
