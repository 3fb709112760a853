package org.onestophub.loop.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.form.ReportText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A time that a report is about, in days of China: {@code 2026-07}, {@code 2026Q3}, {@code 2026H2} or {@code 2026}.
 *
 * @param months how many months it has: 1, 3, 6 or 12
 */
record Period(LocalDate from, int months) {

    private static final Pattern NAME = Pattern.compile("(20[0-9]{2})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?");

    /** The words for the lengths of periods. */
    enum Length {
        MONTH(1),
        QUARTER(3),
        HALF_YEAR(6),
        YEAR(12);

        final int months;

        Length(int months) {
            this.months = months;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @throws ProblemException RP-101 if the name is none of a period */
    static Period named(String name) {
        Matcher named = NAME.matcher(name);
        if (!named.matches()) {
            throw new ProblemException(Problem.REPORT_PERIOD_INVALID, "period");
        }
        LocalDate year = LocalDate.of(Integer.parseInt(named.group(1)), 1, 1);
        if (named.group(2) != null) {
            return new Period(year.plusMonths(Long.parseLong(named.group(2)) - 1), 1);
        }
        if (named.group(3) != null) {
            return new Period(year.plusMonths((Long.parseLong(named.group(3)) - 1) * 3), 3);
        }
        if (named.group(4) != null) {
            return new Period(year.plusMonths((Long.parseLong(named.group(4)) - 1) * 6), 6);
        }
        return new Period(year, 12);
    }

    /** The day after its last day. */
    LocalDate end() {
        return from.plusMonths(months);
    }

    Period before() {
        return new Period(from.minusMonths(months), months);
    }

    Period yearBefore() {
        return new Period(from.minusYears(1), months);
    }

    boolean holds(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(end());
    }

    /** True if all days of an entry are its days. */
    boolean holds(RegisterFact entry) {
        return holds(entry.from()) && holds(entry.until());
    }

    /** True if a day of an entry is one of its days. */
    boolean touches(RegisterFact entry) {
        return entry.from().isBefore(end()) && !entry.until().isBefore(from);
    }

    /** How many days it has. */
    long days() {
        return ChronoUnit.DAYS.between(from, end());
    }

    Length length() {
        for (Length length : Length.values()) {
            if (length.months == months) {
                return length;
            }
        }
        throw new IllegalStateException("no period has " + months + " months");
    }

    /** As in {@link #named}. */
    String name() {
        int year = from.getYear();
        int part = (from.getMonthValue() - 1) / months + 1;
        return switch (length()) {
            case MONTH -> String.format("%d-%02d", year, part);
            case QUARTER -> year + "Q" + part;
            case HALF_YEAR -> year + "H" + part;
            case YEAR -> String.valueOf(year);
        };
    }

    ReportText label() {
        int year = from.getYear();
        int part = (from.getMonthValue() - 1) / months + 1;
        return switch (length()) {
            case MONTH -> new ReportText(year + "年" + part + "月", String.format("%d-%02d", year, part));
            case QUARTER -> new ReportText(year + "年第" + "一二三四".charAt(part - 1) + "季度", "Q" + part + " " + year);
            case HALF_YEAR -> new ReportText(year + "年" + (part == 1 ? "上" : "下") + "半年", "H" + part + " " + year);
            case YEAR -> new ReportText(year + "年", String.valueOf(year));
        };
    }
}
