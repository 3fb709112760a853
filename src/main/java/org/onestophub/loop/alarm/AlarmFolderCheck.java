package org.onestophub.loop.alarm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/** Checks the rules of alarms, and that there is a route for each destination that they name. */
@Component
public final class AlarmFolderCheck implements FolderCheck {

    @Override
    public List<Fault> faultsIn(Path configDir) {
        CodeLists lists = new CodeLists(configDir.resolve("mappings/code-lists"));
        AlarmRules rules = new AlarmRules(configDir.resolve("mappings/alarms"), lists);
        List<Fault> faults = new ArrayList<>(rules.faults());
        for (AlarmRule rule : rules.rules()) {
            for (String name : rule.destinations()) {
                if (!Files.isRegularFile(configDir.resolve("routes/out-" + name + ".yaml"))) {
                    faults.add(Fault.of(
                            Problem.MAPPING_INVALID,
                            "mappings/alarms",
                            0,
                            "rule " + rule.id() + ": there is no routes/out-" + name + ".yaml"));
                }
            }
        }
        return faults;
    }
}
