package org.onestophub.complaint.contract;

import java.nio.file.Path;
import java.util.Set;

/** Replaces mappings while the hub runs. A walk that has begun keeps the mapping by which it was read. */
public interface MappingUpdates {

    /**
     * Takes these mappings from the folder; one that is missing there or faulty is removed.
     *
     * @param configDir a configuration folder whose files do not change any more
     * @param mappings names of the mappings to replace
     * @param codeLists true to replace all code lists too, for every mapping
     */
    void take(Path configDir, Set<String> mappings, boolean codeLists);
}
