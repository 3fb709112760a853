package org.onestophub.loop.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.report.form.ReportText;

/**
 * How cases pass through a period: what was brought into it and what it received is what it resolved and what it carries on. A case
 * stands where it stands when the report is made, so one that was reopened was never resolved.
 */
enum Flow {
    BROUGHT("brought-forward", "期初结转", "brought forward"),
    RECEIVED("received", "本期收到", "received"),
    RESOLVED("resolved", "本期办结", "resolved"),
    CARRIED("carried-forward", "期末结转", "carried forward");

    private final String id;
    private final String zh;
    private final String en;

    Flow(String id, String zh, String en) {
        this.id = id;
        this.zh = zh;
        this.en = en;
    }

    static @Nullable Flow named(String id) {
        for (Flow flow : values()) {
            if (flow.id.equals(id)) {
                return flow;
            }
        }
        return null;
    }

    String id() {
        return id;
    }

    ReportText label() {
        return new ReportText(zh, en);
    }

    /** True if the case is one of these in that period. */
    boolean holds(Fact fact, Period period) {
        LocalDate ended = fact.endedOn();
        return switch (this) {
            case BROUGHT -> fact.receivedOn().isBefore(period.from()) && isOpenAt(ended, period.from());
            case RECEIVED -> period.holds(fact.receivedOn());
            case RESOLVED -> ended != null && period.holds(ended);
            case CARRIED -> fact.receivedOn().isBefore(period.end()) && isOpenAt(ended, period.end());
        };
    }

    private static boolean isOpenAt(@Nullable LocalDate ended, LocalDate day) {
        return ended == null || !ended.isBefore(day);
    }
}
