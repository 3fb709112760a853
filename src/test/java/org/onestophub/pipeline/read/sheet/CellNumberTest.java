package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of spreadsheets: what people see, which are times, and which have lost digits. */
class CellNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-mm-dd",
                "h:mm",
                "[h]",
                "[mm]",
                "[$-804]yyyy",
                "[Red]d",
                "m月",
                "\"no\"yy",
                "YYYY",
                "_)ss",
                "yy;0"
            })
    void formatWithASignOfATimeIsThatOfATime(String format) {
        assertThat(CellNumber.isTimeFormat(format)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0.00", "\"days\"0", "\\d0", "_d0", "*d0", "[Red]0", "[$-804]0", "0;yyyy", "#,##0", "@"})
    void otherFormatIsNone(String format) {
        assertThat(CellNumber.isTimeFormat(format)).isFalse();
    }

    @Test
    void numberedFormatsOfTimesAreKnown() {
        assertThat(java.util.List.of(14, 22, 27, 36, 45, 47, 50, 58))
                .allMatch((Integer number) -> CellNumber.isTimeFormat(number));
        assertThat(java.util.List.of(0, 13, 23, 26, 37, 44, 48, 49, 59))
                .noneMatch((Integer number) -> CellNumber.isTimeFormat(number));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00:00:00",
        "0.5, 12:00:00",
        "0.999994, 23:59:59",
        "0.999995, 1900-01-01",
        "1, 1900-01-01",
        "59, 1900-02-28",
        "59.5, 1900-02-28 12:00:00",
        "60, ''",
        "60.5, ''",
        "61, 1900-03-01",
        "46346.3958333333, 2026-11-20 09:30:00",
        "46346, 2026-11-20",
        "2958465, 9999-12-31",
        "2958466, ''",
        "-1, ''"
    })
    void daysSince1900AreALocalTime(BigDecimal days, String time) {
        assertThat(CellNumber.time(days, false).orElse("")).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 12:00:00",
        "1, 1904-01-02",
        "59, 1904-02-29",
        "60, 1904-03-01",
        "61, 1904-03-02",
        "44884, 2026-11-20",
        "2957003, 9999-12-31",
        "2957004, ''",
        "-1, ''"
    })
    void daysSince1904AreALocalTime(BigDecimal days, String time) {
        assertThat(CellNumber.time(days, true).orElse("")).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "0.30000000000000004, 0.3",
        "13800000001, 13800000001",
        "1.38E10, 13800000000",
        "-0.0, 0",
        "0.00, 0",
        "-1.50, -1.5",
        "999999999999999, 999999999999999",
        "-999999999999999, -999999999999999"
    })
    void numberIsWrittenAsPeopleSeeIt(BigDecimal value, String text) {
        SheetCell cell = CellNumber.of(value, false, "", false, false);

        assertThat(cell.kind()).isEqualTo(SheetCell.Kind.NUMBER);
        assertThat(cell.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000000000, 1000000000000000",
        "-1E15, -1000000000000000",
        "1.1010519491231E17, 110105194912310000"
    })
    void numberOf16DigitsHasLostSome(BigDecimal value, String text) {
        SheetCell cell = CellNumber.of(value, false, "", false, true);

        assertThat(cell).isEqualTo(new SheetCell(SheetCell.Kind.LOST_DIGITS, text, "", true));
    }

    @Test
    void hostileNumberIsNotWrittenOut() {
        BigDecimal longest = new BigDecimal("1".repeat(400));
        BigDecimal longer = new BigDecimal("1".repeat(401));

        assertThat(CellNumber.of(new BigDecimal("1E-400"), false, "", false, false)
                        .kind())
                .isEqualTo(SheetCell.Kind.NUMBER);
        assertThat(CellNumber.of(new BigDecimal("1E-401"), true, "", false, false))
                .isEqualTo(new SheetCell(SheetCell.Kind.LOST_DIGITS, "1E-401", "", false));
        assertThat(CellNumber.of(new BigDecimal("1E+401"), false, "", false, false)
                        .text())
                .isEqualTo("1E+401");
        assertThat(CellNumber.of(new BigDecimal("1E+400"), false, "", false, false)
                        .text())
                .hasSize(401);
        assertThat(CellNumber.of(longest, false, "", false, false).text()).isEqualTo(longest.toPlainString());
        assertThat(CellNumber.of(longer, true, "", false, false).kind()).isEqualTo(SheetCell.Kind.LOST_DIGITS);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 00000, 00012",
        "123456, 00000, 123456",
        "0, 000, 000",
        "12, 0, 12",
        "12, 00.0, 12",
        "-12, 00000, -12",
        "1.5, 00000, 1.5",
        "12, '', 12"
    })
    void formatOfZerosFillsANumberUp(BigDecimal value, String format, String text) {
        assertThat(CellNumber.of(value, false, format, false, false).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "19999, false, ''",
        "20000, false, 1954-10-03",
        "79999.5, false, 2119-01-10 12:00:00",
        "80000, false, ''",
        "18538, true, 1954-10-03",
        "18537, true, ''",
        "78538, true, ''"
    })
    void numberMayBeATimeFrom1954To2119(BigDecimal value, boolean is1904, String time) {
        assertThat(CellNumber.of(value, false, "", is1904, false).asTime()).isEqualTo(time);
    }

    @Test
    void numberWithTheFormatOfATimeIsOneIfItCan() {
        assertThat(CellNumber.of(new BigDecimal("1.5"), true, "", false, true))
                .isEqualTo(new SheetCell(SheetCell.Kind.TIME, "1900-01-01 12:00:00", "1900-01-01 12:00:00", true));
        assertThat(CellNumber.of(new BigDecimal("-1"), true, "", false, false))
                .isEqualTo(new SheetCell(SheetCell.Kind.NUMBER, "-1", "", false));
    }
}
