package org.onestophub.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A key that was recognised. Its name is the account of whatever comes in under it. */
final class ApiKey extends AbstractAuthenticationToken {

    private final String name;
    private final transient SecretHash hash;

    private final boolean isBound;

    ApiKey(String name, SecretHash hash, List<String> authorities, boolean isBound) {
        super(authorities.stream().map(SimpleGrantedAuthority::new).toList());
        this.name = name;
        this.hash = hash;
        this.isBound = isBound;
        setAuthenticated(true);
    }

    /** True if it is bound to institutions, so that it must not see the hub as a whole. */
    boolean isBound() {
        return isBound;
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
