package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.list.Register;
import org.onestophub.loop.register.RegisterFact;

/**
 * What a measure takes from the entries of a register.
 *
 * @param where which entries count: every column has one of its words
 * @param sum the column that is added up; empty: entries are counted
 * @param of of a share, the column that is added up as its whole; empty: see {@code share}
 * @param share of a share, which of the entries that count are its part; null: it is no share of entries
 */
record RegisterTerm(
        Register register,
        Map<String, List<String>> where,
        String sum,
        String of,
        @Nullable Map<String, List<String>> share) {

    boolean isShare() {
        return !of.isEmpty() || share != null;
    }

    boolean counts(RegisterFact entry) {
        return entry.register().equals(register.name()) && holds(where, entry);
    }

    /** What an entry adds to the number, or to the part of a share; null: nothing, as it does not say it. */
    @Nullable
    BigDecimal part(RegisterFact entry) {
        if (share != null) {
            return holds(share, entry) ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        // a share of two columns counts entries that say both
        return !of.isEmpty() && number(entry, of) == null ? null : sum.isEmpty() ? BigDecimal.ONE : number(entry, sum);
    }

    /** What an entry adds to the whole of a share; null: nothing. */
    @Nullable
    BigDecimal whole(RegisterFact entry) {
        if (share != null) {
            return BigDecimal.ONE;
        }
        return number(entry, sum) == null ? null : number(entry, of);
    }

    private static @Nullable BigDecimal number(RegisterFact entry, String column) {
        return entry.values().path(column).isNumber()
                ? entry.values().path(column).decimalValue()
                : null;
    }

    static boolean holds(Map<String, List<String>> condition, RegisterFact entry) {
        return condition.entrySet().stream().allMatch(one -> entry.has(one.getKey(), one.getValue()));
    }
}
