package org.onestophub.loop.duty;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.RouteNames;
import org.onestophub.complaint.contract.ChannelDuty;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The expectations of all channels from the settings, and the working calendar. */
@Component
class Duties implements ChannelDuty, FaultSource {

    /** A longer wait supervises nothing, and counting it day by day would be slow. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final String SHIPPED = "cn-mainland";

    private final Binder settings;
    private final Path config;
    private final WorkingHours hours;
    private final Map<String, ChannelExpectation> expectations = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    Duties(HubProperties hub, DutyProperties duty, Environment environment) {
        this.settings = Binder.get(environment);
        this.config = hub.configDir().toAbsolutePath();
        Path file = config.resolve("mappings/calendars").resolve(duty.calendar() + ".csv");
        // without the shipped calendar the days of the week decide, and an alert is raised; a calendar that is set must
        // exist
        if (!Files.exists(file) && !duty.calendar().equals(SHIPPED)) {
            fault("hub.duty.calendar");
        }
        CalendarFile calendar = CalendarFile.read(file);
        faults.addAll(calendar.faults());
        if (!duty.opens().isBefore(duty.closes())) {
            fault("hub.duty.closes");
        }
        this.hours = new WorkingHours(calendar.calendar(), hub.zone(), duty.opens(), duty.closes());
        readExpectations();
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    @Override
    public Optional<Instant> expectedBy(String channel, Instant last) {
        return expectations.getOrDefault(channel, ChannelExpectation.NONE).after(last, hours);
    }

    @Override
    public boolean isCalendarKnown(Instant at) {
        return hours.calendar().knows(Year.from(at.atZone(hours.zone())));
    }

    private void readExpectations() {
        Path routes = config.resolve("routes");
        if (!Files.isDirectory(routes)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(routes, "in-*.yaml")) {
            for (Path file : files) {
                String channel = file.getFileName().toString().replaceAll("^in-|\\.yaml$", "");
                // a file with an invalid name is reported elsewhere and does not prevent the start
                if (RouteNames.isChannel(channel)) {
                    expectations.put(channel, expectationOf("hub.channels." + channel + ".expected-"));
                }
            }
        } catch (IOException e) {
            faults.add(Fault.of(Problem.ROUTE_INVALID, "routes", 0, "the folder cannot be read"));
        }
    }

    private ChannelExpectation expectationOf(String prefix) {
        Duration every = setting(prefix + "every", Duration.class);
        LocalTime by = setting(prefix + "by", LocalTime.class);
        String counted = setting(prefix + "hours", String.class);
        if (every != null && (every.isNegative() || every.isZero() || every.compareTo(LONGEST) > 0)) {
            fault(prefix + "every");
            return ChannelExpectation.NONE;
        }
        if (counted != null && !counted.equals("working") && !counted.equals("always")) {
            fault(prefix + "hours");
        }
        return new ChannelExpectation(every, by, "always".equals(counted));
    }

    private <T> @Nullable T setting(String name, Class<T> type) {
        try {
            return settings.bind(name, type).orElse(null);
        } catch (BindException e) {
            fault(name);
            return null;
        }
    }

    private void fault(String setting) {
        faults.add(Fault.of(Problem.SETTING_INVALID, setting, 0, ""));
    }
}
