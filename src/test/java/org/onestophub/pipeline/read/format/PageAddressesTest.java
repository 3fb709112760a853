package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressesTest {

    private final PageAddresses addresses;

    PageAddressesTest() throws IOException {
        JsonNode mapping = new YAMLMapper().readTree(Files.readString(Path.of("mappings/public-opinion/mapping.yaml")));
        addresses = PageAddresses.of(mapping.path("profile"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://www.example.org/post/1?b=2&a=1#top example.org/post/1?a=1&b=2",
                "HTTP://M.Example.Org:80/post/1/?utm_source=x&spm=1.2&from=timeline example.org/post/1",
                "https://example.org:8443/x example.org:8443/x",
                "https://example.org/p?from_id=3&share_id=5&shareid=5&xsec_token=t example.org/p?from_id=3",
                "https://m.org/p m.org/p",
                "https://example.org/a%20b example.org/a%20b",
                "https://example.org/%e6%b5%8b%7Ea example.org/%E6%B5%8B~a",
                "https://example.org/测~a example.org/%E6%B5%8B~a",
                "https://example.org/p?a=1&amp;b=2 example.org/p?a=1&b=2",
                "https://example.org./p? example.org/p",
                "https://例子.example.org/p xn--fsqu00a.example.org/p",
                "https://example.org/#/post/7 example.org#/post/7",
                "https://example.org/app#!post=7 example.org/app#!post=7",
                "weixin://dl/x weixin://dl/x",
                "http://[ http://[",
            })
    void samePageHasTheSameText(String given, String expected) {
        assertThat(addresses.same(given)).contains(expected);
        assertThat(addresses.same(expected)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/", "http://www.example.org", "https://example.org/?utm_source=x#top"})
    void startPageOfASiteIsNoPageOfAnything(String given) {
        assertThat(addresses.same(given)).isEmpty();
    }

    @Test
    void withoutDataOnSitesNothingIsLeftOut() throws IOException {
        PageAddresses none = PageAddresses.of(new YAMLMapper().readTree("{}"));

        assertThat(none.same("https://www.example.org/p?utm_source=x")).contains("www.example.org/p?utm_source=x");
    }
}
