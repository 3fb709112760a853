package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What was counted of a measure. */
final class Tally {

    long part;
    long of;
    BigDecimal paid = BigDecimal.ZERO;

    /** Of a measure of registers: what was added up; null before anything was. */
    @Nullable
    RegisterSum entered;

    /** Of a share of registers: its whole; null before anything was added. */
    @Nullable
    RegisterSum enteredOf;

    /** True if an entry of a register lies only partly in the time. */
    boolean isPartly;

    /** A share of four digits; null of nothing. */
    static @Nullable BigDecimal share(long part, long of) {
        return share(BigDecimal.valueOf(part), BigDecimal.valueOf(of));
    }

    /** A share of four digits; null of nothing. */
    static @Nullable BigDecimal share(BigDecimal part, BigDecimal of) {
        return of.signum() == 0 ? null : part.divide(of, 4, RoundingMode.HALF_UP);
    }
}
