package org.onestophub.loop.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
import org.onestophub.problem.Fault;
import org.springframework.stereotype.Component;

/** Checks the reports. */
@Component
public final class ReportFolderCheck implements FolderCheck {

    @Override
    public List<Fault> faultsIn(Path configDir) {
        Registers registers = new Registers(configDir, new CodeLists(configDir.resolve("mappings/code-lists")));
        ReportDefinitions reports = new ReportDefinitions(configDir.resolve("mappings/reports"), registers);
        List<Fault> faults = new ArrayList<>(reports.faults());
        new ScheduleReader(reports, faults).read();
        return faults;
    }
}
