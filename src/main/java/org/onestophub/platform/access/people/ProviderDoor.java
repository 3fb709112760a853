package org.onestophub.platform.access.people;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.access.identity.LoginServices;
import org.onestophub.platform.access.identity.OidcProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** The way to the hospital's identity provider and back, and out again. */
@Component
class ProviderDoor {

    private static final String BEGIN = "/console/login/with";
    private static final String OUT = ConsoleRedirects.LOGIN + "?out";

    private final LoginServices services;
    private final PendingLogins pending;
    private final ConsoleRedirects redirects;
    private final Clock clock;

    ProviderDoor(LoginServices services, PendingLogins pending, ConsoleRedirects redirects, Clock clock) {
        this.services = services;
        this.pending = pending;
        this.redirects = redirects;
        this.clock = clock;
    }

    /** Opens it, if the hospital has a provider. */
    void open(HttpSecurity http) throws Exception {
        if (services.provider().isPresent()) {
            OidcProvider provider = services.provider().get();
            http.oauth2Login(login -> open(login, provider));
        }
    }

    private void open(OAuth2LoginConfigurer<HttpSecurity> login, OidcProvider provider) {
        DefaultOAuth2AuthorizationRequestResolver requests =
                new DefaultOAuth2AuthorizationRequestResolver(provider, BEGIN);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        login.loginPage(ConsoleRedirects.LOGIN)
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoTokens())
                .authorizationEndpoint(
                        begin -> begin.authorizationRequestResolver(requests).authorizationRequestRepository(pending))
                .redirectionEndpoint(end -> end.baseUri(OidcProvider.ARRIVAL))
                .successHandler(this::arrived)
                .failureHandler(redirects::notLoggedIn)
                .addObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler(redirects::notLoggedIn);
                        return filter;
                    }
                });
    }

    private void arrived(HttpServletRequest request, HttpServletResponse response, Authentication came)
            throws IOException {
        OAuth2AuthenticationToken token = (OAuth2AuthenticationToken) came;
        ProviderLogin.Arrived person = (ProviderLogin.Arrived) token.getPrincipal();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        LoggedIn loggedIn = LoggedIn.of(person.account(), clock.instant()).by(token);
        context.setAuthentication(loggedIn);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        redirects.arrived(request, response, loggedIn);
    }

    /** After a logout: also out at the provider, if it says how. */
    void left(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
            throws IOException, ServletException {
        @Nullable OAuth2AuthenticationToken token = who instanceof LoggedIn person ? person.token() : null;
        if (token == null || services.provider().isEmpty()) {
            response.sendRedirect(OUT);
            return;
        }
        OidcProvider provider = services.provider().get();
        OidcClientInitiatedLogoutSuccessHandler out = new OidcClientInitiatedLogoutSuccessHandler(provider);
        out.setPostLogoutRedirectUri(provider.address(OUT));
        out.setDefaultTargetUrl(OUT);
        out.setRedirectStrategy(redirects::onward);
        out.onLogoutSuccess(request, response, token);
    }

    /** The hub wants to know who somebody is, and nothing else of the provider. */
    private static final class NoTokens implements OAuth2AuthorizedClientRepository {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // the library's signature
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // dropped
        }

        @Override
        public void removeAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request, HttpServletResponse response) {
            // none is kept
        }
    }
}
