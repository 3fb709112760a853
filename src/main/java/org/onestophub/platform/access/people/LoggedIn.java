package org.onestophub.platform.access.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Viewer;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A session's person. It says how the account was when it was last looked at; each request looks again. */
final class LoggedIn extends AbstractAuthenticationToken {

    private final transient Viewer viewer;
    private final long stamp;
    private final boolean mustChange;
    private final transient Instant since;

    private LoggedIn(Viewer viewer, long stamp, boolean mustChange, Instant since) {
        super(List.of());
        this.viewer = viewer;
        this.stamp = stamp;
        this.mustChange = mustChange;
        this.since = since;
        setAuthenticated(true);
    }

    static LoggedIn of(PersonRow person, Instant since) {
        return new LoggedIn(person.viewer(), person.stamp(), person.mustChange(), since);
    }

    long stamp() {
        return stamp;
    }

    /** True if the password was set by another person. */
    boolean mustChange() {
        return mustChange;
    }

    /** When the person logged in, UTC. */
    Instant since() {
        return since;
    }

    @Override
    public Viewer getPrincipal() {
        return viewer;
    }

    @Override
    public String getName() {
        return viewer.by();
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return viewer.hashCode();
    }
}
