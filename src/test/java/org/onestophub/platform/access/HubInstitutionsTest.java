package org.onestophub.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.SettingsApplied;
import org.onestophub.support.Hospitals;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class HubInstitutionsTest {

    private static final String OWN = Hospitals.code(0);
    private static final String OTHER = Hospitals.code(1);

    @Test
    void channelOfAHubOfOneInstitutionIsItsOwn() {
        assertThat(institutions(OWN).ownerOf("hotline")).contains(OWN);
        assertThat(institutions(OWN).others()).isEmpty();
        assertThat(institutions("").ownerOf("hotline")).isEmpty();
    }

    @Test
    void channelThatServesManyInstitutionsBelongsToNone() {
        HubInstitutions many = institutions(OWN, OWN, OTHER);

        assertThat(many.others()).containsExactly(OTHER);
        assertThat(many.ownerOf("hotline")).isEmpty();
        assertThat(many.ownerOf("letter-bound")).contains(OTHER);
        assertThat(many.ofInput("hotline", "")).isEmpty();
    }

    @Test
    void bindingOfAChannelCountsFromTheApplyOn() {
        Map<String, Object> live = new HashMap<>();
        HubInstitutions many = institutions(live, OWN, OWN, OTHER);
        try (AnnotationConfigApplicationContext hub = new AnnotationConfigApplicationContext()) {
            hub.registerBean(HubInstitutions.class, () -> many);
            hub.refresh();
            assertThat(many.ofInput("letter", "")).isEmpty();

            live.put("hub.channels.letter.institution", OTHER);
            hub.publishEvent(new SettingsApplied());

            assertThat(many.ofInput("letter", "")).isEqualTo(OTHER);
        }
    }

    private static HubInstitutions institutions(String own, String... bound) {
        return institutions(Map.of("hub.channels.letter-bound.institution", OTHER), own, bound);
    }

    private static HubInstitutions institutions(Map<String, Object> set, String own, String... bound) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new MapPropertySource("test", set));
        Map<String, AccessProperties.Key> keys = bound.length == 0
                ? Map.of()
                : Map.of("many", new AccessProperties.Key(SecretHash.of("s"), List.of("ops"), "", List.of(bound)));
        return new HubInstitutions(
                new HubProperties(
                        Path.of("data"),
                        Path.of("."),
                        ZoneId.of("Asia/Shanghai"),
                        new HubProperties.Institution(own, "")),
                new AccessProperties(keys, Duration.ofSeconds(20), 100),
                settings);
    }
}
