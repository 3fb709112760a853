package org.onestophub.loop.report;

import org.onestophub.loop.fact.Condition;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportText;

/**
 * A number that is counted.
 *
 * @param kind COUNT: cases of {@code part}; MONEY: what was paid in them; RATE: those of {@code part} among those of {@code of}
 */
record Measure(String id, ReportText name, Kind kind, Condition part, Condition of) {

    /** Adds a case to what was counted. */
    void count(Fact fact, Tally tally) {
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
}
