package org.onestophub.loop.status;

import java.util.List;

/**
 * One line of the code list {@code status-type}: what an event of this type needs and what it changes.
 *
 * @param code its code
 * @param rank its place in the list; of events of the same moment the one with the lower rank comes first
 * @param state the state of the case after it; empty: unchanged, {@code before}: the one before the case was merged
 * @param from states in which it is possible; none: all
 * @param opens marks that begin with it, such as {@code forum}
 * @param closes marks that end with it
 * @param needs marks that must be there, with {@code !} those that must not
 * @param fields fields that it must have
 */
record StatusType(
        String code,
        int rank,
        String state,
        List<String> from,
        List<String> opens,
        List<String> closes,
        List<String> needs,
        List<String> fields) {

    /** The state column of a type that gives back the state from before a merge. */
    static final String BEFORE = "before";
}
