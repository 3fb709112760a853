package org.onestophub.complaint.contract.operations;

import java.util.List;
import org.onestophub.problem.Fault;

/** The files of the configuration and what runs of them. */
public interface ConfigReleases {

    /** All that is wrong in the files now. */
    List<Fault> check();

    /** What an apply would change now. */
    ApplyPlan plan();

    /**
     * Brings what runs to what the files say, one route after the other; the rest goes on undisturbed. Ends when the
     * last route has been watched.
     *
     * @param names routes by stem, or channels by name; empty for all that change
     * @param expect digest of the plan that is to be carried out
     * @param keyName who asks
     * @throws org.onestophub.problem.ProblemException CH-101 if the plan is another by now, AC-103 if there is no such
     *     route, CH-304 while another apply is under way
     */
    ApplyReport apply(List<String> names, String expect, String keyName);

    /** What was applied, newest first: at most {@code limit} lines older than {@code before}. */
    List<AppliedVersion> history(long before, int limit);
}
