package org.onestophub.complaint.contract.rights;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A person who is logged in. Services ask it before they answer, so a page cannot show more than its viewer may see.
 *
 * @param name name of the account; of a person who is known elsewhere with the source in front, such as {@code ldap:li.wei}
 * @param rights what the person may do
 * @param institutions credit codes of the institutions whose complaints the person sees; empty for all
 */
public record Viewer(String name, Set<Right> rights, List<String> institutions) {

    /** What stands before the name of a person in records; no key begins with it. */
    private static final String MARK = "@";

    /** What stands between source and name of a person who is known elsewhere; no local account has it. */
    private static final String SOURCE_MARK = ":";

    /** Both are copied. */
    public Viewer {
        rights = Set.copyOf(rights);
        institutions = List.copyOf(institutions);
    }

    /** The name as records show it, for example {@code @li.wei}; no key has such a name. */
    public String by() {
        return MARK + name;
    }

    /** True for a local account, whose password is kept here. */
    public boolean isLocal() {
        return !name.contains(SOURCE_MARK);
    }

    /** True if the person has the right. */
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** True if the person has the right of that word; false for a word that is no right. */
    public boolean may(String word) {
        return Right.of(word).map(this::may).orElse(false);
    }

    /** True if the person sees every institution. */
    public boolean seesAll() {
        return institutions.isEmpty();
    }

    /** True if the person sees complaints of that institution; null: the complaint names none. */
    public boolean sees(@Nullable String institution) {
        return seesAll() || institution != null && institutions.contains(institution);
    }

    /**
     * Goes on only with the right.
     * @throws ProblemException CO-101 without it
     */
    public void require(Right right) {
        if (!may(right)) {
            throw new ProblemException(Problem.ACCOUNT_RIGHT_MISSING, right.word());
        }
    }

    /**
     * Goes on only with the right, and for all institutions: what concerns the hub as a whole has no institution.
     * @throws ProblemException CO-101 without it
     */
    public void requireForAll(Right right) {
        require(right);
        if (!seesAll()) {
            throw new ProblemException(Problem.ACCOUNT_RIGHT_MISSING, "institutions");
        }
    }
}
