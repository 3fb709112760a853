package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.JsonText;
import org.onestophub.problem.ProblemException;

class EventFilterTest {

    private static final JsonNode COMPLAINT = JsonText.objectOf("""
            {"channel":"hotline","institution":{"uscc":"91110000000000000X"},
             "matter":{"categories":["A12","C3"],"departments":[{"code":"03.01"}]},
             "visit":{"departmentCode":"04"},"flags":{"safety":true,"major":false}}""");

    @ParameterizedTest
    @CsvSource({
        "types,complaint.created,true",
        "types,complaint.updated,false",
        "channels,hotline,true",
        "channels,email,false",
        "categories,A,true",
        "categories,A1,true",
        "categories,A12,true",
        "categories,A123,false",
        "categories,B,false",
        "departments,03,true",
        "departments,03.01,true",
        "departments,04,true",
        "departments,0,false",
        "departments,03.0,false",
        "institutions,91110000000000000X,true",
        "institutions,other,false",
        "flags,safety,true",
        "flags,major,false",
        "flags,police,false"
    })
    void eachListIsMetByOneOfItsWords(String list, String word, boolean admitted) {
        assertThat(only(Map.of(list, Set.of(word))).admits("complaint.created", COMPLAINT))
                .isEqualTo(admitted);
        Set<String> more = list.equals("flags") ? Set.of(word, "dispute") : Set.of(word, "Z9");
        assertThat(only(Map.of(list, more)).admits("complaint.created", COMPLAINT))
                .isEqualTo(admitted);
    }

    @Test
    void allListsMustBeMetAndEmptyOnesAre() {
        assertThat(EventFilter.ALL.isOpen()).isTrue();
        assertThat(EventFilter.ALL.admits("any", JsonText.objectOf("{}"))).isTrue();
        assertThat(only(Map.of("channels", Set.of("hotline"), "categories", Set.of("B")))
                        .admits("any", COMPLAINT))
                .isFalse();
        assertThat(only(Map.of("categories", Set.of("A"))).admits("any", JsonText.objectOf("{}")))
                .isFalse();
    }

    @Test
    void filterOfOneListIsNotOpen() {
        for (String list : new String[] {"types", "channels", "categories", "departments", "institutions"}) {
            assertThat(only(Map.of(list, Set.of("x"))).isOpen()).as(list).isFalse();
        }
        assertThat(only(Map.of("flags", Set.of("safety"))).isOpen()).isFalse();
        assertThat(only(Map.of()).isOpen()).isTrue();
    }

    @Test
    void departmentOfTheVisitCountsBesideThoseOfTheMatter() {
        JsonNode matterOnly =
                JsonText.objectOf("{\"matter\":{\"departments\":[{\"code\":\"03.01\"},{\"name\":\"x\"}]}}");
        JsonNode visitOnly = JsonText.objectOf("{\"visit\":{\"departmentCode\":\"04.02\"}}");

        assertThat(only(Map.of("departments", Set.of("03"))).admits("any", matterOnly))
                .isTrue();
        assertThat(only(Map.of("departments", Set.of("03"))).admits("any", visitOnly))
                .isFalse();
        assertThat(only(Map.of("departments", Set.of("04"))).admits("any", visitOnly))
                .isTrue();
    }

    @Test
    void flagNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> only(Map.of("flags", Set.of("saftey"))))
                .isInstanceOf(ProblemException.class)
                .hasMessage("CH-207 flags");
    }

    private static EventFilter only(Map<String, Set<String>> lists) {
        return new EventFilter(
                lists.getOrDefault("types", Set.of()), lists.getOrDefault("channels", Set.of()),
                lists.getOrDefault("categories", Set.of()), lists.getOrDefault("departments", Set.of()),
                lists.getOrDefault("institutions", Set.of()), lists.getOrDefault("flags", Set.of()));
    }
}
