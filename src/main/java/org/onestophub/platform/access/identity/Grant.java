package org.onestophub.platform.access.identity;

import java.util.Collection;
import java.util.List;
import org.onestophub.platform.access.identity.LoginProperties.GroupRights;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * What a person may do.
 *
 * @param rights words of rights, at least one
 * @param institutions credit codes, empty for all
 */
public record Grant(List<String> rights, List<String> institutions) {

    /** Both are copied. */
    public Grant {
        rights = List.copyOf(rights);
        institutions = List.copyOf(institutions);
    }

    /**
     * The sum of what groups give. A person has the same rights at each institution, so a sum is refused that would give a
     * right at an institution where no group gives it.
     *
     * @throws ProblemException AC-112 if there is no group, AC-202 if the sum would give more than the groups
     */
    static Grant sumOf(Collection<GroupRights> groups) {
        if (groups.isEmpty()) {
            throw new ProblemException(Problem.GROUP_MISSING);
        }
        List<String> rights = groups.stream()
                .flatMap(group -> group.rights().stream())
                .distinct()
                .sorted()
                .toList();
        List<String> institutions = groups.stream()
                .flatMap(group -> group.institutions().stream())
                .distinct()
                .sorted()
                .toList();
        boolean seesAll = groups.stream().anyMatch(GroupRights::seesAll);
        List<String> places = seesAll ? List.of("*") : institutions;
        boolean isExact = rights.stream()
                .allMatch(right -> places.stream()
                        .allMatch(place -> groups.stream().anyMatch(group -> group.gives(right, place))));
        if (!isExact) {
            throw new ProblemException(Problem.GROUPS_CONTRADICT);
        }
        return new Grant(rights, seesAll ? List.of() : institutions);
    }
}
