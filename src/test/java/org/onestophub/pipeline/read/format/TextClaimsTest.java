package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onestophub.pipeline.read.format.TextClaims.Found;

class TextClaimsTest {

    @Test
    void numbersAndDatesAreFoundOnce() {
        assertThat(TextClaims.in("测试甲，住院号：A0001234，电话13800000012，13800000012，2026年9月18日，身份证11010519491231002X。"))
                .containsExactly(
                        new Found("phone", "13800000012"),
                        new Found("id-card", "11010519491231002X"),
                        new Found("visit-number", "A0001234"),
                        new Found("date", "2026年9月18日"));
    }

    @Test
    void cardWithWrongCheckCharacterIsNoClaim() {
        assertThat(TextClaims.in("110105194912310021")).isEmpty();
    }

    @Test
    void longerDigitsAreNoPhone() {
        assertThat(TextClaims.in("订单 913800000012 和 138000000123")).isEmpty();
    }

    @Test
    void fullWidthDigitsCount() {
        assertThat(TextClaims.in("电话１３８００００００１２")).containsExactly(new Found("phone", "13800000012"));
    }

    @Test
    void groupedPhoneWithCountryCodeIsAsWritten() {
        assertThat(TextClaims.in("+86 138-0000-0012")).containsExactly(new Found("phone", "138-0000-0012"));
    }

    @Test
    void outpatientNumberIsThePatients() {
        assertThat(TextClaims.in("门诊号码: 00012345\n病历号 B-778899"))
                .containsExactly(new Found("patient-number", "00012345"), new Found("patient-number", "B-778899"));
    }

    @Test
    void claimsAreBounded() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append(String.format("1380000%04d ", i));
        }

        assertThat(TextClaims.in(text.toString())).hasSize(50);
    }
}
