package org.onestophub.complaint.contract;

import java.nio.file.Path;
import java.util.List;
import org.onestophub.problem.Fault;

/** Looks at a room's files in a configuration folder without putting them to use. */
public interface FolderCheck {

    /** All that is wrong with them; empty if they are sound. */
    List<Fault> faultsIn(Path configDir);
}
