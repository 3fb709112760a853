package org.onestophub.pipeline.read.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What a profile says of the words and the senders of hospital systems. */
class AdtWordsTest {

    private static final String REST = "\"identifierTypes\":{},\"sexes\":{},\"visitKinds\":{}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"authorities\":{\"\":[\"HIS\"]}",
                "\"authorities\":{\"  \":[\"HIS\"]}",
                "\"authorities\":[]",
                "\"charsets\":{\"NO SUCH SET\":[\"HIS\"]}",
                "\"charsets\":{\"ASCII\":[\"HIS\"]}",
                "\"charsets\":{\"GBK\":\"HIS\"}"
            })
    void authorityOrCharacterSetThatIsNoneIsAFaultOfTheProfile(String option) {
        assertThatThrownBy(() -> words(option)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(Problem.PROFILE_INVALID);
            assertThat(option).startsWith("\"" + e.field() + "\"");
        });
    }

    @Test
    void authorityHasUpTo64Characters() {
        String longest = "H".repeat(64);

        assertThat(words("\"authorities\":{\"" + longest + "\":[\"HIS\"]}").authorities())
                .isEqualTo(Map.of("HIS", longest));
        assertThatThrownBy(() -> words("\"authorities\":{\"" + longest + "H\":[\"HIS\"]}"))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "HIS, H1, both",
        "his, h1, both",
        "HIS, H2, application",
        "HIS, '', application",
        "RIS, H1, facility",
        "RIS, H2, ",
        "'', '', "
    })
    void senderIsKnownByBothNamesElseByItsApplicationElseByItsFacility(
            String application, String facility, String found) {
        Map<String, String> values = Map.of("HIS|H1", "both", "HIS", "application", "|H1", "facility");

        assertThat(AdtWords.bySender(values, application, facility)).isEqualTo(found);
    }

    @Test
    void characterSetOfASenderIsThatOfTheProfile() {
        AdtWords words = words("\"charsets\":{\"BIG-5\":[\"his|H1\"],\"GBK\":[\"LIS\"],\"UTF-8\":[\"|H3\"]}");

        assertThat(words.charsetOf("HIS|H1")).isEqualTo("BIG-5");
        assertThat(words.charsetOf("LIS|any")).isEqualTo("GBK");
        assertThat(words.charsetOf("RIS|H3")).isEqualTo("UTF-8");
        assertThat(words.charsetOf("HIS|H2")).isNull();
    }

    private static AdtWords words(String option) {
        try {
            return AdtWords.of(new ObjectMapper().readTree("{" + REST + "," + option + "}"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
