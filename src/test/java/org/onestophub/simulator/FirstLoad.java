package org.onestophub.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A believable first load over every channel, always the same: Chinese and English, good, bad and repeated, each thing
 * with the end it must come to. Everything in it is invented.
 */
public final class FirstLoad {

    private FirstLoad() {}

    /** All of it, patients first; things that refer to others are marked {@link SentInput#isLater()}. */
    public static List<SentInput> shipments() {
        List<SentInput> all = new ArrayList<>();
        all.addAll(Admissions.all());
        all.addAll(WorkOrders.all());
        all.addAll(OrderSheets.all());
        all.addAll(DeskEntries.all());
        all.addAll(OpinionItems.all());
        all.addAll(MailSender.all());
        all.addAll(CallRecords.all());
        all.addAll(Letters.all());
        return List.copyOf(all);
    }

    /** What must become of them, by mapping, in the order of the channels above. */
    public static Map<String, ExpectedOutcome> expected(List<SentInput> shipments) {
        Map<String, ExpectedOutcome> all = new LinkedHashMap<>();
        shipments.forEach(one -> all.merge(one.mapping(), one.expected(), ExpectedOutcome::and));
        return all;
    }

    /** How many inputs must arrive, by mapping. */
    public static Map<String, Long> inputs(List<SentInput> shipments) {
        Map<String, Long> all = new LinkedHashMap<>();
        shipments.forEach(one -> all.merge(one.mapping(), (long) one.inputs(), Long::sum));
        return all;
    }
}
