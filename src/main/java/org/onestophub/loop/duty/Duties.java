package org.onestophub.loop.duty;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.RouteNames;
import org.onestophub.complaint.contract.ChannelDuty;
import org.onestophub.complaint.contract.RuleUpdates;
import org.onestophub.complaint.contract.WorkingDays;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The expectations of all channels from the settings, and the working calendar, which is read at the start and exchanged by an apply. */
@Component
@Order(1) // before the open duties are computed by it
class Duties implements ChannelDuty, WorkingDays, FaultSource, RuleUpdates {

    /** A longer wait supervises nothing, and counting it day by day would be slow. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final String SHIPPED = "cn-mainland";

    private final Binder settings;
    private final Path config;
    private final DutyProperties duty;
    private volatile WorkingHours hours;
    private final List<Fault> faults = new ArrayList<>();

    Duties(HubProperties hub, DutyProperties duty, Environment environment) {
        this.settings = Binder.get(environment);
        this.config = hub.configDir().toAbsolutePath();
        this.duty = duty;
        CalendarFile calendar = CalendarFile.read(fileOf(config, duty));
        faults.addAll(faultsOf(config, duty));
        faults.addAll(calendar.faults());
        this.hours = new WorkingHours(calendar.calendar(), hub.zone(), duty.opens(), duty.closes());
        channels().forEach(channel -> expectationOf(prefixOf(channel), faults));
    }

    /** Settings that do not fit together, and a calendar that is not there. */
    static List<Fault> faultsOf(Path config, DutyProperties duty) {
        List<Fault> faults = new ArrayList<>();
        // without the shipped calendar the days of the week decide, and an alert is raised; a calendar that is set must
        // exist
        if (!Files.exists(fileOf(config, duty)) && !duty.calendar().equals(SHIPPED)) {
            faults.add(fault("hub.duty.calendar"));
        }
        if (!duty.opens().isBefore(duty.closes())) {
            faults.add(fault("hub.duty.closes"));
        }
        return faults;
    }

    static Path fileOf(Path config, DutyProperties duty) {
        return config.resolve(CalendarFile.FOLDER).resolve(duty.calendar() + ".csv");
    }

    @Override
    public Set<String> folders() {
        return Set.of("calendars");
    }

    /** {@inheritDoc} Channels are expected by the new calendar at once. */
    @Override
    public void take(Path configDir) {
        CalendarFile fresh = CalendarFile.read(fileOf(configDir, duty));
        if (!fresh.faults().isEmpty() || !faultsOf(configDir, duty).isEmpty()) {
            throw new ProblemException(Problem.MAPPING_INVALID, CalendarFile.FOLDER);
        }
        hours = new WorkingHours(fresh.calendar(), hours.zone(), hours.opens(), hours.closes());
    }

    /** Ends of limits by the calendar and the working hours of the hospital. */
    DueDates dates() {
        WorkingHours now = hours;
        return new DueDates(now.calendar(), now.zone(), now.opens(), now.closes());
    }

    /** Changes with the days of the calendar, the working hours and the zone. */
    String digest() {
        WorkingHours now = hours;
        return now.zone() + " " + now.opens() + "-" + now.closes() + " "
                + now.calendar().days();
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    @Override
    public Optional<Instant> expectedBy(String channel, Instant last) {
        // read anew each time: settings of a channel may change while the hub runs
        return RouteNames.isChannel(channel) && Files.exists(config.resolve("routes/in-" + channel + ".yaml"))
                ? expectationOf(prefixOf(channel), new ArrayList<>()).after(last, hours)
                : Optional.empty();
    }

    @Override
    public boolean isCalendarKnown(Instant at) {
        return hours.calendar().knows(Year.from(at.atZone(hours.zone())));
    }

    @Override
    public LocalDate after(LocalDate day, int workingDays) {
        WorkingCalendar calendar = hours.calendar();
        LocalDate after = day;
        for (int i = 0; i < workingDays; i++) {
            after = calendar.nextWorked(after);
        }
        return after;
    }

    private List<String> channels() {
        List<String> channels = new ArrayList<>();
        Path routes = config.resolve("routes");
        if (!Files.isDirectory(routes)) {
            return channels;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(routes, "in-*.yaml")) {
            for (Path file : files) {
                String channel = file.getFileName().toString().replaceAll("^in-|\\.yaml$", "");
                // a file with an invalid name is reported elsewhere and does not prevent the start
                if (RouteNames.isChannel(channel)) {
                    channels.add(channel);
                }
            }
        } catch (IOException e) {
            faults.add(Fault.of(Problem.ROUTE_INVALID, "routes", 0, "the folder cannot be read"));
        }
        return channels;
    }

    private static String prefixOf(String channel) {
        return "hub.channels." + channel + ".expected-";
    }

    private ChannelExpectation expectationOf(String prefix, List<Fault> into) {
        Duration every = setting(prefix + "every", Duration.class, into);
        LocalTime by = setting(prefix + "by", LocalTime.class, into);
        String counted = setting(prefix + "hours", String.class, into);
        if (every != null && (every.isNegative() || every.isZero() || every.compareTo(LONGEST) > 0)) {
            into.add(fault(prefix + "every"));
            return ChannelExpectation.NONE;
        }
        if (counted != null && !counted.equals("working") && !counted.equals("always")) {
            into.add(fault(prefix + "hours"));
        }
        return new ChannelExpectation(every, by, "always".equals(counted));
    }

    private <T> @Nullable T setting(String name, Class<T> type, List<Fault> into) {
        try {
            return settings.bind(name, type).orElse(null);
        } catch (BindException e) {
            into.add(fault(name));
            return null;
        }
    }

    private static Fault fault(String setting) {
        return Fault.of(Problem.SETTING_INVALID, setting, 0, "");
    }
}
