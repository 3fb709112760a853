package org.onestophub.operate.alert;

import java.util.List;
import org.onestophub.complaint.contract.SettingCheck;
import org.onestophub.problem.Fault;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;

/** Whether the settings of alerts fit together. */
class AlertSettingCheck implements SettingCheck {

    @Override
    public List<Fault> faultsIn(Binder settings) {
        try {
            return new AlertSettings(settings.bindOrCreate("hub.alerts", AlertProperties.class)).faults();
        } catch (BindException e) {
            return List.of();
        }
    }
}
