package org.onestophub.complaint.contract.operations;

import java.time.Instant;

/** Alarms about cases that nobody has heard. */
public interface OverdueAlarms {

    /**
     * How many alarms of the last seven days were not delivered within their time and not acknowledged either; and how many
     * alarm events wait for a case that the hub does not know.
     */
    long count(Instant now);
}
