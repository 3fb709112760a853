package org.onestophub.pipeline.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;
import org.springframework.stereotype.Component;

/** Checks mappings and code lists. */
@Component
public final class MappingFolderCheck implements FolderCheck {

    /** Any key will do: whether programs compile does not depend on it. */
    private static final MappingProperties NO_KEY = new MappingProperties("");

    @Override
    public List<Fault> faultsIn(Path configDir) {
        CodeLists lists = new CodeLists(configDir.resolve("mappings/code-lists"));
        List<Fault> faults = new ArrayList<>(lists.faults());
        faults.addAll(new FolderMappings(configDir.resolve("mappings"), lists).faults());
        faults.addAll(new FolderOutboundMappings(configDir.resolve("mappings"), lists, NO_KEY).faults());
        return faults;
    }
}
