package org.onestophub.complaint.contract;

import java.time.LocalDate;

/** Counts working days by the hospital's calendar. */
public interface WorkingDays {

    /** The day that lies so many working days after {@code day}, which is not counted itself. */
    LocalDate after(LocalDate day, int workingDays);
}
