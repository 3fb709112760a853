package org.onestophub.pipeline.read.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdrTimeTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss, 2026-09-18 09:01:02, 2026-09-18T01:01:02Z",
        "yyyy-MM-dd HH:mm:ss, 2026-02-30 09:01:02, ''",
        "yyyy-MM-dd HH:mm:ss, 0, ''",
        "yyyy-MM-dd HH:mm:ss, '', ''",
        "epoch, 1, 1970-01-01T00:00:01Z",
        "epoch, 253402300799, 9999-12-31T23:59:59Z",
        "epoch, 253402300800, ''",
        "epoch, -1, ''",
        "epoch, 00, ''",
        "epoch, 1.5, ''"
    })
    void timeOfATelephoneSystemIsAnInstant(String format, String text, String instant) {
        assertThat(CdrTime.of(format, ZONE).instant(text).map(Instant::toString).orElse(""))
                .isEqualTo(instant);
    }
}
