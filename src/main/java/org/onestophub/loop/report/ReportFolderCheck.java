package org.onestophub.loop.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.problem.Fault;
import org.springframework.stereotype.Component;

/** Checks the reports. */
@Component
public final class ReportFolderCheck implements FolderCheck {

    @Override
    public List<Fault> faultsIn(Path configDir) {
        ReportDefinitions reports = new ReportDefinitions(configDir.resolve("mappings/reports"));
        List<Fault> faults = new ArrayList<>(reports.faults());
        new ScheduleReader(reports, faults).read();
        return faults;
    }
}
