package org.onestophub.platform.access;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.contract.FeedKeys;
import org.springframework.stereotype.Component;

/** The keys with the role district, as the settings describe them. */
@Component
class DistrictKeys implements FeedKeys {

    private final Map<String, View> views = new TreeMap<>();

    DistrictKeys(AccessProperties properties) {
        properties.keys().forEach((name, key) -> {
            if (key.roles().contains(Role.DISTRICT.word())) {
                views.put(name, new View(key.profile(), key.seesAllInstitutions() ? List.of() : key.institutions()));
            }
        });
    }

    @Override
    public Map<String, View> views() {
        return java.util.Collections.unmodifiableMap(views);
    }
}
