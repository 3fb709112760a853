package org.onestophub.loop.duty;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;
import org.springframework.stereotype.Component;

/** Checks the rules of duties, and the calendars by which they count. */
@Component
public final class DutyFolderCheck implements FolderCheck {

    @Override
    public List<Fault> faultsIn(Path configDir) {
        CodeLists lists = new CodeLists(configDir.resolve("mappings/code-lists"));
        List<Fault> faults = new ArrayList<>(new DutyRules(configDir.resolve("mappings/duties"), lists).faults());
        faults.addAll(CalendarFile.faultsIn(configDir.resolve(CalendarFile.FOLDER)));
        return faults;
    }
}
