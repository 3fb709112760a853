package org.onestophub.complaint.contract.configuration;

import java.nio.file.Path;
import java.util.List;
import org.onestophub.problem.Fault;

/** The files of the configuration and what runs of them. */
public interface ConfigReleases {

    /** All faults in the files now. */
    List<Fault> check();

    /** All faults in another folder, judged for this hub and its settings. */
    List<Fault> check(Path configDir);

    /** What an apply would change now. */
    ApplyPlan plan();

    /**
     * Brings what runs in line with the files, one route after the other; the rest is not disturbed. Returns when the
     * last route has been watched.
     *
     * @param names routes by stem, or channels by name; empty for all that change
     * @param expect digest of the plan that is to be carried out
     * @param keyName name of the key that asks
     * @throws org.onestophub.problem.ProblemException CH-101 if the plan has changed, AC-103 if there is no such
     *     route, CH-304 while another apply is under way
     */
    ApplyReport apply(List<String> names, String expect, String keyName);

    /** What was applied, newest first: at most {@code limit} lines older than {@code before}. */
    List<AppliedVersion> history(long before, int limit);
}
