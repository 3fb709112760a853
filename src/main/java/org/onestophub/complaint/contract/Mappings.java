package org.onestophub.complaint.contract;

import java.util.Collection;
import org.onestophub.complaint.Mapping;

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
