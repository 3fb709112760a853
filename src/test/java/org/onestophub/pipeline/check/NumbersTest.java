package org.onestophub.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.IdCard;

class NumbersTest {

    private final PhoneForm phones = new PhoneForm(new CheckProperties(List.of("9", "0"), "", List.of("匿名")));

    @ParameterizedTest
    @CsvSource({
        "13800000001, +8613800000001, known",
        "013800000001, +8613800000001, known",
        "+86 138 0000 0001, +8613800000001, known",
        "008613800000001, +8613800000001, known",
        "１３８００００００01, +8613800000001, known",
        "(021)59730000, +862159730000, known",
        "021-59730000转801, +862159730000, known",
        "+85223456789, +85223456789, known",
        "913800000001, +8613800000001, maybe",
        "8010, '', none",
        "59730000, '', none",
        "匿名, '', none",
        "<匿名>, '', none",
        "not a number, '', none",
        "'', '', none"
    })
    void phoneIsBroughtIntoTheInternationalForm(String raw, String e164, String confidence) {
        assertThat(phones.of(raw)).isEqualTo(new PhoneForm.Form(e164, confidence));
    }

    @ParameterizedTest
    @CsvSource({
        "6123456, +869716123456, maybe",
        "61234567, '', none",
        "612345, '', none",
        "0971-6123456, +869716123456, known",
        "6123456转12, '', none"
    })
    void localNumberOfSevenDigitsGetsTheAreaCode(String raw, String e164, String confidence) {
        PhoneForm inland = new PhoneForm(new CheckProperties(List.of("9"), "0971", List.of()));

        assertThat(inland.of(raw)).isEqualTo(new PhoneForm.Form(e164, confidence));
    }

    @ParameterizedTest
    @CsvSource({"59730000, +862159730000", "5973000, ''", "597300000, ''"})
    void localNumberOfEightDigitsGetsTheAreaCode(String raw, String e164) {
        PhoneForm shanghai = new PhoneForm(new CheckProperties(List.of(), "021", List.of()));

        assertThat(shanghai.of(raw).e164()).isEqualTo(e164);
    }

    @Test
    void wordsOfTheSettingStandForAWithheldNumber() {
        PhoneForm own = new PhoneForm(new CheckProperties(List.of(), "", List.of("13800000001", "Geheim")));

        assertThat(own.of(" 13800000001 ")).isEqualTo(PhoneForm.Form.NONE);
        assertThat(own.of("GEHEIM")).isEqualTo(PhoneForm.Form.NONE);
        assertThat(own.of("13800000002").confidence()).isEqualTo("known");
    }

    @Test
    void numberWithRemarksOf100CharactersIsTheLongest() {
        assertThat(phones.of("13800000001" + " ".repeat(89)).confidence()).isEqualTo("known");
        assertThat(phones.of("13800000001" + " ".repeat(90))).isEqualTo(PhoneForm.Form.NONE);
    }

    @Test
    void pageOfTextIsNoPhone() {
        assertThat(phones.of("1".repeat(10_000))).isEqualTo(PhoneForm.Form.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "11010519491231002X, valid", "440524188001010014, valid", "110105194912310021, invalid",
        "110105194902310020, invalid", "110105491231002, unknown", "110105491331002, invalid",
        "1101051949, invalid", "'', invalid"
    })
    void idCardIsJudged(String number, String verdict) {
        assertThat(IdCard.verdict(number)).isEqualTo(verdict);
    }

    @Test
    void idCardIsNormalised() {
        assertThat(IdCard.normal(" 110105 19491231-002x")).isEqualTo("11010519491231002X");
        assertThat(IdCard.normal("１１０105194912310０2ｘ")).isEqualTo("11010519491231002X");
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y43, valid",
        "91350203M0001QAY9B, invalid",
        "91350100M000100Y4, invalid",
        "91350100I000100Y43, invalid"
    })
    void creditCodeIsJudged(String code, String verdict) {
        assertThat(CreditCode.verdict(CreditCode.normalised(code))).isEqualTo(verdict);
    }
}
