package org.onestophub.loop.register;

import java.nio.file.Path;
import java.util.List;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
import org.onestophub.problem.Fault;
import org.springframework.stereotype.Component;

/** Checks the registers. */
@Component
public final class RegisterFolderCheck implements FolderCheck {

    @Override
    public List<Fault> faultsIn(Path configDir) {
        return new Registers(configDir, new CodeLists(configDir.resolve("mappings/code-lists"))).faults();
    }
}
