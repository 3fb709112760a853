package org.onestophub.loop.warning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The cases of one institution and subject by day. */
final class Series {

    private record Arrival(long day, String number) {}

    private final List<Arrival> arrivals = new ArrayList<>();
    private boolean isSorted = true;

    void add(LocalDate day, String number) {
        arrivals.add(new Arrival(day.toEpochDay(), number));
        isSorted = false;
    }

    int size() {
        return arrivals.size();
    }

    /** How many came on the days from {@code from} to before {@code end}. */
    long count(LocalDate from, LocalDate end) {
        return arrivals.stream()
                .filter(one -> one.day >= from.toEpochDay() && one.day < end.toEpochDay())
                .count();
    }

    /** The day of the case that is the {@code last}-th from the end; 1: the newest. */
    LocalDate dayOf(int last) {
        return LocalDate.ofEpochDay(sorted().get(arrivals.size() - last).day);
    }

    /** Numbers of the newest cases from that day on. */
    List<String> newest(LocalDate from) {
        List<String> numbers = new ArrayList<>();
        List<Arrival> all = sorted();
        for (int i = all.size() - 1; i >= 0 && numbers.size() < UnusualCount.MOST_NUMBERS; i--) {
            if (all.get(i).day >= from.toEpochDay()) {
                numbers.add(all.get(i).number);
            }
        }
        return numbers;
    }

    private List<Arrival> sorted() {
        if (!isSorted) {
            arrivals.sort(Comparator.comparingLong(Arrival::day).thenComparing(Arrival::number));
            isSorted = true;
        }
        return arrivals;
    }
}
