package org.onestophub.complaint;

import java.util.Collection;

/** The loaded mappings, by name. */
public interface Mappings {

    /**
     * The mapping of that name.
     * @throws org.onestophub.problem.ProblemException RC-201 if there is none
     */
    Mapping named(String name);

    /** All of them, ordered by name. */
    Collection<Mapping> all();
}
