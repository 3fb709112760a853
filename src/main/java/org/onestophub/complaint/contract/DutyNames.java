package org.onestophub.complaint.contract;

/** What the rules of duties are called. */
public interface DutyNames {

    /** The name of the rule with that id, from its file; the id itself where no file has the rule any more. */
    CaseStates.Word nameOf(String rule);
}
