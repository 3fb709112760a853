package org.onestophub.pipeline.read.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTest {

    private final FeedDates dates = new FeedDates(ZoneId.of("Asia/Shanghai"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 29 Nov 2026 10:00:00 +0800|2026-11-29T02:00:00Z",
                "Sun, 29 Nov 2026 02:00:00 GMT|2026-11-29T02:00:00Z",
                "29 Nov 26 10:00 CST|2026-11-29T02:00:00Z",
                "Sun, 29 Nov 99 02:00:00 Z|1999-11-29T02:00:00Z",
                "Mon, 29 November 2026 10:00:00 北京时间|2026-11-29T02:00:00Z",
                "星期日, 29 11月 2026 10:00:00 +0800|2026-11-29T02:00:00Z",
                "周日 29 Nov 2026 10:00:00|2026-11-29T02:00:00Z",
                "Sun Nov 29 10:00:00 CST 2026|2026-11-29T02:00:00Z",
                "Sun Nov 29 2026 10:00:00 GMT+0800 (中国标准时间)|2026-11-29T02:00:00Z",
                "Sun,  29  Nov 2026 02:00:60 UT|2026-11-29T02:00:59Z",
                "Sat, 28 Nov 2026 21:00:00 EST|2026-11-29T02:00:00Z",
                "29 Nov 2026|2026-11-28T16:00:00Z",
                "2026-11-29T10:00:00+08:00|2026-11-29T02:00:00Z",
                "2026-11-29T02:00:00.123Z|2026-11-29T02:00:00Z",
                "2026-11-29T10:00|2026-11-29T02:00:00Z",
                "2026-11-29 10:00:00|2026-11-29T02:00:00Z",
                "2026/11/29 24:00|2026-11-29T16:00:00Z",
                "2026年11月29日 10时00分|2026-11-29T02:00:00Z",
                "2026-11-29|2026-11-28T16:00:00Z",
                "1795917600|2026-11-29T02:00:00Z",
                "29 Nov 49 02:00 GMT|2049-11-29T02:00:00Z",
                "29 Nov 50 02:00 GMT|1950-11-29T02:00:00Z",
                "2026-11-29T10:00:00+05:30|2026-11-29T04:30:00Z",
                "2026-11-29T10:00:00-05:30|2026-11-29T15:30:00Z",
                "2026-11-29T10:00:00+18:00|2026-11-28T16:00:00Z",
                "29 Nov 2026 10:00 -0000|2026-11-29T10:00:00Z",
                "1795917600000|2026-11-29T02:00:00Z",
            })
    void dateIsReadAsFeedsWriteIt(String text, Instant expected) {
        assertThat(dates.instant(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "昨天",
                "30 Feb 2026 10:00:00 +0800",
                "29 Xyz 2026 10:00:00 +0800",
                "2026-13-01T00:00:00Z",
                "2026-11-29T10:00:00 XYZ",
                "2026-11-29T10:00:00+99:00",
                "2026-11-29T10:00:00+18:01",
                "12:00",
            })
    void whatIsNoDateGivesNone(String text) {
        assertThat(dates.instant(text)).isEmpty();
    }
}
