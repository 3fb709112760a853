package org.onestophub.platform.access;

import java.util.List;
import org.onestophub.complaint.contract.SettingCheck;
import org.onestophub.problem.Fault;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;

/** Whether the API keys of the settings can be used. */
class AccessSettingCheck implements SettingCheck {

    @Override
    public List<Fault> faultsIn(Binder settings) {
        try {
            return ApiKeys.faultsOf(settings.bindOrCreate("hub.access", AccessProperties.class)).stream()
                    .map(fault -> Fault.of(fault.problem(), fault.field(), 0, ""))
                    .toList();
        } catch (BindException e) {
            return List.of();
        }
    }
}
