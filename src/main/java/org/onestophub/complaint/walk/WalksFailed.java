package org.onestophub.complaint.walk;

import java.util.List;

/** Some walks of a list failed, each by a fault of its own; the others of the list are done. */
public final class WalksFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Failed> failed;

    /** These failed. */
    public WalksFailed(List<Failed> failed) {
        super(null, null, false, false);
        this.failed = List.copyOf(failed);
    }

    /** Those that failed, in the order of the list. */
    public List<Failed> failed() {
        return failed;
    }

    /** A walk and what stopped it. */
    public record Failed(Walk walk, RuntimeException fault) {}
}
