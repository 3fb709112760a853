package org.onestophub.complaint.contract;

import java.nio.file.Path;
import java.util.List;
import org.onestophub.problem.Fault;

/** Checks a room's files in a configuration folder without using them. */
public interface FolderCheck {

    /** All faults of the files; empty if they are sound. */
    List<Fault> faultsIn(Path configDir);
}
