package org.onestophub.operate.ops.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.AlarmTerms;
import org.onestophub.complaint.contract.operations.CaseEvents;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.list.CodeList;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Says that alarms were heard, by events of their rules; for the console and the API alike. Source: decision 0105. */
@Component
public class HeardAlarms {

    private static final int MAX_TYPE = 64;
    /** Columns of list {@code status-type}: an event with one of these says more than its type. */
    private static final List<String> MORE_THAN_A_WORD = List.of("state", "from", "opens", "closes", "needs", "fields");

    private final AlarmQueries alarms;
    private final CaseEvents events;
    private final AlarmTerms terms;
    private final CodeLists codes;
    private final AccessRecord record;

    HeardAlarms(AlarmQueries alarms, CaseEvents events, AlarmTerms terms, CodeLists codes, AccessRecord record) {
        this.alarms = alarms;
        this.events = events;
        this.terms = terms;
        this.codes = codes;
        this.record = record;
    }

    /** How somebody can say that an alarm of the rule was heard: events of it that need no other fields and leave the state as it is. */
    public List<String> wordsFor(String rule) {
        return codes.named("status-type").stream()
                .flatMap(list -> list.entries().stream())
                .filter(type -> terms.acknowledgedBy(rule).contains(type.code()))
                .filter(type -> MORE_THAN_A_WORD.stream()
                        .allMatch(column ->
                                type.columns().getOrDefault(column, "").isEmpty()))
                .map(CodeList.Entry::code)
                .toList();
    }

    /**
     * Says that an alarm was heard, and with it every other alarm of its case whose rule names that event. Nothing happens if
     * somebody said so already.
     *
     * @param type one of {@link #wordsFor} the rule of the alarm
     * @param institutions credit codes of the institutions of who says so; empty for all
     * @param by who says so, as records show it
     * @return the alarm as it is then: when it was acknowledged first, and by which event
     * @throws ProblemException AC-103 if there is no such alarm that the caller may know of, AC-104 for another type, RE-301 if
     *     the database cannot do it now
     */
    public AlarmRow acknowledge(long id, @Nullable String type, List<String> institutions, String by) {
        AlarmRow alarm = seen(id, institutions);
        String word = RequestParameters.oneOf(
                wordsFor(alarm.rule()), RequestParameters.needed(type, "type", MAX_TYPE), "type");
        if (alarm.acknowledged() != null) {
            return alarm;
        }
        record.done(by, "alarm-heard", alarm.complaint(), null);
        events.say(alarm.complaint(), word, by);
        return seen(id, institutions);
    }

    private AlarmRow seen(long id, List<String> institutions) {
        return alarms.named(RequestParameters.position(id, "id"), institutions)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }
}
