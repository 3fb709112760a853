package org.onestophub.platform.access.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at the account with each request, so that a right that was taken away, a disabled account and a new password hold at
 * once. Ends sessions that were idle or long enough. Requests that a page sends by itself do not count as activity.
 */
@Component
class SessionWatch extends OncePerRequestFilter {

    /** Requests that no person caused carry this header. */
    private static final String BY_ITSELF = "X-Console-Refresh";

    private static final String CHANGES = "/console/changes";
    private static final String ACCOUNT = "/console/account";
    private static final String LAST_ACTIVE = SessionWatch.class.getName();
    /** The server forgets a session a little later than this filter ends it. */
    private static final int MARGIN_SECONDS = 60;

    private final PersonTable table;
    private final ConsoleRedirects redirects;
    private final ConsoleProperties settings;
    private final Clock clock;

    SessionWatch(PersonTable table, ConsoleRedirects redirects, ConsoleProperties settings, Clock clock) {
        this.table = table;
        this.redirects = redirects;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof LoggedIn session)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<PersonRow> person;
        try {
            person = table.named(session.getPrincipal().name());
        } catch (DataAccessException e) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if (person.isEmpty() || isOver(request, session, person.get())) {
            end(request);
            redirects.ended(request, response);
            return;
        }
        SecurityContext fresh = SecurityContextHolder.createEmptyContext();
        fresh.setAuthentication(LoggedIn.of(person.get(), session.since()));
        SecurityContextHolder.setContext(fresh);
        if (person.get().mustChange() && !isAllowedBefore(request.getRequestURI())) {
            redirects.send(request, response, ACCOUNT);
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isOver(HttpServletRequest request, LoggedIn session, PersonRow person) {
        Instant now = clock.instant();
        HttpSession kept = request.getSession(false);
        boolean changed = person.disabled() || person.stamp() != session.stamp();
        if (kept == null || changed || now.isAfter(session.since().plus(settings.longest()))) {
            return true;
        }
        @Nullable Object last = kept.getAttribute(LAST_ACTIVE);
        if (last instanceof Instant at && now.isAfter(at.plus(settings.idle()))) {
            return true;
        }
        if (last == null) {
            kept.setMaxInactiveInterval((int) settings.idle().toSeconds() + MARGIN_SECONDS);
        }
        if (last == null || !isByItself(request)) {
            kept.setAttribute(LAST_ACTIVE, now);
        }
        return false;
    }

    private static boolean isByItself(HttpServletRequest request) {
        return request.getHeader(BY_ITSELF) != null || request.getRequestURI().equals(CHANGES);
    }

    /** What a person may reach before the first password is changed. */
    private static boolean isAllowedBefore(String path) {
        return path.equals(ACCOUNT)
                || path.equals("/console/logout")
                || path.equals("/console/language")
                || path.startsWith("/console/assets/");
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession kept = request.getSession(false);
        if (kept != null) {
            kept.invalidate();
        }
    }

    /** The chain of the console runs it; the server must not run it for every address. */
    @Configuration(proxyBeanMethods = false)
    static class NotForAll {

        @Bean
        FilterRegistrationBean<SessionWatch> sessionWatchOfTheChain(SessionWatch watch) {
            FilterRegistrationBean<SessionWatch> registration = new FilterRegistrationBean<>(watch);
            registration.setEnabled(false);
            return registration;
        }
    }
}
