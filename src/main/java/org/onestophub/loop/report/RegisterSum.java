package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Register.ValueType;
import org.onestophub.loop.register.RegisterFact;

/**
 * Numbers of entries added up. Where a register has rows about a whole and about its parts, the whole counts; where there is none,
 * its parts are added up, and a part counts no more where the part that it belongs to does.
 */
final class RegisterSum {

    private final Map<String, Map<String, BigDecimal>> groups = new TreeMap<>();
    private final Map<String, Set<YearMonth>> months = new HashMap<>();
    private final Map<String, TreeMap<LocalDate, LocalDate>> times = new HashMap<>();
    private final Register register;
    private int single;
    private boolean isTwofold;

    RegisterSum(Register register) {
        this.register = register;
    }

    void add(RegisterFact entry, BigDecimal number) {
        know(entry);
        List<String> group = new ArrayList<>(List.of(entry.institution()));
        for (String column : register.key()) {
            group.add(column.equals(register.whole()) ? "" : entry.word(column));
        }
        String part = register.whole().isEmpty() ? String.valueOf(single++) : entry.word(register.whole());
        groups.computeIfAbsent(String.join("\u0001", group), key -> new TreeMap<>())
                .put(part, number);
    }

    private void know(RegisterFact entry) {
        YearMonth last = YearMonth.from(entry.until());
        for (YearMonth month = YearMonth.from(entry.from()); !month.isAfter(last); month = month.plusMonths(1)) {
            boolean isWhole =
                    !entry.from().isAfter(month.atDay(1)) && !entry.until().isBefore(month.atEndOfMonth());
            if (isWhole) {
                months.computeIfAbsent(entry.institution(), key -> new HashSet<>())
                        .add(month);
            }
        }
        List<String> subject = new ArrayList<>(List.of(entry.institution()));
        for (String column : register.key()) {
            boolean isTime = column.equals(register.day()) || column.equals(register.whole());
            subject.add(isTime ? "" : entry.word(column));
        }
        TreeMap<LocalDate, LocalDate> known =
                times.computeIfAbsent(String.join("\u0001", subject), key -> new TreeMap<>());
        Map.Entry<LocalDate, LocalDate> before = known.lowerEntry(entry.from());
        LocalDate after = known.higherKey(entry.from());
        LocalDate same = known.put(entry.from(), entry.until());
        isTwofold |= before != null && !before.getValue().isBefore(entry.from())
                || after != null && !after.isAfter(entry.until())
                || same != null && !same.equals(entry.until());
    }

    /** True if two entries about the same are of times that overlap: nobody can tell what is in both. */
    boolean isTwofold() {
        return isTwofold;
    }

    BigDecimal total(Labels labels) {
        BigDecimal total = BigDecimal.ZERO;
        for (Map<String, BigDecimal> parts : groups.values()) {
            total = total.add(register.whole().isEmpty() ? sum(parts) : ofWhole(parts, labels));
        }
        return total;
    }

    private static BigDecimal sum(Map<String, BigDecimal> parts) {
        return parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal ofWhole(Map<String, BigDecimal> parts, Labels labels) {
        BigDecimal whole = parts.get("");
        if (whole != null) {
            return whole;
        }
        String list =
                register.column(register.whole()).map(Register.Column::list).orElse("");
        BigDecimal total = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> part : parts.entrySet()) {
            boolean isWithin = labels.above(list, part.getKey()).stream().anyMatch(parts::containsKey);
            total = isWithin ? total : total.add(part.getValue());
        }
        return total;
    }

    /**
     * True if nothing is missing: of a register that has a row for each month, every month of the period is there for each of these
     * institutions and for all that have any. Of another register nobody can tell.
     */
    boolean isComplete(Period period, Set<String> institutions) {
        boolean isMonthly = register.column(register.day())
                .filter(column -> column.type() == ValueType.MONTH)
                .isPresent();
        if (!isMonthly) {
            return true;
        }
        Set<String> all = new HashSet<>(institutions);
        all.addAll(months.keySet());
        for (String institution : all) {
            for (int month = 0; month < period.months(); month++) {
                YearMonth wanted = YearMonth.from(period.from().plusMonths(month));
                if (!months.getOrDefault(institution, Set.of()).contains(wanted)) {
                    return false;
                }
            }
        }
        return !all.isEmpty();
    }
}
