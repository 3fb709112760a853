package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.report.form.ReportContent.Kind;

/** What was counted of a measure. */
final class Tally {

    long part;
    long of;
    BigDecimal paid = BigDecimal.ZERO;

    /** The number of that kind; null for a rate of nothing. */
    @Nullable
    BigDecimal number(Kind kind) {
        return switch (kind) {
            case MONEY -> paid.setScale(2, RoundingMode.HALF_UP);
            case RATE -> share(part, of);
            default -> BigDecimal.valueOf(part);
        };
    }

    /** A share of four digits; null of nothing. */
    static @Nullable BigDecimal share(long part, long of) {
        return of == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(of), 4, RoundingMode.HALF_UP);
    }

    /** True if the number tells of a few people: of less than {@code below}, but not of none. */
    boolean isSmall(Kind kind, int below) {
        boolean isFew = part > 0 && part < below;
        return switch (kind) {
            case RATE -> of > 0 && of < below || isFew || of - part > 0 && of - part < below;
            default -> isFew;
        };
    }
}
