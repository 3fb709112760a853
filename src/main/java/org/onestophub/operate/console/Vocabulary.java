package org.onestophub.operate.console;

import org.onestophub.complaint.contract.AlarmTerms;
import org.onestophub.complaint.contract.DutyNames;
import org.onestophub.complaint.list.CodeLists;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Where words for codes come from.
 *
 * @param lists code lists
 * @param duties names of rules of duties
 * @param alarms names of rules of alarms
 * @param texts of the console
 */
@Component
record Vocabulary(CodeLists lists, DutyNames duties, AlarmTerms alarms, MessageSource texts) {}
