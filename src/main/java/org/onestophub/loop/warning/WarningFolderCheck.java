package org.onestophub.loop.warning;

import java.nio.file.Path;
import java.util.List;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;
import org.springframework.stereotype.Component;

/** Checks the rules of warnings. */
@Component
public final class WarningFolderCheck implements FolderCheck {

    @Override
    public List<Fault> faultsIn(Path configDir) {
        CodeLists lists = new CodeLists(configDir.resolve("mappings/code-lists"));
        return new WarningRules(configDir.resolve("mappings/warnings"), lists).faults();
    }
}
