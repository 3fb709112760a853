package org.onestophub.complaint.contract.operations;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** Says what a change of duty rules or of a calendar would do, before it is in use. */
public interface DutyForecast {

    /**
     * What the rules and the calendar in a configuration folder would make of the open duties, compared with those that
     * are in the ledger. Only cases with an open duty are looked at, and a bounded number of them; nothing is written or locked.
     */
    DutyMoves moves(Path config);

    /**
     * Rules of duties whose condition failed on a case that was computed at or after that time.
     *
     * @param since UTC
     */
    Set<String> failing(Instant since);
}
