package org.onestophub.platform.access.people;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Logins that are on their way over the identity provider. The session's cookie does not come along when another site sends
 * the browser back, so these have a cookie of their own: it opens nothing but the one login that this browser began, once.
 */
@Component
class PendingLogins implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    /** Attribute of the request that comes back: the page that was asked for before the login. */
    static final String TO = PendingLogins.class.getName();

    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** The oldest gives way. */
    private static final int MOST = 10_000;

    private static final String TO_PARAMETER = "to";
    private static final int LONGEST_TO = 1000;

    private final String cookieName;
    private final boolean secure;
    private final Clock clock;
    private final Base64StringKeyGenerator names = new Base64StringKeyGenerator(java.util.Base64.getUrlEncoder(), 32);
    private final Map<String, Pending> pending = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pending> eldest) {
            return size() > MOST;
        }
    };

    private record Pending(OAuth2AuthorizationRequest request, String to, Instant since) {}

    PendingLogins(ConsoleProperties settings, Clock clock) {
        this.secure = settings.secureCookie();
        this.cookieName = settings.cookiePrefix() + "console-login";
        this.clock = clock;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return found(request, false).map(Pending::request).orElse(null);
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        if (begun == null) {
            return;
        }
        String to = request.getParameter(TO_PARAMETER);
        String name = names.generateKey();
        synchronized (pending) {
            pending.put(name, new Pending(begun, to == null || to.length() > LONGEST_TO ? "" : to, clock.instant()));
        }
        setCookie(response, name, LONGEST);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        Optional<Pending> found = found(request, true);
        setCookie(response, "", Duration.ZERO);
        found.ifPresent(login -> request.setAttribute(TO, login.to()));
        return found.map(Pending::request).orElse(null);
    }

    private Optional<Pending> found(HttpServletRequest request, boolean remove) {
        Optional<String> name = Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(cookieName))
                .map(Cookie::getValue)
                .findFirst();
        synchronized (pending) {
            return name.map(known -> remove ? pending.remove(known) : pending.get(known))
                    .filter(login -> clock.instant().isBefore(login.since().plus(LONGEST)));
        }
    }

    private void setCookie(HttpServletResponse response, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(cookieName, value)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
