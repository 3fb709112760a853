package org.onestophub.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A key that was recognised. Its name is the account of whatever comes in under it. */
final class ApiKey extends AbstractAuthenticationToken {

    private final String name;
    private final transient SecretHash hash;

    /** The authority to see the hub as a whole: the right to view, of a key that is not bound. No setting gives it. */
    static final String WHOLE_HUB = "hub";

    ApiKey(String name, SecretHash hash, List<String> authorities) {
        super(authorities.stream().map(SimpleGrantedAuthority::new).toList());
        this.name = name;
        this.hash = hash;
        setAuthenticated(true);
    }

    /** True if it has that authority. */
    boolean has(String authority) {
        return getAuthorities().stream().anyMatch(given -> authority.equals(given.getAuthority()));
    }

    boolean matches(byte[] digest) {
        return hash.matches(digest);
    }

    @Override
    public String getPrincipal() {
        return name;
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
        return name.hashCode();
    }
}
