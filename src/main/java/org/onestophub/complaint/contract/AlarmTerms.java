package org.onestophub.complaint.contract;

import java.util.Set;

/** What the rules of alarms are called, and how somebody says that an alarm was heard. */
public interface AlarmTerms {

    /** The name of the rule with that id, from its file; the id itself where no file has the rule any more. */
    CaseStates.Word nameOf(String rule);

    /** Types of events that acknowledge alarms of the rule; none where no file has it any more. */
    Set<String> acknowledgedBy(String rule);
}
