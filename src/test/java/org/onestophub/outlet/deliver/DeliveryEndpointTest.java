package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.outlet.deliver.broker.Broker;
import org.onestophub.outlet.deliver.broker.BrokerProperties;
import org.onestophub.outlet.deliver.broker.TestBrokers;
import org.onestophub.problem.ProblemException;

/** The address {@code delivery:<name>} as routes write it. */
class DeliveryEndpointTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void open() throws Exception {
        Broker broker = TestBrokers.of(
                new BrokerProperties(
                        "",
                        "",
                        "",
                        "",
                        -1,
                        false,
                        Map.of(
                                "outside",
                                new BrokerProperties.Destination("secret", List.of()),
                                "silent",
                                new BrokerProperties.Destination("", List.of()))),
                null);
        camel.addComponent("delivery", new DeliveryComponent(new DeliveryParts(broker, null, null, null, null, null)));
    }

    @AfterEach
    void close() throws Exception {
        camel.close();
    }

    @Test
    void defaultsAreTheOnesOfThePage() {
        assertThat(settings("delivery:oa")).isEqualTo(DeliveryRig.settings("oa").made());
        assertThat(settings("delivery:silent").destination()).isEqualTo("silent");
    }

    @Test
    void everyParameterIsTaken() {
        assertThat(settings("delivery:oa?batch=5&maxWait=1m&workers=3&idempotent=true&maxAttempts=7&giveUpAfter=2d"
                        + "&firstPause=500ms&longestPause=1h&breakerFailures=2&breakerPause=10s&ratePerMinute=60&timeout=30s"
                        + "&types=complaint.created&channels=email, hotline&categories=A&departments=03,04"
                        + "&institutions=X&flags=major"))
                .isEqualTo(new DeliverySettings(
                        "oa",
                        5,
                        Duration.ofMinutes(1),
                        3,
                        true,
                        7,
                        Duration.ofDays(2),
                        Duration.ofMillis(500),
                        Duration.ofHours(1),
                        2,
                        Duration.ofSeconds(10),
                        60,
                        Duration.ofSeconds(30),
                        new EventFilter(
                                Set.of("complaint.created"),
                                Set.of("email", "hotline"),
                                Set.of("A"),
                                Set.of("03", "04"),
                                Set.of("X"),
                                Set.of("major"))));
    }

    @ParameterizedTest
    @CsvSource({
        "oa?batch=0, batch",
        "oa?batch=1001, batch",
        "oa?workers=0, workers",
        "oa?workers=17, workers",
        "oa?maxAttempts=-1, maxAttempts",
        "oa?maxAttempts=100001, maxAttempts",
        "oa?maxWait=five, maxWait",
        "oa?maxWait=1234567s, maxWait",
        "oa?timeout=1m30, timeout",
        "oa?timeout=0ms, timeout",
        "oa?giveUpAfter=0d, giveUpAfter",
        "oa?firstPause=10, firstPause",
        "oa?firstPause=0s, firstPause",
        "oa?longestPause=0h, longestPause",
        "oa?breakerPause=0s, breakerPause",
        "oa?breakerFailures=0, breakerFailures",
        "oa?ratePerMinute=-1, ratePerMinute",
        "OA, destination",
        "oa.x, destination",
        "outside, hub.broker.destinations.outside"
    })
    void whatCannotBeMeantIsRefusedByName(String address, String setting) {
        assertThatThrownBy(() -> settings("delivery:" + address)).hasRootCauseMessage("CH-207 " + setting);
    }

    @Test
    void flagNobodyKnowsIsRefusedByName() {
        assertThatThrownBy(() -> settings("delivery:oa?flags=saftey"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("CH-207 flags");
    }

    @Test
    void parameterNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> settings("delivery:oa?batches=2"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("batches");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch=1",
                "batch=1000",
                "workers=1",
                "workers=16",
                "maxAttempts=0",
                "maxAttempts=100000",
                "maxWait=0s",
                "timeout=1ms",
                "breakerFailures=1",
                "breakerFailures=100000",
                "ratePerMinute=0",
                "firstPause=999999s"
            })
    void bothEndsOfEachRangeAreTaken(String parameter) {
        assertThat(settings("delivery:oa?" + parameter).destination()).isEqualTo("oa");
    }

    private DeliverySettings settings(String address) {
        return camel.getEndpoint(address, DeliveryEndpoint.class).settings();
    }
}
