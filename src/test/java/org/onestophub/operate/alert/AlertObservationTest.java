package org.onestophub.operate.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.contract.operations.DeadLetters;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.complaint.contract.operations.Destinations;
import org.onestophub.problem.Problem;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Health;

class AlertObservationTest {

    private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");

    @Test
    void amountAtTheBrinkChangesNothing() {
        assertThat(AlertObservation.most(AlertCondition.QUARANTINE_OPEN, "", 50, 50, "")
                        .level())
                .isEqualTo(AlertObservation.Level.HOLDS);
        assertThat(AlertObservation.most(AlertCondition.QUARANTINE_OPEN, "", 45, 50, "")
                        .level())
                .isEqualTo(AlertObservation.Level.BETWEEN);
        assertThat(AlertObservation.most(AlertCondition.QUARANTINE_OPEN, "", 39, 50, "")
                        .level())
                .isEqualTo(AlertObservation.Level.OVER);
        assertThat(AlertObservation.least(AlertCondition.DISK_FREE, "", 99, 100, "")
                        .level())
                .isEqualTo(AlertObservation.Level.HOLDS);
        assertThat(AlertObservation.least(AlertCondition.DISK_FREE, "", 110, 100, "")
                        .level())
                .isEqualTo(AlertObservation.Level.BETWEEN);
        assertThat(AlertObservation.least(AlertCondition.DISK_FREE, "", 126, 100, "")
                        .level())
                .isEqualTo(AlertObservation.Level.OVER);
        assertThat(AlertObservation.most(AlertCondition.DESTINATION_DEAD, "a", 0, 1, "")
                        .level())
                .isEqualTo(AlertObservation.Level.OVER);
    }

    @Test
    void whatComesAndGoesIsToldToNobody() {
        AlertDebounce settling = new AlertDebounce(Duration.ofMinutes(1), Duration.ofMinutes(5));
        AlertObservation holds = AlertObservation.of(AlertCondition.BROKER_DOWN, "", true, "");
        AlertObservation over = AlertObservation.of(AlertCondition.BROKER_DOWN, "", false, "");

        assertThat(settling.settled(List.of(holds), NOW)).isEmpty();
        assertThat(settling.settled(List.of(over), NOW.plusSeconds(30))).isEmpty();
        assertThat(settling.settled(List.of(holds), NOW.plusSeconds(60))).isEmpty();
        assertThat(settling.settled(List.of(holds), NOW.plusSeconds(120))).containsExactly(holds);
        assertThat(settling.settled(List.of(over), NOW.plusSeconds(150))).isEmpty();
        assertThat(settling.settled(List.of(over), NOW.plusSeconds(450))).containsExactly(over);
    }

    @Test
    void destinationsAndQueuesAreWatched() {
        DeliveryAlerts watch = new DeliveryAlerts(
                () -> Health.down().build(),
                () -> Map.of("case-system", 1500L, "gone", -1L),
                letters(Map.of("case-system", 3L, "oa-system", 0L, "gone", -1L)),
                destinations(destination("oa", "running", "open"), destination("law", "paused", "open")),
                settings(Map.of()));

        List<String> holding = watch.look(NOW).stream()
                .filter(seen -> seen.level() == AlertObservation.Level.HOLDS)
                .map(seen -> seen.condition().word() + " " + seen.subject() + " " + seen.amount())
                .toList();

        assertThat(holding)
                .containsExactlyInAnyOrder(
                        "broker-down  0",
                        "queue-depth case-system 1500",
                        "dead-letters case-system 3",
                        "destination-breaker oa 0",
                        "destination-oldest oa 7200",
                        "destination-unknown oa 2");
        assertThat(watch.look(NOW))
                .filteredOn(seen -> seen.condition() == AlertCondition.DEAD_LETTERS && seen.amount() > 0)
                .extracting(AlertObservation::code)
                .containsExactly("DL-103");
    }

    @Test
    void settingsThatTellNobodyAreFaultsOfTheStart() {
        AlertSettings wrong = new AlertSettings(settings(Map.of(
                "off[0]",
                "everything",
                "mail.host",
                "mail.example.org",
                "mail.tls",
                "maybe",
                "mail.certificate-file",
                "/nowhere.pem",
                "mail.username",
                "hub",
                "webhook.url",
                "file:/etc",
                "webhook.secret",
                "short")));

        assertThat(new AlertSettings(settings(Map.of())).faults()).isEmpty();
        assertThat(wrong.faults())
                .extracting("file")
                .containsExactly(
                        "hub.alerts.off",
                        "hub.alerts.mail.tls",
                        "hub.alerts.mail.certificate-file",
                        "hub.alerts.mail.from",
                        "hub.alerts.mail.to",
                        "hub.alerts.mail.password",
                        "hub.alerts.webhook.url",
                        "hub.alerts.webhook.secret");
        assertThat(wrong.faults()).extracting("code").contains(Problem.SECRET_MISSING.code());
    }

    @Test
    void everyConditionHasAWordThatSaysWhatItMeans() {
        for (AlertCondition condition : AlertCondition.values()) {
            assertThat(AlertCondition.meaningOf(condition.word())).isNotBlank();
        }
        assertThat(AlertCondition.meaningOf("of-another-version")).isEmpty();
        assertThat(Path.of("docs/operations.md"))
                .content()
                .contains(java.util.Arrays.stream(AlertCondition.values())
                        .map(condition -> "`" + condition.word() + "`")
                        .toList());
    }

    private static DestinationStatus destination(String name, String state, String breaker) {
        return new DestinationStatus(
                name, true, state, "", breaker, 3, 9, NOW.minusSeconds(7200), null, 0, 2, 0, 0, null, NOW, "DL-302");
    }

    /** These destinations, of which nobody asks more. */
    private static Destinations destinations(DestinationStatus... all) {
        return answering(Destinations.class, "all", List.of(all));
    }

    /** So many dead letters, of which nobody asks more. */
    private static DeadLetters letters(Map<String, Long> counts) {
        return answering(DeadLetters.class, "counts", counts);
    }

    private static <T> T answering(Class<T> type, String question, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                AlertObservationTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo(question);
                    return answer;
                }));
    }

    static AlertProperties settings(Map<String, Object> given) {
        Map<String, Object> named = new java.util.HashMap<>();
        given.forEach((name, value) -> named.put("hub.alerts." + name, value));
        return new Binder(new MapConfigurationPropertySource(named)).bindOrCreate("hub.alerts", AlertProperties.class);
    }
}
