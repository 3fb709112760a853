package org.onestophub.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

    private static Duration asked(Map<String, List<String>> headers) {
        return RetryAfter.of(HttpHeaders.of(headers, (name, value) -> true), NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|120",
                "0|0",
                " 60 |60",
                "00000000000000000060|60",
                "3600|3600",
                "3601|3600",
                "99999999999999999999999|3600",
                "-5|0",
                "1.5|0",
                "soon|0",
                "Sun, 29 Nov 2026 08:02:00 GMT|120",
                "Sunday, 29-Nov-26 08:02:00 GMT|120",
                "Sun Nov 29 08:02:00 2026|120",
                "Tue, 1 Dec 2026 08:02:00 GMT|3600",
                "Sun, 29 Nov 2026 07:00:00 GMT|0",
                "Mon, 29 Nov 2026 08:02:00 GMT|0",
            })
    void secondsAndDatesAreReadAndBounded(String value, long seconds) {
        assertThat(asked(Map.of("Retry-After", List.of(value)))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void withoutTheHeaderNoPauseIsAskedFor() {
        assertThat(asked(Map.of())).isZero();
    }

    @Test
    void dateCountsByTheClockOfItsSender() {
        Map<String, List<String>> slow = Map.of(
                "Date", List.of("Sun, 29 Nov 2026 06:00:00 GMT"),
                "Retry-After", List.of("Sun, 29 Nov 2026 06:01:30 GMT"));

        assertThat(asked(slow)).isEqualTo(Duration.ofSeconds(90));
    }
}
