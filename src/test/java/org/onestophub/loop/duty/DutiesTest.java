package org.onestophub.loop.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.HubProperties;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
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
    void calendarIsExchangedWhileTheHubRuns() throws IOException {
        channel("hotline");
        Path file = calendar("2026-11-18,2026-11-18,off,a day off");
        Duties duties = duties(
                "own",
                LocalTime.of(8, 0),
                LocalTime.of(17, 30),
                new MockEnvironment().withProperty("hub.channels.hotline.expected-by", "09:00"));
        Instant tuesday = Instant.parse("2026-12-29T02:00:00Z");
        Instant newYear = Instant.parse("2027-01-01T02:00:00Z");
        assertThat(duties.isCalendarKnown(newYear)).isFalse();
        String before = duties.digest();

        Files.writeString(file, Files.readString(file) + "2026-12-30,2027-01-03,off,new year\n");
        assertThat(duties.isCalendarKnown(newYear)).as("not before the apply").isFalse();
        duties.take(config);

        assertThat(duties.isCalendarKnown(newYear)).isTrue();
        assertThat(duties.digest()).isNotEqualTo(before);
        assertThat(duties.after(LocalDate.of(2026, 12, 29), 1)).isEqualTo(LocalDate.of(2027, 1, 4));
        assertThat(duties.dates().dayOf(duties.dates().workedBefore(LocalDate.of(2027, 1, 4), 1)))
                .isEqualTo(LocalDate.of(2026, 12, 29));
        assertThat(duties.expectedBy("hotline", tuesday)).contains(Instant.parse("2027-01-04T01:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"some day,2026-11-18,off,x", "2026-11-18,2026-11-18,work,a Wednesday anyhow", ""})
    void faultyOrMissingCalendarIsRefusedAndTheOldOneGoesOn(String row) throws IOException {
        Path file = calendar("2026-11-18,2026-11-18,off,a day off");
        Duties duties = duties("own", LocalTime.of(8, 0), LocalTime.of(17, 30), new MockEnvironment());
        if (row.isEmpty()) {
            Files.delete(file);
        } else {
            calendar(row);
            assertThat(new DutyFolderCheck().faultsIn(config))
                    .extracting(Fault::file, Fault::line)
                    .containsExactly(Tuple.tuple("mappings/calendars/own.csv", 2));
        }

        assertThatThrownBy(() -> duties.take(config))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.MAPPING_INVALID));

        assertThat(duties.after(LocalDate.of(2026, 11, 17), 1)).isEqualTo(LocalDate.of(2026, 11, 19));
    }

    private Path calendar(String row) throws IOException {
        Files.createDirectories(config.resolve("mappings/calendars"));
        return Files.writeString(config.resolve("mappings/calendars/own.csv"), "from,to,day,name\n" + row + "\n");
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
