package org.onestophub.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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
            assertThat(keys.withSecret(SECRET).orElseThrow().getAuthorities()).hasSize(2);
            assertThat(keys.withSecret(SECRET).orElseThrow().isAuthenticated()).isTrue();
            assertThat(keys.withSecret(SECRET).orElseThrow().getCredentials()).isEmpty();
            assertThat(keys.withSecret(hash)).isEmpty();
            assertThat(keys.withSecret(SECRET + "x")).isEmpty();
        }
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
