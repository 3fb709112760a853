package org.onestophub.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTextsTest {

    private static final String BOTH = "[+8613800000001, +8613800000002]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800000001、13800000002",
                "13800000001/13800000002",
                "13800000001；13800000002",
                "13800000001;13800000002",
                "13800000001，13800000002",
                "13800000001 13800000002",
                "13800000001　13800000002",
                "13800000001 或 13800000002",
                "138-0000-0001 / 138 0000 0002",
                "13800000001（本人）、13800000002（家属）",
                "测试甲13800000001 测试乙13800000002",
                "13800000001\n13800000002",
                "13800000001/13800000002/13800000001",
            })
    void severalNumbersInOneFieldAreAllRead(String text) {
        assertThat(PhoneNumbersForTests.phones().e164(text)).hasToString(BOTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "021-59730000转8010",
                "021-59730000 转 8010",
                "021-59730000分机8010",
                "021-59730000 分机号8010",
                "021-59730000 ext. 8010",
                "021-59730000 ext8010",
                "021-59730000x8010",
                "021-59730000-8010",
                "(021)59730000-8010",
                "021-59730000#8010",
                "021-59730000（转8010）",
                "（021）59730000（办公室）",
                "59730000",
                "5973 0000",
                "5973-0000",
                "59730000转8010",
                "59730000-8010",
                "59730000（家）",
                "家：59730000",
            })
    void extensionsAndRemarksAreTakenOff(String text) {
        assertThat(PhoneNumbersForTests.phones("021").e164(text)).containsExactly("+862159730000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"59730000", "5973000", "59730000转8010", "59730000（家）", "8010", "", "（无）"})
    void localNumberWithoutAnAreaCodeIsNotGuessed(String text) {
        assertThat(PhoneNumbersForTests.phones().e164(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+91 98765 43210, +919876543210",
        "0091 98765 43210, +919876543210",
        "+1 (510) 555-1234, +15105551234",
        "+852 2345 6789, +85223456789",
        "00852 23456789, +85223456789",
        "+44 20 7946 0958, +442079460958",
    })
    void foreignNumberStaysForeign(String text, String e164) {
        assertThat(PhoneNumbersForTests.phones("021").e164(text)).containsExactly(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91 98765 43210",
                "91-98765-43210",
                "91 9876543210",
                "(91) 98765 43210",
                "1 510 555 1234",
                "1-510-555-1234",
                "1 (510) 555-1234",
                "1(510)5551234",
                "1 510 5551234",
                "852 23456789",
                "852-23456789",
                "44 20 79460958",
                "90 532 123 45 67",
            })
    void foreignNumberWithoutPlusIsNoChineseNumber(String text) {
        assertThat(PhoneNumbersForTests.phones("021").e164(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"913800000001", "9-13800000001", "9 138 0000 0001", "9,13800000001", "0 138 0000 0001"})
    void outsideLineIsTakenOff(String text) {
        assertThat(PhoneNumbersForTests.phones().e164(text)).containsExactly("+8613800000001");
    }
}
