package org.onestophub.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.list.CodeLists;

class PrivacyFunctionsTest {

    private static final String KEY = "a key for the pseudonyms of this test";
    private static final String CARD = "11010519491231002X";

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T15:59:59Z, Asia/Shanghai, 2026-W47", "2026-11-22T16:00:00Z, Asia/Shanghai, 2026-W48",
        "2026-12-31T15:00:00Z, Asia/Shanghai, 2026-W53", "2027-01-03T15:00:00Z, Asia/Shanghai, 2026-W53",
        "yesterday, Asia/Shanghai, null", "2026-11-22T16:00:00Z, Nowhere, null"
    })
    void weekIsThatOfTheZone(String instant, String zone, String week) {
        assertThat(call("iso-week", instant, zone)).isEqualTo(week);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, 0-13",
        "2012-11-23, 0-13",
        "2012-11-22, 14-17",
        "2008-11-22, 18-44",
        "1981-11-22, 45-59",
        "1966-11-22, 60-74",
        "1951-11-22, 75+",
        "1876-11-22, 75+",
        "1875-11-22, null",
        "2026-11-22, 0-13",
        "2026-11-23, null",
        "1800-01-01, null",
        "2027-01-01, null",
        "1951-13-01, null"
    })
    void ageIsABand(String birthDate, String band) {
        assertThat(call("age-band", birthDate, "2026-11-22T04:00:00Z")).isEqualTo(band);
    }

    @Test
    void pseudonymIsTheSameWithinAYearAndOfOneKeyOnly() {
        String pseudonym = call("pseudonym", CARD, "2026-01-01T00:00:00Z");

        assertThat(pseudonym)
                .matches("[0-9a-f]{32}")
                .isEqualTo(call("pseudonym", CARD.toLowerCase(), "2026-12-31T00:00:00Z"));
        assertThat(pseudonym).isNotEqualTo(call("pseudonym", CARD, "2027-01-01T00:00:00Z"));
        assertThat(pseudonym).isNotEqualTo(call("pseudonym", "440524188001010014", "2026-01-01T00:00:00Z"));
        assertThat(call(new MappingProperties(KEY + "!"), "pseudonym", CARD, "2026-01-01T00:00:00Z"))
                .isNotEqualTo(pseudonym);
        assertThat(call("pseudonym", CARD, "2026")).isEqualTo(pseudonym);
        assertThat(call("pseudonym", CARD, "202")).isEqualTo("null");
        assertThat(call(new MappingProperties(""), "pseudonym", CARD, "2026-01-01T00:00:00Z"))
                .isEqualTo("null");
    }

    @Test
    void keyThatCanBeGuessedIsRefusedAndNoneIsShown() {
        MappingProperties weak = new MappingProperties("short");

        assertThatThrownBy(() -> new FolderOutboundMappings(
                        Path.of("mappings"), new CodeLists(Path.of("mappings/code-lists")), weak))
                .hasMessageContaining("CH-207")
                .hasMessageContaining("hub.mapping.pseudonym-secret");
        assertThat(weak).hasToString("MappingProperties[]");
        assertThat(new MappingProperties("x".repeat(23)).isUsable()).isFalse();
        assertThat(new MappingProperties("x".repeat(24)).isUsable()).isTrue();
        assertThat(new MappingProperties("").isUsable()).isTrue();
    }

    private static String call(String name, String... arguments) {
        return call(new MappingProperties(KEY), name, arguments);
    }

    private static String call(MappingProperties properties, String name, String... arguments) {
        JsonNode[] given =
                java.util.Arrays.stream(arguments).map(TextNode::valueOf).toArray(JsonNode[]::new);
        Function function = PrivacyFunctions.of(properties).stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return function.call(null, given).asText();
    }
}
