package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.OnestopHub;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.operate.console.ConsolePerson.Page;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.simulator.HubSettings;
import org.onestophub.support.FreePort;
import org.onestophub.support.IdentityProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/** People whom the hospital's identity provider sends, in the console of a hub that uses it. */
@Tag("heavy")
class ProviderConsoleIT {

    private static final String BEGIN = "/console/login/with/oidc";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

    @TempDir
    private static Path folder;

    private static IdentityProvider provider;
    private static ConfigurableApplicationContext hub;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        port = FreePort.next();
        provider = IdentityProvider.start("http://localhost:" + port);
        HubSettings settings = new HubSettings(PreparedHome.at(folder.resolve("home")), port)
                .set("hub.channels.patient-adt.port", FreePort.next());
        provider.settings().forEach(settings::set);
        LoggingSystem.get(ProviderConsoleIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(new Class<?>[] {OnestopHub.class}, settings.arguments());
    }

    @AfterAll
    static void stop() {
        hub.close();
        provider.close();
    }

    @AfterEach
    void providerSaysTheTruthAgain() {
        provider.says(claims -> {});
    }

    @Test
    void personOfTheProviderHasTheRightsOfTheGroups() {
        ConsolePerson person = new ConsolePerson(port);

        Page arrived = walk(person, BEGIN + "?to=/console/system/access-log", "zhang.san");

        assertThat(arrived.status()).as(arrived.body()).isEqualTo(200);
        assertThat(arrived.body()).contains("content=\"0;url=/console/system/access-log\"");
        assertThat(person.get("/console/system/access-log").status()).isEqualTo(200);
        assertThat(person.get("/console/account").body())
                .contains("oidc:zhang.san")
                .doesNotContain("name=\"fresh\"");
        assertThat(hub.getBean(People.class).list())
                .filteredOn(known -> known.name().equals("oidc:zhang.san"))
                .singleElement()
                .satisfies(known -> assertThat(known.subject()).isEqualTo(provider.issuer() + " zhang.san"));
    }

    @Test
    void loginAsksForProofAndANonceAndComesBackToTheHubAlone() {
        Page begun = new ConsolePerson(port).get(BEGIN);

        assertThat(begun.location())
                .startsWith(provider.issuer() + "/oauth2/authorize?")
                .contains("code_challenge_method=S256", "nonce=", "state=", "response_type=code")
                .contains("redirect_uri=http://localhost:" + port + "/console/login/oidc");
        assertThat(begun.header("Set-Cookie"))
                .contains("console-login=", "HttpOnly", "SameSite=Lax")
                .doesNotContain("console=");
    }

    @Test
    void whoIsInNoGroupGetsNoSession() {
        ConsolePerson person = new ConsolePerson(port);

        assertThat(walk(person, BEGIN, "wang.wu").location()).endsWith("/console/login?code=AC-112");
        assertThat(person.get("/console").location()).contains("/console/login");
    }

    @Test
    void tokenThatIsWrongGetsNobodyIn() {
        Map<String, Consumer<JwtClaimsSet.Builder>> falsehoods = Map.of(
                "issuer", claims -> claims.issuer("http://evil.example"),
                "audience", claims -> claims.audience(List.of("another")),
                "nonce", claims -> claims.claim("nonce", "another"),
                "authorized party", claims -> claims.claim("azp", "another"),
                "expired",
                        claims -> claims.issuedAt(Instant.now().minus(Duration.ofHours(2)))
                                .expiresAt(Instant.now().minus(Duration.ofHours(1))));
        falsehoods.forEach((name, falsehood) -> {
            provider.says(falsehood);
            ConsolePerson person = new ConsolePerson(port);

            assertThat(walk(person, BEGIN, "zhang.san").location()).as(name).endsWith("/console/login?code=AC-115");
            assertThat(person.get("/console").location()).as(name).contains("/console/login");
        });
    }

    @Test
    void answerCountsOnceAndOnlyInTheBrowserThatAsked() {
        ConsolePerson person = new ConsolePerson(port);
        String answer = answer(person, BEGIN, "zhang.san");

        assertThat(new ConsolePerson(port).at(answer).location()).endsWith("code=AC-115");
        assertThat(person.at(answer.replace("state=", "state=x")).location()).endsWith("code=AC-115");
        // the wrong answer has used the login up
        assertThat(person.at(answer).location()).endsWith("code=AC-115");
        assertThat(new ConsolePerson(port)
                        .get("/console/login/oidc?error=access_denied&state=x")
                        .location())
                .endsWith("code=AC-115");
        assertThat(new ConsolePerson(port).get("/console/login/with/another").status())
                .isNotEqualTo(500);
    }

    @Test
    void nobodyIsLedElsewhereAfterALogin() {
        for (String to : List.of("https://evil.example/", "//evil.example", "/console//evil.example")) {
            assertThat(walk(new ConsolePerson(port), BEGIN + "?to=" + to, "zhang.san")
                            .body())
                    .as(to)
                    .contains("content=\"0;url=/console\"")
                    .doesNotContain("evil");
        }
        assertThat(new ConsolePerson(port)
                        .get("/console/login/onward?onward=https://evil.example")
                        .location())
                .contains("/console/login")
                .doesNotContain("evil");
    }

    @Test
    void healthSaysThatTheProviderAnswers() {
        assertThat(hub.getBean("loginHealthIndicator", HealthIndicator.class)
                        .health()
                        .getStatus()
                        .getCode())
                .isEqualTo("UP");
    }

    @Test
    void browserGoesToTheProviderAndBackAndOutInBothLanguages() {
        for (String language : List.of("zh", "en")) {
            try (Chromium browser = Chromium.open("http://localhost:" + port)) {
                browser.language(language, "/console/complaints");
                browser.shows(language.equals("zh") ? "统一身份认证" : "single sign-on");
                assertThat(browser.barriers()).isEmpty();
                browser.press("main a[href*='/with/oidc']");
                browser.shows("Please sign in");
                browser.field("username", "zhang.san");
                browser.field("password", IdentityProvider.PASSWORD);
                browser.press("button");
                browser.arrives("/console/complaints");
                browser.shows("oidc:zhang.san");
                assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
                browser.press("form[action$='/logout'] button");
                browser.arrives("/console/login?out");
                browser.go("/console/complaints");
                browser.press("main a[href*='/with/oidc']");
                // out at the provider too
                browser.shows("Please sign in");
            }
        }
    }

    /** Begins a login, answers the provider's form, and comes back. */
    private static Page walk(ConsolePerson person, String begin, String name) {
        return person.at(answer(person, begin, name));
    }

    /** The address with which the provider sends the person back. */
    private static String answer(ConsolePerson person, String begin, String name) {
        String asked = person.get(begin).location();
        Page form = person.at(target(person.at(asked, "Accept", "text/html")), "Accept", "text/html");
        Matcher token = TOKEN.matcher(form.body());
        assertThat(token.find()).as(form.body()).isTrue();
        Page entered = person.postAt(
                form.response().uri().toString(),
                "username",
                name,
                "password",
                IdentityProvider.PASSWORD,
                "_csrf",
                token.group(1));
        Page back = person.at(target(entered), "Accept", "text/html");
        assertThat(URI.create(back.location()).getPath()).isEqualTo("/console/login/oidc");
        return back.location();
    }

    private static String target(Page redirect) {
        return redirect.response().uri().resolve(redirect.location()).toString();
    }
}
