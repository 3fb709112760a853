package org.onestophub.operate.config;

import java.util.List;
import org.onestophub.problem.Fault;

/** The hub does not start; every reason is listed. */
public final class StartRefused extends RuntimeException {

    private final transient List<Fault> faults;

    StartRefused(List<Fault> faults) {
        super("the hub does not start: " + faults.size() + " faults in its configuration");
        this.faults = List.copyOf(faults);
    }

    /** All that is wrong. */
    public List<Fault> faults() {
        return faults;
    }
}
