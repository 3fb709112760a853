package org.onestophub.loop.report.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.problem.Language;

/** How cells are written. */
final class NumberText {

    static final String HIDDEN = "*";
    static final String NONE = "—";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private NumberText() {}

    static String of(Cell cell, Kind kind, Language language) {
        if (cell.hidden()) {
            return HIDDEN;
        }
        if (cell.text() != null) {
            return cell.text().in(language);
        }
        return cell.number() == null ? NONE : of(cell.number(), kind, language);
    }

    private static String of(BigDecimal number, Kind kind, Language language) {
        return switch (kind) {
            case RATE -> percent(number) + "%";
            case CHANGE -> sign(number) + percent(number) + "%";
            case POINTS -> sign(number) + percent(number) + (language == Language.CHINESE ? "个百分点" : " pts");
            case MONEY -> new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
            case RATIO -> number.setScale(2, RoundingMode.HALF_UP).toPlainString();
            case COUNT, TEXT -> number.toPlainString();
        };
    }

    private static String percent(BigDecimal share) {
        return share.multiply(HUNDRED).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    private static String sign(BigDecimal number) {
        return number.signum() > 0 ? "+" : "";
    }

    /** What a change is called in a sentence, such as 上升10.0% or fell by 10.0 %. */
    static String sentence(@Nullable Cell cell, Kind kind, Language language) {
        boolean isZh = language == Language.CHINESE;
        if (cell == null || cell.number() == null) {
            return isZh ? "无法比较" : "cannot be compared";
        }
        int signum = cell.number().signum();
        if (signum == 0) {
            return isZh ? "持平" : "is unchanged";
        }
        String size = of(cell.number().abs(), kind, language).replace("+", "");
        if (isZh) {
            return (signum > 0 ? "上升" : "下降") + size;
        }
        return (signum > 0 ? "rose by " : "fell by ") + size;
    }
}
