package org.onestophub.platform.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorBeansTest {

    @ParameterizedTest
    @ValueSource(strings = {"mail-item", "org.onestophub.channel.MailItemStep", "java.lang.StringBuilder"})
    void camelFindsBeansByShortAndEarlierNamesAndOtherClassesByTheirOwn(String name) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            ConnectorBeans.addTo(camel);

            String expected = ConnectorBeans.classOf(name).orElse(name);
            assertThat(camel.getClassResolver().resolveMandatoryClass(name).getName())
                    .isEqualTo(expected);
            assertThat(camel.getClassResolver().resolveClass("no-such-bean")).isNull();
        }
    }

    @Test
    void everyEarlierNameStandsForTheBeanOfAShortOne() {
        Map<String, String> all = ConnectorBeans.all();

        assertThat(all.keySet().stream().filter(name -> name.contains("."))).hasSize(19);
        assertThat(all.values()).allMatch(type -> type.startsWith("org.onestophub."));
        // a bean that is newer than the short names never had another
        Set<String> newer = Set.of("push-door", "http-pull", "http-feed", "api-sink", "mllp-tls");
        // two connectors name it by different words, and one of them had an earlier name for it
        String shared = all.get("mail-poll-strategy");
        assertThat(all).containsEntry("pull-poll-strategy", shared);
        all.forEach((name, type) -> assertThat(
                        all.entrySet().stream().filter(entry -> entry.getValue().equals(type)))
                .as("names of " + type)
                .hasSize(type.equals(shared) ? 3 : newer.contains(name) ? 1 : 2));
    }
}
