package org.onestophub.operate.console;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.Viewer;
import org.springframework.stereotype.Component;

/** The institutions among which a viewer can choose, by unified social credit code with their names. */
@Component
public class InstitutionChoices {

    private final Institutions institutions;
    private final HubProperties hub;

    InstitutionChoices(Institutions institutions, HubProperties hub) {
        this.institutions = institutions;
        this.hub = hub;
    }

    /** Empty for who sees one institution only: there is nothing to choose, and no list has to name it. */
    Map<String, String> of(Viewer viewer) {
        Map<String, String> names = names(viewer);
        return names.size() > 1 ? names : Map.of();
    }

    /** Those that the viewer sees, also if it is one only, with their names as {@link #nameOf} gives them. */
    public Map<String, String> names(Viewer viewer) {
        Collection<String> codes = new TreeSet<>(viewer.institutions());
        if (viewer.seesAll()) {
            codes.add(institutions.own());
            codes.addAll(institutions.others());
            codes.remove("");
        }
        Map<String, String> names = new TreeMap<>();
        codes.forEach(code -> names.put(code, nameOf(code)));
        return names;
    }

    /** The name of an institution; its code stands for a name that the settings do not have. */
    public String nameOf(String uscc) {
        String name = hub.nameOf(uscc);
        return name.isEmpty() ? uscc : name;
    }
}
