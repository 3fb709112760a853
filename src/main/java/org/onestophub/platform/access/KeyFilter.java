package org.onestophub.platform.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns {@code Authorization: Bearer <secret>} into an {@link ApiKey}. A request with a wrong key ends here, before its
 * body is read; one without goes on and reaches only what is open to all.
 */
final class KeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";
    /** Longer secrets than this are not hashed; the hub makes none. */
    private static final int MAX_HEADER_LENGTH = 520;

    private final ApiKeys keys;
    private final Refusals refusals;

    KeyFilter(ApiKeys keys, Refusals refusals) {
        this.keys = keys;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<ApiKey> key = keyOf(header);
        if (key.isEmpty()) {
            refusals.keyMissing(request, response);
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(key.get());
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private Optional<ApiKey> keyOf(String header) {
        if (header.length() > MAX_HEADER_LENGTH || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return keys.withSecret(header.substring(SCHEME.length()).strip());
    }
}
