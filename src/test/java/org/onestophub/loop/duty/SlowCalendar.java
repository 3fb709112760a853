package org.onestophub.loop.duty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Counts days in the slowest and plainest way, from its own reading of the calendar file. Shares no code with the hub. */
final class SlowCalendar {

    private final TreeSet<String> off = new TreeSet<>();
    private final TreeSet<String> work = new TreeSet<>();

    SlowCalendar(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split(",");
                if (line.matches("\\d.*")) {
                    for (LocalDate day = LocalDate.parse(cells[0]);
                            day.compareTo(LocalDate.parse(cells[1])) <= 0;
                            day = day.plusDays(1)) {
                        (cells[2].equals("off") ? off : work).add(day.toString());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalDate workingDays(LocalDate start, int count) {
        return workingDays(start, count, LocalDate.MAX, LocalDate.MAX);
    }

    /** The days from {@code from} to the one before {@code to} are not counted. */
    LocalDate workingDays(LocalDate start, int count, LocalDate from, LocalDate to) {
        if (count == 0) {
            return firstWorked(start);
        }
        List<LocalDate> counted = new ArrayList<>();
        LocalDate day = start;
        while (counted.size() < count) {
            day = day.plusDays(1);
            boolean isPaused = day.compareTo(from) >= 0 && day.compareTo(to) < 0;
            if (isWorked(day) && !isPaused) {
                counted.add(day);
            }
        }
        return counted.get(count - 1);
    }

    LocalDate calendarDays(LocalDate start, int count) {
        return firstWorked(LocalDate.ofEpochDay(start.toEpochDay() + count));
    }

    private LocalDate firstWorked(LocalDate day) {
        return isWorked(day) ? day : firstWorked(day.plusDays(1));
    }

    private boolean isWorked(LocalDate day) {
        if (work.contains(day.toString())) {
            return true;
        }
        boolean isWeekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !isWeekend && !off.contains(day.toString());
    }
}
