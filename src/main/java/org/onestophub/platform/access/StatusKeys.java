package org.onestophub.platform.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.StatusSenders;
import org.springframework.stereotype.Component;

/** The keys whose holders say what happened to cases, as the settings describe them. */
@Component
class StatusKeys implements StatusSenders {

    private final Map<String, Scope> scopes = new HashMap<>();
    private final Scope ofHub;

    StatusKeys(AccessProperties properties, HubProperties hub) {
        String own = hub.institution().uscc();
        this.ofHub = new Scope(own, false);
        properties.keys().forEach((name, key) -> {
            boolean isOfHub = key.seesAllInstitutions() || key.institutions().contains(own);
            scopes.put(
                    name,
                    new Scope(
                            isOfHub || key.institutions().isEmpty()
                                    ? own
                                    : key.institutions().get(0),
                            isHotlineOnly(key.roles())));
        });
    }

    /** What comes in as a file or by the hub's broker was let in by those who run the hub. */
    @Override
    public Scope scopeOf(String account) {
        return scopes.getOrDefault(account, ofHub);
    }

    private static boolean isHotlineOnly(List<String> roles) {
        return roles.contains(Role.HOTLINE.word())
                && !roles.contains(Role.CASES.word())
                && !roles.contains(Role.DESK.word());
    }
}
