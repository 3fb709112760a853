package org.onestophub.platform.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.FreePort;
import org.onestophub.support.TestTls;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the identity provider publishes about itself, and whether it is believed. */
class OidcProviderIT {

    private static final String PUBLISHED = """
            {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
             "jwks_uri": "%1$s/keys", "end_session_endpoint": "%1$s/out",
             "subject_types_supported": ["public"], "response_types_supported": ["code"],
             "id_token_signing_alg_values_supported": ["RS256"]}
            """;

    @TempDir
    private static Path folder;

    private static TestTls tls;
    private static HttpsServer server;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        tls = TestTls.make(folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        address = "https://localhost:" + server.getAddress().getPort();
        answer("/", PUBLISHED.formatted(address));
        answer("/other", PUBLISHED.formatted("https://evil.example"));
        answer("/text", "no json");
        server.createContext("/moved/.well-known/openid-configuration", exchange -> {
            exchange.getResponseHeaders().add("Location", address + "/.well-known/openid-configuration");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    private static void answer(String path, String text) {
        String at = (path.equals("/") ? "" : path) + "/.well-known/openid-configuration";
        server.createContext(at, exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void providerOfTheHospitalsOwnAuthorityIsBelieved() {
        var registration = provider().findByRegistrationId("oidc");

        assertThat(registration).isNotNull();
        assertThat(registration.getRedirectUri()).isEqualTo("https://hub.hospital.example/console/login/oidc");
        assertThat(registration.getProviderDetails().getTokenUri()).isEqualTo(address + "/token");
        assertThat(registration.getScopes()).containsExactlyInAnyOrder("openid", "profile");
        assertThat(provider().findByRegistrationId("another")).isNull();
    }

    @Test
    void providerOfAnotherAuthorityOrOfAnotherNameIsNot() {
        unreachable(provider("certificate-file", ""));
        unreachable(provider("issuer", address + "/other"));
        unreachable(provider("issuer", address + "/text"));
        unreachable(provider("issuer", address + "/moved"));
        unreachable(provider("issuer", address + "/missing"));
        unreachable(provider("issuer", address + "/"));
    }

    @Test
    void providerThatIsDownShowsInHealthAndStopsNothing() throws IOException {
        LoginServices services =
                new LoginServices(bound("issuer", "https://localhost:" + FreePort.next()), Clock.systemUTC());

        assertThat(services.hasProvider()).isTrue();
        assertThat(services.health().getDetails()).containsEntry("oidc", "AC-303");
    }

    @Test
    @Timeout(20)
    void providerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            unreachable(provider(
                    "issuer", "http://localhost:" + silent.getLocalPort(), "timeout", "1s", "allow-plain", "true"));
        }
    }

    private static void unreachable(OidcProvider provider) {
        assertThatThrownBy(() -> provider.findByRegistrationId("oidc"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.problem()).isEqualTo(Problem.PROVIDER_UNREACHABLE));
    }

    private static OidcProvider provider(String... changed) {
        return new OidcProvider(bound(changed).oidc());
    }

    private static LoginProperties bound(String... changed) {
        String oidc = "hub.login.oidc.";
        Map<String, String> settings = new HashMap<>(Map.of(
                oidc + "issuer", address,
                oidc + "hub-address", "https://hub.hospital.example",
                oidc + "client-id", "hub",
                oidc + "client-secret", "secret",
                oidc + "certificate-file", tls.certificate().toString()));
        for (int i = 0; i < changed.length; i += 2) {
            settings.put(oidc + changed[i], changed[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.login", LoginProperties.class);
    }
}
