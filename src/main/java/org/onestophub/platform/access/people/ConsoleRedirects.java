package org.onestophub.platform.access.people;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.FirstPages;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Where a person is sent after a login, without one, and when a form is too old. Only ever to a page of the console. */
@Component
class ConsoleRedirects {

    static final String LOGIN = "/console/login";

    private static final String HOME = "/console";
    private static final int LONGEST = 1000;
    private static final Pattern OWN_PAGE = Pattern.compile("/console(?:[/?][\\x21-\\x7e&&[^\\\\]]*)?");

    private final FirstPages firstPages;

    ConsoleRedirects(FirstPages firstPages) {
        this.firstPages = firstPages;
    }

    /** The address if it is a page of the console, else the first page. */
    private static String own(@Nullable String to) {
        boolean isOwn = to != null
                && to.length() <= LONGEST
                && OWN_PAGE.matcher(to).matches()
                && !to.contains("//")
                && !to.contains("/..")
                && !to.startsWith(LOGIN);
        return isOwn && to != null ? to : HOME;
    }

    void loggedIn(HttpServletRequest request, HttpServletResponse response, Authentication person) throws IOException {
        response.sendRedirect(begin(request.getParameter("to"), person));
    }

    /** Where the person wanted to go; who wanted to go nowhere else begins with the page of own choice. */
    private String begin(@Nullable String to, Authentication person) {
        String page = own(to);
        return page.equals(HOME) && person.getPrincipal() instanceof Viewer viewer
                ? firstPages.of(viewer).orElse(HOME)
                : page;
    }

    /**
     * After a login elsewhere: by a page of the hub, since the browser keeps the session's cookie back as long as it follows
     * another site.
     */
    void arrived(HttpServletRequest request, HttpServletResponse response, Authentication person) throws IOException {
        onward(request, response, begin(askedFor(request), person));
    }

    /** Sends the browser on by a page of the hub: forms may lead to nowhere else (Content-Security-Policy). */
    void onward(HttpServletRequest request, HttpServletResponse response, String address) throws IOException {
        request.setAttribute("onward", address);
        try {
            request.getRequestDispatcher(LOGIN + "/onward").forward(request, response);
        } catch (ServletException e) {
            throw new IOException("the page could not be shown");
        }
    }

    private static @Nullable String askedFor(HttpServletRequest request) {
        return request.getAttribute(PendingLogins.TO) instanceof String page ? page : request.getParameter("to");
    }

    void notLoggedIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException fault)
            throws IOException {
        response.sendRedirect(LOGIN + "?" + wordFor(fault) + to(own(askedFor(request))));
    }

    private static String wordFor(AuthenticationException fault) {
        if (fault instanceof LoginRefused refused) {
            return "code=" + refused.problem().code();
        }
        if (fault.getCause() instanceof ProblemException elsewhere) {
            return "code=" + elsewhere.problem().code();
        }
        if (fault instanceof OAuth2AuthenticationException) {
            return "code=" + Problem.PROVIDER_LOGIN_REFUSED.code();
        }
        return fault instanceof LockedException
                ? "locked"
                : fault instanceof AuthenticationServiceException ? "busy" : "wrong";
    }

    /** A page that needs a login. */
    void toLogin(HttpServletRequest request, HttpServletResponse response, AuthenticationException fault)
            throws IOException {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        boolean isPage = request.getMethod().equals("GET");
        String page = isPage ? request.getRequestURI() + query : pageOf(request);
        // the person who sent a form must see that nothing was done
        send(request, response, LOGIN + (isPage ? "?needed" : "?ended") + to(own(page)));
    }

    /** A session that is over. */
    void ended(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String page = request.getMethod().equals("GET") ? request.getRequestURI() + query : pageOf(request);
        send(request, response, LOGIN + "?ended" + to(own(page)));
    }

    /** A form without a valid token: the session ended, or another person logged in meanwhile. Nothing was done. */
    void stale(HttpServletRequest request, HttpServletResponse response, AccessDeniedException fault)
            throws IOException {
        if (fault instanceof CsrfException) {
            send(request, response, LOGIN + "?ended" + to(own(pageOf(request))));
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** htmx follows no redirect of the browser; it has a header of its own. */
    void send(HttpServletRequest request, HttpServletResponse response, String page) throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", page);
        } else {
            response.sendRedirect(page);
        }
    }

    private static String to(String page) {
        return page.equals(HOME) ? "" : "&to=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
    }

    /** The page on which the form was, if the browser says so. */
    private static @Nullable String pageOf(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null || referer.length() > LONGEST) {
            return null;
        }
        try {
            URI page = URI.create(referer);
            return page.getRawQuery() == null ? page.getRawPath() : page.getRawPath() + "?" + page.getRawQuery();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
