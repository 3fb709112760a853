package org.onestophub.pipeline.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseName;

/**
 * Which cases have which names: what the database said, and what the list that is being recorded has added to it since. So
 * a later thing of the list finds what an earlier one opened.
 */
final class CaseNames {

    /** Cases looked at for one name. */
    static final int MOST_CASES = 20;

    private final Map<CaseName, List<OpenCase>> byName = new HashMap<>();
    private final Map<Long, OpenCase> byId = new HashMap<>();

    /** The database knows a case under the name; the cases of a name come in the order of their ids. */
    void know(CaseName name, long id) {
        add(name, known(id));
    }

    /** The case with that id, known from now on. */
    OpenCase known(long id) {
        return byId.computeIfAbsent(id, OpenCase::known);
    }

    /** Forgets what was known of the name, to ask again. */
    void forget(CaseName name) {
        byName.remove(name);
    }

    /** The list gave the case a name. */
    void add(CaseName name, OpenCase one) {
        List<OpenCase> cases = byName.computeIfAbsent(name, none -> new ArrayList<>(1));
        if (!cases.contains(one)) {
            cases.add(one);
        }
    }

    /** The first 20 cases with the name. */
    List<OpenCase> named(CaseName name) {
        List<OpenCase> cases = byName.getOrDefault(name, List.of());
        return cases.size() <= MOST_CASES ? cases : cases.subList(0, MOST_CASES);
    }

    /** The first case with the name; null if there is none. */
    @Nullable
    OpenCase first(CaseName name) {
        List<OpenCase> cases = byName.getOrDefault(name, List.of());
        return cases.isEmpty() ? null : cases.get(0);
    }

    /** True if that case has the name. */
    boolean has(OpenCase one, CaseName name) {
        return byName.getOrDefault(name, List.of()).contains(one);
    }

    /** Ids of all cases that names led to. */
    Collection<Long> ids() {
        return byId.keySet();
    }
}
