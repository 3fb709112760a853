package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.problem.Fault;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Names under hub. that nothing reads are found in every form that Spring knows, and no name that is read is one of them. */
class SettingNamesTest {

    private static final ConfigFolder PRODUCT = ConfigFolder.read(Path.of("").toAbsolutePath());

    @ParameterizedTest
    @CsvSource({
        "hub.receive.max-siez, hub.receive.max-size",
        "hub.recieve.max-size, hub.receive.max-size",
        "hub.channels.email.hots, hub.channels.email.host",
        "hub.channels.emial.host, hub.channels.email.host",
        "hub.destinations.oa-webhook.secrets, hub.destinations.oa-webhook.secret",
        "hub.access.keys.ops.role, ''",
        "hub.read.ocr.dpi.more.of.it, ''",
        "hub.nothing-like-it, ''"
    })
    void unknownNameIsToldWithTheNearest(String name, String nearest) {
        List<Fault> faults = unknown(Map.of(name, "1"), Map.of());

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).code()).isEqualTo("CH-213");
        assertThat(faults.get(0).file()).isEqualTo(name);
        if (!nearest.isEmpty()) {
            assertThat(faults.get(0).message()).isEqualTo("perhaps " + nearest);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.receive.max-size",
                "hub.receive.maxSize",
                "hub.receive.MAX_SIZE",
                "hub.channels.email.start-tls-required",
                "hub.channels.letter-folder.mapping",
                "hub.channels.desk.enabled",
                "hub.channels.desk.expected-every",
                "hub.destinations.oa-webhook.url",
                "hub.access.keys.some-name.roles",
                "hub.access.keys.some-name.roles[0]",
                "hub.broker.destinations.case-system.secret",
                "hub.alerts.off[3]",
                "hub.check.withheld-words[0]",
                "hub.home",
                "hub.institutions.12350200700000001E",
                "hub.institutions[12350200700000001E]",
                "server.port",
                "hubble.telescope"
            })
    void nameThatIsReadIsNoFault(String name) {
        assertThat(unknown(Map.of(name, "1"), Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HUB_RECEIVE_MAXSIZE",
                "HUB_RECEIVE_MAX_SIZE",
                "HUB_DESTINATIONS_REPORTFTPS_ENABLED",
                "HUB_DESTINATIONS_REPORT_FTPS_ENABLED",
                "HUB_CHANNELS_PHONECDRSFTP_PASSWORD",
                "HUB_ACCESS_KEYS_SOMENAME_SECRET",
                "HUB_ACCESS_KEYS_OPS_ROLES_0",
                "HUB_ALERTS_OFF_1",
                "HUB_INSTITUTIONS_12350200700000001E",
                "HUB_SERVICE_HOST",
                "HUB_SERVICE_PORT_HTTP",
                "HUB_PORT_8080_TCP_ADDR",
                "PATH"
            })
    void variableThatIsReadOrOfAServiceIsNoFault(String name) {
        assertThat(unknown(Map.of(), Map.of(name, "1"))).isEmpty();
    }

    @Test
    void unknownVariableIsAFault() {
        assertThat(unknown(Map.of(), Map.of("HUB_RECIEVE_MAXSIZE", "1MB", "HUB_PORT", "tcp://10.0.0.1:8080")))
                .extracting(Fault::file, Fault::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("HUB_RECIEVE_MAXSIZE", "perhaps HUB_RECEIVE_MAXSIZE"));
    }

    private static List<Fault> unknown(Map<String, Object> settings, Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        return SettingNames.of(environment, PRODUCT).unknownIn(environment);
    }
}
