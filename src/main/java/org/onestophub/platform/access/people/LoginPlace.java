package org.onestophub.platform.access.people;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** From which address a login comes, and where it says that the person is known. */
final class LoginPlace extends WebAuthenticationDetails {

    private final boolean directory;

    LoginPlace(HttpServletRequest request) {
        super(request);
        this.directory = "ldap".equals(request.getParameter("source"));
    }

    static boolean isDirectory(Authentication asked) {
        @Nullable Object details = asked.getDetails();
        return details instanceof LoginPlace place && place.directory;
    }
}
