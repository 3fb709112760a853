package org.onestophub.loop.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends of limits, in the hospital's zone. Source: Civil Code of China, articles 201 to 203: the day of the start is not
 * counted, hours begin at once, a last day off is moved to the next working day, and the last day ends at 24:00 or with
 * the business hours.
 */
record DueDates(WorkingCalendar calendar, ZoneId zone, LocalTime opens, LocalTime closes) {

    /**
     * The end of a limit that began at {@code start}.
     *
     * @param untilClose true: the last day ends at closing time, false: at 24:00; of no effect for hours
     * @param pauses in order and apart from each other; a day is not counted if a pause lasts at its end
     */
    Due after(Instant start, Limit limit, boolean untilClose, List<Pause> pauses) {
        return switch (limit.unit()) {
            case HOURS, MINUTES, WORKING_HOURS -> afterHours(start, limit, pauses);
            case YEARS -> afterYears(start, limit.amount(), untilClose, pauses);
            default -> afterDays(dayOf(start), limit, untilClose, pauses);
        };
    }

    /**
     * A limit that begins when another ends: its first day is the one after that one's last.
     *
     * @param pauses as above; those that were over before count no more
     */
    Due extended(Due due, Limit limit, boolean untilClose, List<Pause> pauses) {
        if (due.at() == null || due.day() == null) {
            return due;
        }
        Due next = limit.unit().isOfDays()
                ? after(startOf(due.day()), limit, untilClose, pauses)
                : after(due.at(), limit, untilClose, pauses);
        return new Due(next.at(), next.day(), due.provisional() || next.provisional());
    }

    /** The end of a day that somebody named, as it is. */
    Due endOf(LocalDate day, boolean untilClose) {
        Instant end = untilClose ? day.atTime(closes).atZone(zone).toInstant() : startOf(day.plusDays(1));
        return new Due(end, day, false);
    }

    /** The opening of the working day that lies so many working days before {@code day}. */
    Instant workedBefore(LocalDate day, int workingDays) {
        LocalDate before = day;
        for (int left = workingDays; left > 0; left--) {
            do {
                before = before.minusDays(1);
            } while (!calendar.isWorked(before));
        }
        return openingOf(before);
    }

    /** The opening of a day. */
    Instant openingOf(LocalDate day) {
        return day.atTime(opens).atZone(zone).toInstant();
    }

    /** The day on which it is then. */
    LocalDate dayOf(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private Due afterDays(LocalDate start, Limit limit, boolean untilClose, List<Pause> pauses) {
        boolean working = limit.unit() == LimitUnit.WORKING_DAYS;
        boolean provisional = false;
        LocalDate day = start;
        for (int left = limit.amount(); left > 0; ) {
            day = day.plusDays(1);
            provisional |= working && !isListed(day);
            Pause pause = pauseAtEndOf(day, pauses);
            if (pause != null && pause.to() == null) {
                return Due.unknown(provisional);
            }
            if (pause == null && (!working || calendar.isWorked(day))) {
                left--;
            }
        }
        return moved(day, untilClose, provisional);
    }

    private Due afterYears(Instant start, int years, boolean untilClose, List<Pause> pauses) {
        LocalDate day = dayOf(start).plusYears(years);
        for (Pause pause : pauses) {
            if (!pause.from().isBefore(startOf(day.plusDays(1)))) {
                break;
            }
            if (pause.to() == null) {
                return Due.unknown(false);
            }
            LocalDate from = pause.from().isBefore(start) ? dayOf(start) : dayOf(pause.from());
            day = day.plusDays(Math.max(0, dayOf(pause.to()).toEpochDay() - from.toEpochDay()));
        }
        return moved(day, untilClose, false);
    }

    /** To the next working day if it is a day off. */
    private Due moved(LocalDate day, boolean untilClose, boolean provisional) {
        boolean isKnown = isListed(day);
        LocalDate last = calendar.isWorked(day) ? day : calendar.nextWorked(day);
        return new Due(endOf(last, untilClose).at(), last, provisional || !isKnown || !isListed(last));
    }

    private Due afterHours(Instant start, Limit limit, List<Pause> pauses) {
        boolean working = limit.unit() == LimitUnit.WORKING_HOURS;
        WorkingHours hours = new WorkingHours(calendar, zone, opens, closes);
        Duration left = limit.unit().of(limit.amount());
        Instant at = start;
        for (Pause pause : pauses) {
            Instant from = pause.from().isBefore(at) ? at : pause.from();
            Duration passed = working ? hours.between(at, from) : Duration.between(at, from);
            if (left.compareTo(passed) <= 0) {
                break;
            }
            if (pause.to() == null) {
                return Due.unknown(working && !areListed(start, from));
            }
            left = left.minus(passed);
            at = pause.to().isBefore(at) ? at : pause.to();
        }
        Instant end = working ? hours.plus(at, left) : at.plus(left);
        return new Due(end, dayOf(end), working && !areListed(start, end));
    }

    private @Nullable Pause pauseAtEndOf(LocalDate day, List<Pause> pauses) {
        if (pauses.isEmpty()) {
            return null;
        }
        Instant end = startOf(day.plusDays(1));
        for (Pause pause : pauses) {
            if (pause.from().isBefore(end) && (pause.to() == null || !pause.to().isBefore(end))) {
                return pause;
            }
        }
        return null;
    }

    private boolean areListed(Instant from, Instant to) {
        for (int year = dayOf(from).getYear(); year <= dayOf(to).getYear(); year++) {
            if (!calendar.knows(Year.of(year))) {
                return false;
            }
        }
        return true;
    }

    private boolean isListed(LocalDate day) {
        return calendar.knows(Year.from(day));
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
