package org.onestophub.loop.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.springframework.mock.env.MockEnvironment;

class DutiesTest {

    @TempDir
    private Path config;

    @Test
    void aChannelWithANameThatNoSettingCanHaveIsExpectedToBringNothing() throws IOException {
        Files.createDirectories(config.resolve("routes"));
        Files.writeString(config.resolve("routes/in-Hot_Line.yaml"), "");
        Files.writeString(config.resolve("routes/in-hotline.yaml"), "");
        MockEnvironment settings = new MockEnvironment().withProperty("hub.channels.hotline.expected-every", "4h");

        Duties duties = new Duties(
                new HubProperties(config, config, ZoneId.of("Asia/Shanghai"), null),
                new DutyProperties("cn-mainland", LocalTime.of(8, 0), LocalTime.of(17, 30)),
                settings);

        assertThat(duties.faults()).isEmpty();
        assertThat(duties.expectedBy("Hot_Line", Instant.EPOCH)).isEmpty();
        assertThat(duties.expectedBy("hotline", Instant.EPOCH)).isPresent();
    }
}
