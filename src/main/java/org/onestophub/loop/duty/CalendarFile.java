package org.onestophub.loop.duty;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/**
 * A file under {@code mappings/calendars/}: UTF-8, lines {@code from,to,day,name} with {@code day} {@code off} or
 * {@code work}; lines that begin with {@code #} are comments.
 */
final class CalendarFile {

    static final String FOLDER = "mappings/calendars";

    private static final String HEADER = "from,to,day,name";
    /** No official notice had a longer break; a longer one is a typing error in a year. */
    private static final int MOST_DAYS = 31;

    private static final long MOST_BYTES = 256 * 1024;

    private final String name;
    private final Map<LocalDate, Boolean> worked = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private CalendarFile(String name) {
        this.name = name;
    }

    /** Reads the file; its faults are in {@link #faults}. A missing file gives a calendar without any year. */
    static CalendarFile read(Path file) {
        CalendarFile calendar = new CalendarFile(FOLDER + "/" + file.getFileName());
        if (!Files.exists(file)) {
            return calendar;
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                calendar.fault(0, "the file is larger than 256 KB");
            } else {
                calendar.take(Files.readAllLines(file));
            }
        } catch (IOException e) {
            calendar.fault(0, "not readable as UTF-8");
        }
        return calendar;
    }

    /** All that is wrong in the calendars of a folder; a missing folder has none. */
    static List<Fault> faultsIn(Path folder) {
        List<Fault> faults = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.csv")) {
                files.forEach(file -> faults.addAll(read(file).faults));
            } catch (IOException e) {
                faults.add(Fault.of(Problem.MAPPING_INVALID, FOLDER, 0, "the folder cannot be read"));
            }
        }
        return faults;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    WorkingCalendar calendar() {
        return new WorkingCalendar(worked);
    }

    private void take(List<String> lines) {
        boolean isHeaded = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!isHeaded) {
                isHeaded = true;
                if (!line.equals(HEADER)) {
                    fault(i + 1, "the header must be " + HEADER);
                    return;
                }
                continue;
            }
            takeRow(i + 1, line.split(",", -1));
        }
        if (!isHeaded) {
            fault(0, "the file is empty");
        }
    }

    private void takeRow(int line, String[] cells) {
        boolean isKnown = cells.length == 4 && (cells[2].equals("off") || cells[2].equals("work"));
        if (!isKnown) {
            fault(line, "a row is from,to,off|work,name");
            return;
        }
        try {
            LocalDate from = LocalDate.parse(cells[0]);
            LocalDate to = LocalDate.parse(cells[1]);
            if (to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS))) {
                fault(line, "to is before from, or far after it");
                return;
            }
            from.datesUntil(to.plusDays(1)).forEach(day -> put(line, day, cells[2].equals("work")));
        } catch (DateTimeParseException e) {
            fault(line, "a date is yyyy-MM-dd");
        }
    }

    private void put(int line, LocalDate day, boolean isWorked) {
        if (worked.putIfAbsent(day, isWorked) != null) {
            fault(line, "a day is in the calendar twice");
        } else if (isWorked && WorkingCalendar.isWeekday(day)) {
            fault(line, "a make-up day is a Saturday or Sunday");
        }
    }

    private void fault(int line, String message) {
        faults.add(Fault.of(Problem.MAPPING_INVALID, name, line, message));
    }
}
