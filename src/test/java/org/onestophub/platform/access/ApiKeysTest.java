package org.onestophub.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.core.GrantedAuthority;

class ApiKeysTest {

    private static final String SECRET = "a-secret-with-24-letters";

    @Test
    void noKeyExistsByDefault() {
        assertThat(new ApiKeys(bound(Map.of())).withSecret("")).isEmpty();
    }

    @Test
    void keyIsFoundByItsSecretWhetherGivenPlainOrAsHash() {
        String hash = SecretHash.of(SECRET).setting();

        for (String setting : List.of(
                SECRET, hash, hash.replaceAll("(?<=:).*", hash.substring(7).toUpperCase()))) {
            ApiKeys keys = new ApiKeys(
                    bound(Map.of("hub.access.keys.a.secret", setting, "hub.access.keys.a.roles", "hotline,ops")));

            assertThat(keys.withSecret(SECRET))
                    .hasValueSatisfying(key -> assertThat(key.getName()).isEqualTo("a"));
            assertThat(authorities(keys))
                    .containsExactlyInAnyOrder(
                            "hotline", "view", "content", "operate", "configure", "audit", ApiKey.WHOLE_HUB);
            assertThat(keys.withSecret(SECRET).orElseThrow().isAuthenticated()).isTrue();
            assertThat(keys.withSecret(SECRET).orElseThrow().getCredentials()).isEmpty();
            assertThat(keys.withSecret(hash)).isEmpty();
            assertThat(keys.withSecret(SECRET + "x")).isEmpty();
        }
    }

    @Test
    void keyHasTheRightsThatAreNamedAndNoneTwice() {
        assertThat(authorities(withRoles("view,audit,view"))).containsExactly("view", "audit", ApiKey.WHOLE_HUB);
        assertThat(authorities(withRoles("ops,content,erase")))
                .doesNotHaveDuplicates()
                .contains("erase", "content");
        assertThat(authorities(withRoles("audit"))).containsExactly("audit");
        assertThat(withRoles("audit").hasKeyFor("audit")).isTrue();
        assertThat(withRoles("audit").hasKeyFor("view")).isFalse();
    }

    @Test
    void boundKeyDoesNotSeeTheHubAsAWhole() {
        ApiKeys keys = new ApiKeys(bound(Map.of(
                "hub.access.keys.a.secret",
                SECRET,
                "hub.access.keys.a.roles",
                "view",
                "hub.access.keys.a.institutions",
                "12350200700000013K")));

        assertThat(authorities(keys)).containsExactly("view");
    }

    @Test
    void noSettingGivesTheSightOfTheHubAsAWhole() {
        assertThat(ApiKeys.faultsOf(
                        bound(Map.of("hub.access.keys.a.secret", SECRET, "hub.access.keys.a.roles", ApiKey.WHOLE_HUB))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("hub.access.keys.a.roles"));
    }

    @Test
    void keyWithoutTheRightAndKeyThatIsNoneAreRefused() {
        ApiKeys keys = withRoles("view");

        keys.require("a", KeyRight.VIEW);
        assertThatThrownBy(() -> keys.require("a", KeyRight.CONTENT))
                .isInstanceOfSatisfying(ProblemException.class, fault -> {
                    assertThat(fault.problem()).isEqualTo(Problem.ROLE_MISSING);
                    assertThat(fault.field()).isEqualTo("content");
                });
        assertThatThrownBy(() -> keys.require("b", KeyRight.VIEW)).isInstanceOf(ProblemException.class);
    }

    private static ApiKeys withRoles(String roles) {
        return new ApiKeys(bound(Map.of("hub.access.keys.a.secret", SECRET, "hub.access.keys.a.roles", roles)));
    }

    private static List<String> authorities(ApiKeys keys) {
        return keys.withSecret(SECRET).orElseThrow().getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
    }

    @Test
    void secretOf24CharactersIsTheShortest() {
        assertThat(SecretHash.of("x".repeat(24)).isUsable()).isTrue();
        assertThat(SecretHash.of("x".repeat(23)).isUsable()).isFalse();
        assertThat(SecretHash.of("x".repeat(24)).matches(SecretHash.sha256("x".repeat(24))))
                .isTrue();
    }

    @Test
    void hashOf64HexDigitsIsUsableAndNoOther() {
        SecretHash hash = SecretHash.of(SECRET);

        assertThat(SecretHash.of(hash.setting()).isUsable()).isTrue();
        assertThat(SecretHash.of(hash.setting())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(SecretHash.of(SECRET + "y")).isNotEqualTo(hash).doesNotHaveSameHashCodeAs(hash);
        for (String setting : List.of(
                "sha256:", "sha256:" + "a".repeat(63), "sha256:" + "a".repeat(65), "sha256:" + "g".repeat(64))) {
            assertThat(SecretHash.of(setting).isUsable()).as(setting).isFalse();
            assertThat(SecretHash.of(setting).matches(new byte[32])).isFalse();
        }
        assertThat(hash).hasToString("SecretHash");
    }

    @Test
    void everyWrongSettingIsNamedAndNoneIsQuoted() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("hub.access.keys.short.secret", "too-short-secret");
        wrong.put("hub.access.keys.short.roles", "ops");
        wrong.put("hub.access.keys.bad-hash.secret", "sha256:123");
        wrong.put("hub.access.keys.bad-hash.roles", "king");
        wrong.put("hub.access.keys.none.roles", "ops");
        wrong.put("hub.access.keys.twin-a.secret", SECRET);
        wrong.put("hub.access.keys.twin-a.roles", "ops");
        wrong.put("hub.access.keys.twin-b.secret", SECRET);
        wrong.put("hub.access.keys.twin-b.institutions", "");

        assertThatThrownBy(() -> new ApiKeys(bound(wrong)))
                .hasMessageContaining("hub.access.keys.short.secret")
                .hasMessageContaining("hub.access.keys.bad-hash.secret")
                .hasMessageContaining("hub.access.keys.bad-hash.roles")
                .hasMessageContaining("hub.access.keys.none.secret")
                .hasMessageContaining("hub.access.keys.twin-b.secret")
                .hasMessageContaining("hub.access.keys.twin-b.roles")
                .hasMessageContaining("hub.access.keys.twin-b.institutions")
                .hasMessageNotContaining("too-short-secret")
                .hasMessageNotContaining(SECRET);
        assertThat(ApiKeys.faultsOf(bound(wrong)))
                .extracting(fault -> fault.problem().code())
                .contains("CH-204", "CH-207");
    }

    @Test
    void nameThatCouldForgeASourceKeyIsRefused() {
        AccessProperties properties = new AccessProperties(
                Map.of("a:b", new AccessProperties.Key(SecretHash.of(SECRET), List.of("ops"), "", null)),
                Duration.ofSeconds(1),
                100);

        assertThat(ApiKeys.faultsOf(properties))
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("hub.access.keys.a:b"));
    }

    @Test
    void hashAndKeySayNothingOfThemselves() {
        AccessProperties properties =
                bound(Map.of("hub.access.keys.a.secret", SECRET, "hub.access.keys.a.roles", "ops"));

        assertThat(properties.toString()).doesNotContain(SECRET);
        assertThat(new ApiKeys(properties).withSecret(SECRET).orElseThrow().toString())
                .doesNotContain(SECRET);
    }

    private static AccessProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.access", AccessProperties.class);
    }
}
