package org.onestophub.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.HubProperties;
import org.onestophub.support.Hospitals;
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

    private static HubInstitutions institutions(String own, String... bound) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("hub.channels.letter-bound.institution", OTHER)));
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
