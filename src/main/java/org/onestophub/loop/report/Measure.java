package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.fact.FactFilter;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportText;

/**
 * A number that is counted.
 *
 * @param kind COUNT: cases of {@code part}, or what {@code term} counts or adds up; MONEY: what was paid in cases; RATE: those of
 *     {@code part} among those of {@code of}, or the share of {@code term}; RATIO: cases of {@code part} for {@code per} of
 *     {@code term}
 * @param term what is taken from a register; null: nothing
 * @param per of a ratio: for how many, such as 100 or 1,000; else 0
 */
record Measure(
        String id,
        ReportText name,
        Kind kind,
        FactFilter part,
        FactFilter of,
        @Nullable RegisterTerm term,
        int per) {

    /**
     * What a tally is about.
     *
     * @param institutions whose cases and entries are known; of each of them a sum of a register must be whole
     */
    record Scope(Period period, Set<String> institutions, Labels labels) {}

    /** A measure of cases alone. */
    Measure(String id, ReportText name, Kind kind, FactFilter part, FactFilter of) {
        this(id, name, kind, part, of, null, 0);
    }

    /** Adds a case to what was counted. */
    void count(Fact fact, Tally tally) {
        if (term != null && kind != Kind.RATIO) {
            return;
        }
        boolean isOf = of.holds(fact);
        if (isOf) {
            tally.of++;
        }
        if (isOf && part.holds(fact)) {
            tally.part++;
            if (fact.payout() != null) {
                tally.paid = tally.paid.add(fact.payout());
            }
        }
    }

    /** The column of its register that names a part of the whole; empty if there is none. */
    String wholeColumn() {
        return term == null ? "" : term.register().whole();
    }

    /** True if it takes something of an entry. */
    boolean counts(RegisterFact entry) {
        return term != null && term.counts(entry);
    }

    /** Adds an entry to what was counted; one that is not all {@code within} the time makes the number unknown. */
    void count(RegisterFact entry, boolean within, Tally tally) {
        if (term == null || !term.counts(entry)) {
            return;
        }
        if (!within) {
            tally.isPartly = true;
            return;
        }
        BigDecimal added = term.part(entry);
        if (added != null) {
            tally.entered = tally.entered == null ? new RegisterSum(term.register()) : tally.entered;
            tally.entered.add(entry, added);
        }
        BigDecimal whole = term.isShare() ? term.whole(entry) : null;
        if (whole != null) {
            tally.enteredOf = tally.enteredOf == null ? new RegisterSum(term.register()) : tally.enteredOf;
            tally.enteredOf.add(entry, whole);
        }
    }

    /** The number; null for a share of nothing, and where something of a register is missing. */
    @Nullable
    BigDecimal number(Tally tally, Scope scope) {
        if (term == null) {
            return switch (kind) {
                case MONEY -> tally.paid.setScale(2, RoundingMode.HALF_UP);
                case RATE -> Tally.share(tally.part, tally.of);
                default -> BigDecimal.valueOf(tally.part);
            };
        }
        if (isLacking(tally, scope)) {
            return null;
        }
        BigDecimal entered = total(tally.entered, scope.labels());
        return switch (kind) {
            case RATIO ->
                BigDecimal.valueOf(tally.part)
                        .multiply(BigDecimal.valueOf(per))
                        .divide(entered, 4, RoundingMode.HALF_UP);
            case RATE -> Tally.share(entered, total(tally.enteredOf, scope.labels()));
            default -> entered;
        };
    }

    /** True if the number is not known because of what a register says, or does not. */
    boolean isLacking(Tally tally, Scope scope) {
        if (term == null) {
            return false;
        }
        if (tally.isPartly) {
            return true;
        }
        if (term.isShare()) {
            return tally.enteredOf == null
                    || tally.enteredOf.isTwofold()
                    || total(tally.enteredOf, scope.labels()).signum() == 0;
        }
        if (term.sum().isEmpty()) {
            // nothing written down is none
            return false;
        }
        return tally.entered == null
                || tally.entered.isTwofold()
                || !tally.entered.isComplete(scope.period(), scope.institutions())
                || kind == Kind.RATIO && total(tally.entered, scope.labels()).signum() == 0;
    }

    /** True if the number tells of a few people: of less than {@code below}, but not of none. */
    boolean isSmall(Tally tally, int below, Labels labels) {
        long part = size(tally, labels);
        boolean isFew = part > 0 && part < below;
        if (kind == Kind.RATE) {
            long of = term == null ? tally.of : rounded(total(tally.enteredOf, labels));
            return of > 0 && of < below || isFew || of - part > 0 && of - part < below;
        }
        if (kind == Kind.RATIO) {
            long entered = rounded(total(tally.entered, labels));
            return isFew || entered > 0 && entered < below;
        }
        return isFew;
    }

    /** What sums of lines are made of, as {@link HiddenNumbers} needs it. */
    long size(Tally tally, Labels labels) {
        return term == null || kind == Kind.RATIO ? tally.part : rounded(total(tally.entered, labels));
    }

    /** True if what is hidden of a line could be reckoned from the rest of it. */
    boolean addsUp() {
        return term != null || kind != Kind.RATE;
    }

    private static BigDecimal total(@Nullable RegisterSum sum, Labels labels) {
        return sum == null ? BigDecimal.ZERO : sum.total(labels);
    }

    private static long rounded(BigDecimal number) {
        return number.setScale(0, RoundingMode.CEILING).longValue();
    }
}
