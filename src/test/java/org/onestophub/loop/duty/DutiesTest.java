package org.onestophub.loop.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.HubProperties;
import org.onestophub.problem.Fault;
import org.springframework.mock.env.MockEnvironment;

class DutiesTest {

    @TempDir
    private Path config;

    @Test
    void aChannelWithANameThatNoSettingCanHaveIsExpectedToBringNothing() throws IOException {
        Files.createDirectories(config.resolve("routes"));
        Files.writeString(config.resolve("routes/in-Hot_Line.yaml"), "");
        Files.writeString(config.resolve("routes/in-hotline.yaml"), "");
        MockEnvironment settings = new MockEnvironment().withProperty("hub.channels.hotline.expected-every", "4h");

        Duties duties = new Duties(
                new HubProperties(config, config, ZoneId.of("Asia/Shanghai"), null),
                new DutyProperties("cn-mainland", LocalTime.of(8, 0), LocalTime.of(17, 30)),
                settings);

        assertThat(duties.faults()).isEmpty();
        assertThat(duties.expectedBy("Hot_Line", Instant.EPOCH)).isEmpty();
        assertThat(duties.expectedBy("hotline", Instant.EPOCH)).isPresent();
    }

    @Test
    void calendarOfOnesOwnMustBeThere() {
        assertThat(faultsOf("own", LocalTime.of(8, 0), LocalTime.of(17, 30), new MockEnvironment()))
                .containsExactly("hub.duty.calendar");
        assertThat(faultsOf("cn-mainland", LocalTime.of(8, 0), LocalTime.of(17, 30), new MockEnvironment()))
                .as("without the shipped one the days of the week decide")
                .isEmpty();
    }

    @Test
    void calendarOfOnesOwnIsReadWithItsFaults() throws IOException {
        Files.createDirectories(config.resolve("mappings/calendars"));
        Path file = config.resolve("mappings/calendars/own.csv");
        Files.writeString(file, "from,to,day,name\n2026-11-18,2026-11-18,off,a day off\n");
        assertThat(faultsOf("own", LocalTime.of(8, 0), LocalTime.of(17, 30), new MockEnvironment()))
                .isEmpty();

        Files.writeString(file, "from,to,day,name\nsome day,2026-11-18,off,a day off\n");
        assertThat(faultsOf("own", LocalTime.of(8, 0), LocalTime.of(17, 30), new MockEnvironment()))
                .singleElement()
                .asString()
                .contains("own.csv");
    }

    @Test
    void hoursMustOpenBeforeTheyClose() {
        assertThat(faultsOf("cn-mainland", LocalTime.of(8, 0), LocalTime.of(8, 0), new MockEnvironment()))
                .containsExactly("hub.duty.closes");
        assertThat(faultsOf("cn-mainland", LocalTime.of(8, 1), LocalTime.of(8, 0), new MockEnvironment()))
                .containsExactly("hub.duty.closes");
        assertThat(faultsOf("cn-mainland", LocalTime.of(8, 0), LocalTime.of(8, 1), new MockEnvironment()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0s, false", "-1s, false", "1s, true", "366d, true", "31622401s, false"})
    void longestWaitIsAYear(String every, boolean good) throws IOException {
        channel("hotline");
        MockEnvironment settings = new MockEnvironment()
                .withProperty("hub.channels.hotline.expected-every", every)
                .withProperty("hub.channels.hotline.expected-by", "09:30");

        assertThat(faultsOf("cn-mainland", LocalTime.of(8, 0), LocalTime.of(17, 30), settings))
                .isEqualTo(good ? List.of() : List.of("hub.channels.hotline.expected-every"));
        assertThat(duties("cn-mainland", LocalTime.of(8, 0), LocalTime.of(17, 30), settings)
                        .expectedBy("hotline", Instant.EPOCH)
                        .isPresent())
                .as("a setting at fault is no expectation at all")
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"working, true", "always, true", "Always, false", "'', false"})
    void hoursAreWorkingOrAlways(String hours, boolean good) throws IOException {
        channel("hotline");
        MockEnvironment settings = new MockEnvironment()
                .withProperty("hub.channels.hotline.expected-every", "4h")
                .withProperty("hub.channels.hotline.expected-hours", hours);

        Duties duties = duties("cn-mainland", LocalTime.of(8, 0), LocalTime.of(17, 30), settings);

        assertThat(duties.faults())
                .extracting(Fault::file)
                .isEqualTo(good ? List.of() : List.of("hub.channels.hotline.expected-hours"));
        // 23:00 in Shanghai on a Wednesday
        Instant night = Instant.parse("2026-11-18T15:00:00Z");
        assertThat(duties.expectedBy("hotline", night))
                .contains(
                        hours.equals("always")
                                ? Instant.parse("2026-11-18T19:00:00Z")
                                : Instant.parse("2026-11-19T04:00:00Z"));
    }

    private void channel(String name) throws IOException {
        Files.createDirectories(config.resolve("routes"));
        Files.writeString(config.resolve("routes/in-" + name + ".yaml"), "");
    }

    private List<String> faultsOf(String calendar, LocalTime opens, LocalTime closes, MockEnvironment settings) {
        return duties(calendar, opens, closes, settings).faults().stream()
                .map(Fault::file)
                .toList();
    }

    private Duties duties(String calendar, LocalTime opens, LocalTime closes, MockEnvironment settings) {
        return new Duties(
                new HubProperties(config, config, ZoneId.of("Asia/Shanghai"), null),
                new DutyProperties(calendar, opens, closes),
                settings);
    }
}
