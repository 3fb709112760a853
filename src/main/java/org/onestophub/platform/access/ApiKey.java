package org.onestophub.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A key that was recognised. Its name is the account of whatever comes in under it. */
final class ApiKey extends AbstractAuthenticationToken {

    private final String name;
    private final transient SecretHash hash;

    ApiKey(String name, SecretHash hash, List<String> authorities) {
        super(authorities.stream().map(SimpleGrantedAuthority::new).toList());
        this.name = name;
        this.hash = hash;
        setAuthenticated(true);
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
