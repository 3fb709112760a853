package org.onestophub.platform.access.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks a name and a password. Five wrong passwords lock the account for 15 minutes. An account that is not there, is
 * disabled or has another password gives one and the same answer after the same time. Which of the two ways a password goes
 * is the person's choice: one of a local account is never sent to the directory.
 */
@Component
class PersonLogin implements AuthenticationProvider {

    static final int MOST_FAILURES = 5;
    static final Duration LOCK = Duration.ofMinutes(15);

    private static final HubLog LOG = HubLog.of("console");
    private static final int LONGEST = 200;

    private final PersonTable table;
    private final Passwords passwords;
    private final DirectoryLogin directory;
    private final LoginThrottle throttle;
    private final Clock clock;

    PersonLogin(PersonTable table, Passwords passwords, DirectoryLogin directory, LoginThrottle throttle, Clock clock) {
        this.table = table;
        this.passwords = passwords;
        this.directory = directory;
        this.throttle = throttle;
        this.clock = clock;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    @Override
    public Authentication authenticate(Authentication asked) throws AuthenticationException {
        String address = addressOf(asked);
        if (!throttle.lets(address)) {
            throw new LockedException("throttled");
        }
        try {
            String password = String.valueOf(asked.getCredentials());
            return LoginPlace.isDirectory(asked)
                    ? directory.loggedIn(asked.getName(), password)
                    : loggedIn(asked.getName(), password);
        } catch (BadCredentialsException e) {
            throttle.failed(address);
            LOG.warn("login-failed");
            throw e;
        } catch (ProblemException e) {
            LOG.warn("login-refused", LogKey.CODE, e.problem().code());
            throw new LoginRefused(e.problem());
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the login cannot be checked now");
        }
    }

    private Authentication loggedIn(String name, String password) {
        Instant now = clock.instant();
        Optional<PersonRow> found =
                name.length() <= LONGEST && PeopleBook.isName(name) ? table.named(name) : Optional.empty();
        if (found.isEmpty() || found.get().disabled()) {
            passwords.matchNobody(password);
            throw new BadCredentialsException("wrong");
        }
        table.forgetOldLock(name, now);
        if (!table.beginAttempt(name, now, MOST_FAILURES, now.plus(LOCK))) {
            LOG.warn("login-locked");
            throw new LockedException("locked");
        }
        if (!passwords.matches(password, found.get().password())) {
            throw new BadCredentialsException("wrong");
        }
        table.endAttempt(name, now);
        LOG.event("logged-in");
        return LoggedIn.of(found.get(), now);
    }

    private static String addressOf(Authentication asked) {
        @Nullable Object details = asked.getDetails();
        return details instanceof WebAuthenticationDetails web ? String.valueOf(web.getRemoteAddress()) : "";
    }
}
