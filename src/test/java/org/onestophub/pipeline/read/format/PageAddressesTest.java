package org.onestophub.pipeline.read.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://www.example.org/post/1?b=2&a=1#top example.org/post/1?a=1&b=2",
                "HTTP://M.Example.Org:80/post/1/?utm_source=x&spm=1.2&from=timeline example.org/post/1",
                "https://example.org:8443/ example.org:8443",
                "https://example.org/p?from_id=3&from=2&shareid=5 example.org/p?from=2&from_id=3&shareid=5",
                "https://m.org/p m.org/p",
                "https://example.org/a%20b example.org/a%20b",
                "weixin://dl/x weixin://dl/x",
                "http://[ http://[",
            })
    void samePageHasTheSameText(String given, String expected) {
        assertThat(WebAddress.same(given)).isEqualTo(expected);
        assertThat(WebAddress.same(expected)).isEqualTo(expected);
    }
}
