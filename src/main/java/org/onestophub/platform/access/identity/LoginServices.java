package org.onestophub.platform.access.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.onestophub.complaint.CachedCheck;
import org.onestophub.complaint.contract.rights.LoginWays;
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
    private final Optional<OidcProvider> provider;
    private final CachedCheck<Health> last;

    LoginServices(LoginProperties settings, Clock clock) {
        this.settings = settings;
        this.directory = settings.ldap().isOn() ? Optional.of(new LdapDirectory(settings.ldap())) : Optional.empty();
        this.provider = settings.oidc().isOn() ? Optional.of(new OidcProvider(settings.oidc())) : Optional.empty();
        this.last = new CachedCheck<>(clock, FRESH, OLDEST, this::look);
    }

    @Override
    public boolean hasDirectory() {
        return directory.isPresent();
    }

    @Override
    public boolean hasProvider() {
        return provider.isPresent();
    }

    /** The hospital's identity provider, if it has one. */
    public Optional<OidcProvider> provider() {
        return provider;
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
     *     directory refuses the hub's own account, AC-205 if it refuses TLS, AC-301 if too many ask at one time, AC-302 if it does not answer
     */
    public Identity checked(String name, String password, PasswordAttempts attempts) {
        return directory
                .orElseThrow(() -> new BadCredentialsException("no directory"))
                .check(name, password, attempts);
    }

    /** {@code DEGRADED} with the code of each way by which people cannot log in now; local accounts still do. */
    @Override
    public Health health() {
        return last.get().orElseGet(() -> Health.unknown().build());
    }

    private Health look() {
        Map<String, String> ill = new TreeMap<>();
        note("ldap", () -> directory.ifPresent(LdapDirectory::look), ill);
        note(OidcProvider.SOURCE, () -> provider.ifPresent(OidcProvider::asked), ill);
        return ill.isEmpty()
                ? Health.up().build()
                : Health.status(DEGRADED).withDetails(ill).build();
    }

    private static void note(String way, Runnable look, Map<String, String> ill) {
        try {
            look.run();
        } catch (ProblemException e) {
            ill.put(way, e.problem().code());
        }
    }
}
