package org.onestophub.problem;

import java.util.List;

/** Loads files of the configuration and reports everything that is wrong with them, not only the first. */
public interface FaultSource {

    /** All faults found when the files were loaded; empty if they are sound. */
    List<Fault> faults();

    /** True if all channels stand on these files, so that a fault in them always keeps the hub from starting. */
    default boolean isShared() {
        return true;
    }
}
