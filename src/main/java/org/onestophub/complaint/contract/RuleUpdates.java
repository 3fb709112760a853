package org.onestophub.complaint.contract;

import java.nio.file.Path;
import java.util.Set;

/** Replaces rules or calendars while the hub runs. Where several rooms do something for a folder, they do it in their order. */
public interface RuleUpdates {

    /** The folders below {@code mappings/} whose exchange it takes: {@code duties}, {@code calendars}, {@code alarms}, {@code warnings}. */
    Set<String> folders();

    /**
     * Goes on by the rules of a configuration folder; nothing changes if one of them is faulty.
     *
     * @param configDir a configuration folder whose files do not change any more
     * @throws org.onestophub.problem.ProblemException CH-203 if a rule or a calendar is faulty
     * @throws org.springframework.dao.DataAccessException if what follows cannot be written; the rules are in use all the same
     */
    void take(Path configDir);

    /**
     * Called once the new rules have proved themselves: work that read the old ones when they were exchanged has ended by now.
     *
     * @throws org.springframework.dao.DataAccessException if what follows cannot be written
     */
    default void settle() {}
}
