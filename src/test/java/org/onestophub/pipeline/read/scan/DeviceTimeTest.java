package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTimeTest {

    @ParameterizedTest
    @CsvSource({
        "SMFP110511152300_0001.TIF, 2011-05-11T15:23",
        "SMFP260918085900_0002.TIF, 2026-09-18T08:59",
        "20260918085901-M-00001.jpg, 2026-09-18T08:59:01",
        "scan07192005190100.pdf, 2005-07-19T19:01",
        "SMFP261318085900_0001.TIF,",
        "SMFP260230085900_0001.TIF,",
        "letter-0007.pdf,",
        "信件1.pdf,"
    })
    void timeIsTakenFromKnownNamesOnly(String name, String time) {
        assertThat(DeviceTime.in(name).map(Object::toString).orElse(null)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "20000101000000-A-00000.pdf, 2000-01-01T00:00",
        "19991231235959-A-00000.pdf,",
        "scan12311999235959.pdf,",
        "scan01012000000000.pdf, 2000-01-01T00:00"
    })
    void noDeviceIsOlderThanTheCentury(String name, String time) {
        assertThat(DeviceTime.in(name).map(Object::toString).orElse(null)).isEqualTo(time);
    }
}
