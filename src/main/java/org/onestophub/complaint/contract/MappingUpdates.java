package org.onestophub.complaint.contract;

import java.nio.file.Path;
import java.util.Set;

/** Exchanges mappings while the hub runs. A walk that has begun ends with the mapping by which it was read. */
public interface MappingUpdates {

    /**
     * From now on these mappings are as that folder has them; one it does not have, or has with a fault, is gone.
     *
     * @param configDir a configuration folder; its files stay as they are from now on
     * @param mappings names of those exchanged
     * @param codeLists true if all code lists are exchanged, for these mappings and all others
     */
    void take(Path configDir, Set<String> mappings, boolean codeLists);
}
