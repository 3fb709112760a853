package org.onestophub.loop.duty;

import java.nio.file.Path;
import java.util.List;
import org.onestophub.complaint.contract.SettingCheck;
import org.onestophub.problem.Fault;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;

/** Whether the settings of working hours fit together, and their calendar is there. */
class DutySettingCheck implements SettingCheck {

    @Override
    public List<Fault> faultsIn(Binder settings) {
        try {
            Path config = Path.of(settings.bind("hub.config-dir", String.class).orElse("."));
            return Duties.faultsOf(config.toAbsolutePath(), settings.bindOrCreate("hub.duty", DutyProperties.class));
        } catch (BindException e) {
            return List.of();
        }
    }
}
