package org.onestophub.platform.access.identity;

import java.net.http.HttpClient;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.access.identity.LoginProperties.Oidc;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * The hospital's identity provider. What it publishes about itself is asked for at the first login, not at the start: the hub
 * runs without it. Each request to it is bounded in time and follows no redirect.
 */
public final class OidcProvider implements ClientRegistrationRepository {

    /** The one provider, in addresses of the hub and in front of names. */
    public static final String SOURCE = "oidc";

    /** Where the provider sends the browser back to. */
    public static final String ARRIVAL = "/console/login/" + SOURCE;

    /** A slow provider must not take the threads that serve those who send complaints. */
    private static final int AT_ONE_TIME = 10;

    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private final Oidc settings;
    private final RestTemplate line;
    private final OidcAuthorizationCodeAuthenticationProvider judge;
    private final Semaphore places = new Semaphore(AT_ONE_TIME);
    private volatile @Nullable ClientRegistration known;

    OidcProvider(Oidc settings) {
        this.settings = settings;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .sslContext(TrustedCertificates.of(settings.certificateFile()).context())
                .connectTimeout(settings.timeout())
                .build());
        requests.setReadTimeout(settings.timeout());
        this.line = new RestTemplate(requests);
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        DefaultOAuth2UserService facts = new DefaultOAuth2UserService();
        facts.setRestOperations(line);
        OidcUserService users = new OidcUserService();
        users.setOauth2UserService(facts);
        this.judge = new OidcAuthorizationCodeAuthenticationProvider(tokens, users);
        judge.setJwtDecoderFactory(this::decoder);
    }

    private JwtDecoder decoder(ClientRegistration registration) {
        String keys = Objects.requireNonNull(
                registration.getProviderDetails().getJwkSetUri(), "OpenID Connect Discovery requires it");
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(keys).restOperations(line).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(new JwtTimestampValidator(), new OidcIdTokenValidator(registration))));
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    /**
     * What the provider publishes about itself, with the hub's part.
     * @throws ProblemException AC-303 if it does not answer, or says that it is another
     */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!SOURCE.equals(id)) {
            return null;
        }
        ClientRegistration seen = known;
        return seen == null ? asked() : seen;
    }

    /** Asks the provider anew, so that what it changed is known, and whether it answers. */
    ClientRegistration asked() {
        try {
            Map<String, Object> published = line.exchange(
                            settings.issuer() + "/.well-known/openid-configuration", HttpMethod.GET, null, JSON)
                    .getBody();
            if (published == null || !settings.issuer().equals(published.get("issuer"))) {
                throw new ProblemException(Problem.PROVIDER_UNREACHABLE, "issuer");
            }
            ClientRegistration fresh = ClientRegistrations.fromOidcConfiguration(published)
                    .registrationId(SOURCE)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .redirectUri(settings.hubAddress() + ARRIVAL)
                    .scope(settings.scopeWords())
                    .build();
            known = fresh;
            return fresh;
        } catch (RestClientException | IllegalArgumentException | IllegalStateException e) {
            throw new ProblemException(Problem.PROVIDER_UNREACHABLE);
        }
    }

    /** An address of the hub as browsers know it. */
    public String address(String path) {
        return settings.hubAddress() + path;
    }

    /**
     * The person with whom a browser came back, after the library has checked state, code, nonce and token. What the person may
     * do in the hub, {@link #identityOf} says.
     *
     * @throws org.springframework.security.core.AuthenticationException if anything about the answer is wrong
     * @throws ProblemException AC-115 if the answer is none of OpenID Connect, AC-301 if too many come back at one time
     */
    public OAuth2LoginAuthenticationToken arrived(Authentication answer) {
        if (!places.tryAcquire()) {
            throw new ProblemException(Problem.WORK_BUSY);
        }
        try {
            if (judge.authenticate(answer) instanceof OAuth2LoginAuthenticationToken person) {
                return person;
            }
            throw new ProblemException(Problem.PROVIDER_LOGIN_REFUSED);
        } finally {
            places.release();
        }
    }

    /**
     * Who that is for the hub: the provider and its lasting id of the person, with the sum of the groups.
     * @throws ProblemException AC-112 or AC-202 without rights
     */
    public Identity identityOf(OidcUser user) {
        String id = Objects.requireNonNull(user.getSubject(), "a token without it is refused before");
        @Nullable String name = user.getClaimAsString(settings.nameClaim());
        Collection<?> groups =
                user.getClaims().get(settings.groupsClaim()) instanceof Collection<?> listed ? listed : List.of();
        Grant grant = Grant.sumOf(settings.groups().values().stream()
                .filter(rule -> groups.contains(rule.group()))
                .toList());
        return new Identity(SOURCE, settings.issuer() + " " + id, name == null ? id : name, grant);
    }
}
