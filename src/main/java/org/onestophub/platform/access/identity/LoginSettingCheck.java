package org.onestophub.platform.access.identity;

import java.util.List;
import org.onestophub.complaint.contract.SettingCheck;
import org.onestophub.problem.Fault;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;

/** Whether people can log in by the ways that the settings name. */
class LoginSettingCheck implements SettingCheck {

    @Override
    public List<Fault> faultsIn(Binder settings) {
        try {
            return LdapFaults.of(
                    settings.bindOrCreate("hub.login", LoginProperties.class).ldap());
        } catch (BindException e) {
            return List.of();
        }
    }
}
