package org.onestophub.platform.access.people;

import java.time.Clock;
import org.onestophub.log.HubLog;
import org.onestophub.platform.access.identity.LoginServices;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Logs people in whom the hospital's directory knows. */
@Component
class DirectoryLogin {

    private static final HubLog LOG = HubLog.of("console");
    private static final int LONGEST = 200;

    private final LoginServices services;
    private final OutsidePeople people;
    private final Clock clock;

    DirectoryLogin(LoginServices services, OutsidePeople people, Clock clock) {
        this.services = services;
        this.people = people;
        this.clock = clock;
    }

    /**
     * The session of a person.
     * @throws BadCredentialsException if name or password are wrong, or there is no directory
     */
    LoggedIn loggedIn(String name, String password) {
        boolean isName =
                !name.isBlank() && name.length() <= LONGEST && name.codePoints().noneMatch(Character::isISOControl);
        if (!isName) {
            throw new BadCredentialsException("wrong");
        }
        try {
            LoggedIn person = LoggedIn.of(people.enter(services.checked(name, password, people)), clock.instant());
            LOG.event("logged-in");
            return person;
        } catch (UsernameNotFoundException e) {
            throw new BadCredentialsException("wrong");
        }
    }
}
