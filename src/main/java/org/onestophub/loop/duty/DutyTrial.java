package org.onestophub.loop.duty;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.list.CodeLists;
import org.springframework.stereotype.Component;

/** Computes duties by rules and a calendar that are not in use, beside the open duties of the ledger. */
@Component
public class DutyTrial {

    private final HubProperties hub;
    private final DutyProperties properties;
    private final CodeLists lists;
    private final DutyTable table;

    DutyTrial(HubProperties hub, DutyProperties properties, CodeLists lists, DutyTable table) {
        this.hub = hub;
        this.properties = properties;
        this.lists = lists;
        this.table = table;
    }

    /** Names a duty of a case. */
    public record Name(String rule, String key) {}

    /**
     * An open duty.
     *
     * @param due the time before which it has to be done; null while a pause lasts
     * @param provisional true if the calendar of that year is not loaded
     */
    public record Open(@Nullable Instant due, boolean provisional) {}

    /** Rules and a calendar that were read once. */
    public final class Rules {
        private final List<DutyRule> rules;
        private final DutyEngine engine;

        private Rules(Path config) {
            this.rules = new DutyRules(config.resolve("mappings/duties"), lists).rules();
            WorkingCalendar calendar =
                    CalendarFile.read(Duties.fileOf(config, properties)).calendar();
            this.engine = new DutyEngine(new DueDates(calendar, hub.zone(), properties.opens(), properties.closes()));
        }

        /** The open duties that they make of a case. */
        public Map<Name, Open> openOf(CaseDuties.Case one, Instant now) {
            Map<Name, Open> open = new HashMap<>();
            engine.dutiesOf(one.complaint(), one.events(), rules, now).duties().stream()
                    .filter(Duty::isOpen)
                    .forEach(duty ->
                            open.put(new Name(duty.rule(), duty.key()), new Open(duty.due(), duty.provisional())));
            return open;
        }
    }

    /** The rules and the calendar in a configuration folder. */
    public Rules rulesIn(Path config) {
        return new Rules(config);
    }

    /** The open duties of cases as they are in the ledger. */
    public Map<Long, Map<Name, Open>> openNow(Collection<Long> complaintIds) {
        return table.openOf(complaintIds);
    }
}
