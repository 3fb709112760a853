package org.onestophub.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdCardTest {

    @ParameterizedTest
    @CsvSource({
        "11010519491231002X, valid, true",
        "11010519491231002x, valid, true",
        "440524188001010014, valid, true",
        "'1101 0519-4912 31002X', valid, true",
        "110105194912310021, invalid, true",
        "110105194913310020, invalid, true",
        "110105491231002, unknown, true",
        "110105491331002, invalid, true",
        "010105194912310028, invalid, false",
        "1101051949123100, invalid, false",
        "11010519491231002XX, invalid, false",
        "'', invalid, false"
    })
    void numberIsJudged(String number, String verdict, boolean looksLikeOne) {
        assertThat(IdCard.verdict(number)).isEqualTo(verdict);
        assertThat(IdCard.isValid(number)).isEqualTo(verdict.equals("valid"));
        assertThat(IdCard.looksLikeOne(number)).isEqualTo(looksLikeOne);
    }

    @ParameterizedTest
    @CsvSource({"1850, true", "1849, false"})
    void nobodyWasBornBefore1850(int year, boolean isPossible) {
        String body = "110105" + year + "0101001";

        assertThat("0123456789X".chars().anyMatch(check -> IdCard.isValid(body + (char) check)))
                .isEqualTo(isPossible);
    }
}
