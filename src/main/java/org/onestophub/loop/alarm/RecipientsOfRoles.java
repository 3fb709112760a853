package org.onestophub.loop.alarm;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.contract.AlarmRecipients;
import org.onestophub.loop.alarm.AlarmProperties.Recipient;
import org.springframework.stereotype.Component;

/** Finds who has a role, in the settings. */
@Component
class RecipientsOfRoles implements AlarmRecipients {

    private final AlarmProperties properties;

    RecipientsOfRoles(AlarmProperties properties) {
        this.properties = properties;
    }

    @Override
    public Reach reach(String institution, Collection<String> roles) {
        Set<String> mails = new LinkedHashSet<>();
        Set<String> mobiles = new LinkedHashSet<>();
        for (String role : roles) {
            List<Recipient> own = named(role, institution);
            for (Recipient one : own.isEmpty() ? named(role, "") : own) {
                mails.addAll(one.mails());
                mobiles.addAll(one.mobiles());
            }
        }
        return new Reach(List.copyOf(mails), List.copyOf(mobiles));
    }

    private List<Recipient> named(String role, String institution) {
        return properties.recipients().values().stream()
                .filter(one -> one.role().equals(role) && one.institution().equals(institution))
                .toList();
    }
}
