package org.onestophub.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortTextTest {

    private static final String FISH = "\uD83D\uDC1F";

    @Test
    void textIsCutToItsLengthAndNeverInsideACharacter() {
        assertThat(ShortText.of("投诉", 2)).isEqualTo("投诉");
        assertThat(ShortText.of("投诉科", 2)).isEqualTo("投诉");
        assertThat(ShortText.of("a" + FISH + "b", 2)).isEqualTo("a");
        assertThat(ShortText.of("abc", 0)).isEmpty();
    }

    @Test
    void markCountsAmongWhatIsLeft() {
        assertThat(ShortText.of("abcd", 4, "…")).isEqualTo("abcd");
        assertThat(ShortText.of("abcde", 4, "…")).isEqualTo("abc…");
        assertThat(ShortText.of("ab" + FISH + "de", 4, "…")).isEqualTo("ab…");
    }

    @Test
    void storableTextHasNeitherNulNorHalfACharacter() {
        assertThat(ShortText.storable("a\0b" + FISH + "\uDC1F", 10)).isEqualTo("a\uFFFDb" + FISH + "\uFFFD");
        assertThat(ShortText.storable("ab" + FISH, 3)).isEqualTo("ab");
    }
}
