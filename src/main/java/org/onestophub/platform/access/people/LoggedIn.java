package org.onestophub.platform.access.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.rights.Viewer;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

/** A session's person. It says how the account was when it was last looked at; each request looks again. */
final class LoggedIn extends AbstractAuthenticationToken {

    private final transient Viewer viewer;
    private final long stamp;
    private final boolean mustChange;
    private final transient Instant since;
    private final transient @Nullable OAuth2AuthenticationToken token;

    private LoggedIn(
            Viewer viewer, long stamp, boolean mustChange, Instant since, @Nullable OAuth2AuthenticationToken token) {
        super(List.of());
        this.viewer = viewer;
        this.stamp = stamp;
        this.mustChange = mustChange;
        this.since = since;
        this.token = token;
        setAuthenticated(true);
    }

    static LoggedIn of(PersonRow person, Instant since) {
        return new LoggedIn(person.viewer(), person.stamp(), person.mustChange(), since, null);
    }

    /** The same person, whom the identity provider sent. */
    LoggedIn by(OAuth2AuthenticationToken token) {
        return new LoggedIn(viewer, stamp, mustChange, since, token);
    }

    /** What the identity provider said, in the session itself; null for who did not come from there. */
    @Nullable
    OAuth2AuthenticationToken token() {
        return token;
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
