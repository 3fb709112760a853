package org.onestophub.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReceiptNumberTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 18);

    @Test
    void hasDayAndSequenceAndCheckCharacter() {
        assertThat(ReceiptNumber.of(DAY, 123)).matches("260918-0000123-[0-9X]");
        assertThat(ReceiptNumber.of(DAY, 12_345_678)).matches("260918-12345678-[0-9X]");
    }

    @Test
    void everyCheckCharacterOccursAndIsValid() {
        Set<Character> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String number = ReceiptNumber.of(DAY, i);
            seen.add(number.charAt(number.length() - 1));
            assertThat(ReceiptNumber.isValid(number)).isTrue();
        }
        assertThat(seen).hasSize(11);
    }

    @Test
    void everySingleWrongCharacterIsFound() {
        LongStream.concat(LongStream.range(0, 300), LongStream.of(9_999_999, 12_345_678, 987_654_321_012L))
                .mapToObj(sequence -> ReceiptNumber.of(DAY, sequence))
                .forEach(ReceiptNumberTest::assertNoWrongCharacterPasses);
    }

    private static void assertNoWrongCharacterPasses(String number) {
        for (int i = 0; i < number.length(); i++) {
            for (char wrong : "0123456789X".toCharArray()) {
                if (wrong != number.charAt(i) && number.charAt(i) != '-') {
                    String typed = number.substring(0, i) + wrong + number.substring(i + 1);
                    assertThat(ReceiptNumber.isValid(typed)).as(typed).isFalse();
                    assertThat(ReceiptNumber.normalise(typed)).as(typed).isEmpty();
                }
            }
        }
    }

    @Test
    void everyExchangeOfNeighboursIsFound() {
        LongStream.concat(LongStream.range(0, 2000), LongStream.of(9_081_726, 12_345_678, 987_654_321_012L))
                .mapToObj(sequence -> ReceiptNumber.of(DAY, sequence))
                .forEach(ReceiptNumberTest::assertNoExchangePasses);
    }

    private static void assertNoExchangePasses(String number) {
        String bare = number.replace("-", "");
        for (int i = 0; i + 1 < bare.length(); i++) {
            if (bare.charAt(i) != bare.charAt(i + 1)) {
                String typed = bare.substring(0, i) + bare.charAt(i + 1) + bare.charAt(i) + bare.substring(i + 2);
                assertThat(ReceiptNumber.normalise(typed)).as(typed).isEmpty();
            }
        }
    }

    @Test
    void whatPeopleTypeIsUnderstood() {
        String number = numberEndingInX();
        String bare = number.replace("-", "");

        assertThat(ReceiptNumber.normalise(" " + number.toLowerCase() + "\n")).contains(number);
        assertThat(ReceiptNumber.normalise(bare)).contains(number);
        assertThat(ReceiptNumber.normalise(number.replace('-', ' '))).contains(number);
        assertThat(ReceiptNumber.normalise(number.replace('-', '–'))).contains(number);
        assertThat(ReceiptNumber.normalise(fullWidth(number))).contains(number);
    }

    private static String numberEndingInX() {
        return LongStream.range(0, 1000)
                .mapToObj(i -> ReceiptNumber.of(DAY, i))
                .filter(number -> number.endsWith("X"))
                .findFirst()
                .orElseThrow();
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        return wide.toString();
    }

    @Test
    void whatIsNoNumberIsEmpty() {
        assertThat(ReceiptNumber.normalise(null)).isEmpty();
        assertThat(ReceiptNumber.normalise("")).isEmpty();
        assertThat(ReceiptNumber.normalise("13800000001")).isEmpty();
        assertThat(ReceiptNumber.normalise("2".repeat(5000))).isEmpty();
        assertThat(ReceiptNumber.isValid(null)).isFalse();
        assertThat(ReceiptNumber.isValid("269918-0000123-1")).isFalse();
    }

    @Test
    void longestTextLookedAtHas64Characters() {
        String number = ReceiptNumber.of(DAY, 123);

        assertThat(ReceiptNumber.normalise(number + " ".repeat(64 - number.length())))
                .contains(number);
        assertThat(ReceiptNumber.normalise(number + " ".repeat(65 - number.length())))
                .isEmpty();
    }

    @Test
    void bothEndsOfTheRangeAreNumbers() {
        assertThat(ReceiptNumber.of(LocalDate.of(2000, 1, 1), 0)).startsWith("000101-0000000-");
        assertThat(ReceiptNumber.of(LocalDate.of(2099, 12, 31), 999_999_999_999L))
                .startsWith("991231-999999999999-");
        assertThat(ReceiptNumber.isValid(ReceiptNumber.of(LocalDate.of(2099, 12, 31), 999_999_999_999L)))
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> ReceiptNumber.of(LocalDate.of(2100, 1, 1), 1));
    }

    @Test
    void dayThatCannotBeIsNoNumberEvenWithTheRightCheckCharacter() {
        for (char check : "0123456789X".toCharArray()) {
            assertThat(ReceiptNumber.isValid("269918-0000123-" + check)).isFalse();
            assertThat(ReceiptNumber.isValid("260230-0000123-" + check)).isFalse();
            assertThat(ReceiptNumber.normalise("2602300000123" + check)).isEmpty();
        }
    }

    @Test
    void checkCharacterIsThatOfTheStandard() {
        // ISO 7064 MOD 11-2 by hand: the weighted sum of all characters is 1 modulo 11
        for (long sequence : new long[] {0, 123, 4_711, 9_999_999, 12_345_678}) {
            String bare = ReceiptNumber.of(DAY, sequence).replace("-", "");
            int sum = 0;
            for (int i = 0; i < bare.length(); i++) {
                int weight = 1;
                for (int power = bare.length() - 1 - i; power > 0; power--) {
                    weight = weight * 2 % 11;
                }
                sum += weight * (bare.charAt(i) == 'X' ? 10 : bare.charAt(i) - '0');
            }
            assertThat(sum % 11).as(bare).isEqualTo(1);
        }
    }

    @Test
    void noNumberOutsideItsRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReceiptNumber.of(DAY, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> ReceiptNumber.of(DAY, 1_000_000_000_000L));
        assertThatIllegalArgumentException().isThrownBy(() -> ReceiptNumber.of(LocalDate.of(1999, 1, 1), 1));
    }
}
