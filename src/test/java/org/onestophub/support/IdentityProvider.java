package org.onestophub.support;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An identity provider: Spring's authorization server on a free port of 127.0.0.1, which for browsers is another site than
 * localhost. Every person's password is {@link #PASSWORD}.
 */
public final class IdentityProvider implements AutoCloseable {

    public static final String PASSWORD = "at-the-provider";
    public static final String CLIENT = "hub";
    public static final String SECRET = "secret-of-the-hub";

    private static final Map<String, List<String>> GROUPS = Map.of(
            "zhang.san", List.of("hub-it", "everybody"),
            "li.si", List.of("hub-clinic"),
            "wang.wu", List.of("everybody"));

    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();
    private final int port;
    private final String hub;
    private volatile Consumer<JwtClaimsSet.Builder> falsehood = claims -> {};

    private IdentityProvider(int port, String hub) {
        this.port = port;
        this.hub = hub;
    }

    /** A running provider for a hub at that address. */
    public static IdentityProvider start(String hub) throws IOException {
        IdentityProvider provider = new IdentityProvider(FreePort.next(), hub);
        provider.context.registerBean(
                IdentityProvider.class, () -> provider, definition -> definition.setDestroyMethodName(""));
        provider.context.register(Server.class);
        provider.context.refresh();
        return provider;
    }

    /** Where it is, and what it calls itself. */
    public String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /** Settings with which a hub uses it. */
    public Map<String, String> settings() {
        String oidc = "hub.login.oidc.";
        return Map.of(
                oidc + "issuer",
                issuer(),
                oidc + "allow-plain",
                "true",
                oidc + "hub-address",
                hub,
                oidc + "client-id",
                CLIENT,
                oidc + "client-secret",
                SECRET,
                oidc + "groups.it.group",
                "hub-it",
                oidc + "groups.it.rights",
                "view,configure,audit",
                oidc + "groups.clinic.group",
                "hub-clinic",
                oidc + "groups.clinic.rights",
                "view",
                oidc + "groups.clinic.institutions",
                Hospitals.code(0));
    }

    /** Changes what it says in tokens from now on. */
    public void says(Consumer<JwtClaimsSet.Builder> falsehood) {
        this.falsehood = falsehood;
    }

    @Override
    public void close() {
        context.close();
    }

    /** The parts of it; no configuration by name, as the hub of a test looks for those. */
    @EnableWebSecurity
    static class Server {

        @Bean
        TomcatServletWebServerFactory tomcat(IdentityProvider provider) {
            TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(provider.port);
            factory.setAddress(InetAddress.getLoopbackAddress());
            return factory;
        }

        /** Without a servlet the server runs no filter. */
        @Bean
        HttpServlet nothing() {
            return new HttpServlet() {};
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .oauth2ResourceServer(resources -> resources.jwt(Customizer.withDefaults()))
                    .build();
        }

        @Bean
        AuthorizationServerSettings settings(IdentityProvider provider) {
            return AuthorizationServerSettings.builder()
                    .issuer(provider.issuer())
                    .build();
        }

        @Bean
        RegisteredClientRepository clients(IdentityProvider provider) {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT)
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(provider.hub + "/console/login/oidc")
                    .postLogoutRedirectUri(provider.hub + "/console/login?out")
                    .scope("openid")
                    .scope("profile")
                    .clientSettings(ClientSettings.builder()
                            .requireProofKey(true)
                            .requireAuthorizationConsent(false)
                            .build())
                    .build());
        }

        @Bean
        UserDetailsService people() {
            return new InMemoryUserDetailsManager(GROUPS.keySet().stream()
                    .map(name -> User.withUsername(name)
                            .password("{noop}" + PASSWORD)
                            .authorities(List.of())
                            .build())
                    .toList());
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey((RSAPrivateKey) pair.getPrivate())
                    .keyID("one")
                    .build()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(IdentityProvider provider) {
            return token -> {
                if (token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                    String name = token.getPrincipal().getName();
                    token.getClaims().claim("preferred_username", name).claim("groups", GROUPS.get(name));
                    provider.falsehood.accept(token.getClaims());
                }
            };
        }
    }
}
