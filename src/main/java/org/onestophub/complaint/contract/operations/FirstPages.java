package org.onestophub.complaint.contract.operations;

import java.util.Optional;
import org.onestophub.complaint.contract.rights.Viewer;

/** Where people begin. */
public interface FirstPages {

    /** The page of the console that the person wants to see after the login, with its query; empty: the first page of all. */
    Optional<String> of(Viewer viewer);
}
