package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address {@code delivery:<name>} as routes write it. */
class DeliveryEndpointTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void open() throws Exception {
        Broker broker = new Broker(
                new BrokerProperties(
                        "",
                        "",
                        "",
                        "",
                        -1,
                        false,
                        Map.of(
                                "outside",
                                new BrokerProperties.Destination("secret"),
                                "silent",
                                new BrokerProperties.Destination(""))),
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
    @ValueSource(
            strings = {
                "oa?batch=0",
                "oa?batch=1001",
                "oa?workers=17",
                "oa?maxWait=five",
                "oa?timeout=1m30",
                "oa?firstPause=10",
                "oa?breakerPause=0s",
                "oa?breakerFailures=0",
                "oa?flags=saftey",
                "oa?batches=2",
                "OA",
                "oa.x",
                "outside"
            })
    void whatCannotBeMeantIsRefused(String address) {
        assertThatThrownBy(() -> settings("delivery:" + address)).isInstanceOf(Exception.class);
    }

    private DeliverySettings settings(String address) {
        return camel.getEndpoint(address, DeliveryEndpoint.class).settings();
    }
}
