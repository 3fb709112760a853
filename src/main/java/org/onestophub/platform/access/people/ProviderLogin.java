package org.onestophub.platform.access.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.access.identity.LoginServices;
import org.onestophub.platform.access.identity.OidcProvider;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Logs people in whom the hospital's identity provider sends back. Who has no rights here gets no session. */
@Component
class ProviderLogin implements AuthenticationProvider {

    private static final HubLog LOG = HubLog.of("console");

    private final LoginServices services;
    private final OutsidePeople people;

    /** A person of the provider with the account in the hub. */
    static final class Arrived extends DefaultOidcUser {

        private final transient PersonRow account;

        private Arrived(OidcUser user, PersonRow account) {
            super(List.of(), user.getIdToken(), user.getUserInfo());
            this.account = account;
        }

        PersonRow account() {
            return account;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    ProviderLogin(LoginServices services, OutsidePeople people) {
        this.services = services;
        this.people = people;
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2LoginAuthenticationToken.class.isAssignableFrom(type);
    }

    @Override
    public Authentication authenticate(Authentication answer) throws AuthenticationException {
        try {
            OidcProvider provider =
                    services.provider().orElseThrow(() -> new ProblemException(Problem.PROVIDER_LOGIN_REFUSED));
            OAuth2LoginAuthenticationToken done = provider.arrived(answer);
            OAuth2AccessToken access = done.getAccessToken();
            if (!(done.getPrincipal() instanceof OidcUser user) || access == null) {
                throw new ProblemException(Problem.PROVIDER_LOGIN_REFUSED);
            }
            Arrived person = new Arrived(user, people.enter(provider.identityOf(user)));
            LOG.event("logged-in");
            return new OAuth2LoginAuthenticationToken(
                    done.getClientRegistration(), done.getAuthorizationExchange(), person, List.of(), access);
        } catch (OAuth2AuthenticationException e) {
            // its text may quote what the provider said about the person
            LOG.warn("login-refused", LogKey.CODE, Problem.PROVIDER_LOGIN_REFUSED.code());
            throw new LoginRefused(Problem.PROVIDER_LOGIN_REFUSED);
        } catch (ProblemException e) {
            LOG.warn("login-refused", LogKey.CODE, e.problem().code());
            throw new LoginRefused(e.problem());
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the login cannot be checked now");
        }
    }
}
