package org.onestophub.platform.access.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.onestophub.complaint.CachedCheck;
import org.onestophub.complaint.contract.operations.LoginWays;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;

/** What the hub asks who somebody is, beside its own accounts. */
@Component("loginHealthIndicator")
public class LoginServices implements LoginWays, HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration OLDEST = Duration.ofMinutes(2);

    private final LoginProperties settings;
    private final Optional<LdapDirectory> directory;
    private final CachedCheck<Health> last;

    LoginServices(LoginProperties settings, Clock clock) {
        this.settings = settings;
        this.directory = settings.ldap().isOn() ? Optional.of(new LdapDirectory(settings.ldap())) : Optional.empty();
        this.last = new CachedCheck<>(clock, FRESH, OLDEST, this::look);
    }

    @Override
    public boolean hasDirectory() {
        return directory.isPresent();
    }

    /** Wrong passwords of one person before the directory is asked no more about that person. */
    public int mostFailures() {
        return settings.ldap().mostFailures();
    }

    /** For how long it is not asked. */
    public Duration lock() {
        return settings.ldap().lock();
    }

    /**
     * The person of the directory with that name and password.
     *
     * @param attempts counts wrong passwords
     * @throws org.springframework.security.core.AuthenticationException if name or password are wrong, if there were too many
     *     attempts, or if there is no directory
     * @throws ProblemException AC-112 or AC-202 without rights, AC-203 if the entry cannot be told from others, AC-204 if the
     *     directory refuses the hub's own account, AC-301 if too many ask at one time, AC-302 if it does not answer
     */
    public Identity checked(String name, String password, Attempts attempts) {
        return directory
                .orElseThrow(() -> new BadCredentialsException("no directory"))
                .check(name, password, attempts);
    }

    /** {@code DEGRADED} with the code if the directory does not let people log in now; local accounts still do. */
    @Override
    public Health health() {
        return last.get().orElseGet(() -> Health.unknown().build());
    }

    private Health look() {
        try {
            directory.ifPresent(LdapDirectory::look);
            return Health.up().build();
        } catch (ProblemException e) {
            return Health.status(DEGRADED)
                    .withDetail("ldap", e.problem().code())
                    .build();
        }
    }
}
