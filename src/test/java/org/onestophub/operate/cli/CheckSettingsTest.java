package org.onestophub.operate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.operate.config.OfflineCheck;
import org.onestophub.problem.Fault;

/** The check judges by the settings that the hub itself would have: every source, every form of a name. */
class CheckSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void variablesWithoutTheDashesAreRead() {
        assertThat(places(List.of(), Map.of("HUB_DESTINATIONS_REPORTFTPS_ENABLED", "true")))
                .contains("CH-204 hub.destinations.report-ftps.host", "CH-204 hub.destinations.report-ftps.password");
        assertThat(places(List.of(), Map.of("HUB_CHANNELS_PHONECDRSFTP_ENABLED", "yes")))
                .contains("CH-204 hub.channels.phone-cdr-sftp.host");
    }

    @Test
    void configTreeThatAVariableNamesIsRead() throws IOException {
        Files.writeString(folder.resolve("hub.receive.max-size"), "0\n");

        assertThat(places(List.of(), Map.of("SPRING_CONFIG_IMPORT", "configtree:" + folder + "/")))
                .contains("CH-207 hub.receive.max-size");
    }

    @Test
    void jsonOfSettingsIsRead() {
        assertThat(places(List.of(), Map.of("SPRING_APPLICATION_JSON", "{\"hub\":{\"read\":{\"ocr\":{\"dpi\":0}}}}")))
                .contains("CH-207 hub.read.ocr.dpi");
    }

    @Test
    void fileOfVariablesOfTheServiceIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("hub.env"), """
                # settings of the hub
                ; another comment
                HUB_RECEIVE_MAXSIZE=0
                HUB_DUTY_CALENDAR="none at all"
                HUB_CHANNELS_EMAIL_ENABLED='true'
                HUB_CHANNELS_EMAIL_HOST=mail.\\
                example.org
                HUB_CHANELS_EMAIL_PORT=993
                """);

        Map<String, String> variables = EnvironmentFile.read(file);

        assertThat(variables)
                .containsEntry("HUB_CHANNELS_EMAIL_HOST", "mail.example.org")
                .hasSize(5);
        assertThat(places(List.of(), variables))
                .contains(
                        "CH-207 hub.receive.max-size",
                        "CH-207 hub.duty.calendar",
                        "CH-204 hub.channels.email.password",
                        "CH-213 HUB_CHANELS_EMAIL_PORT");
    }

    @Test
    void wrongSettingsOfEveryPartAreToldTogether() {
        assertThat(places(
                        List.of(
                                "hub.channels.phone-cdr-folder.observations=viel",
                                "hub.channels.phone-cdr-folder.quiet-seconds=-1",
                                "hub.channels.letter-ftp.port=-1",
                                "hub.channels.email.start-tls-required=viel",
                                "hub.receive.max-size=0",
                                "hub.read.ocr.dpi=0",
                                "hub.duty.calendar=0"),
                        Map.of()))
                .containsExactlyInAnyOrder(
                        "CH-207 hub.channels.phone-cdr-folder.observations",
                        "CH-207 hub.channels.phone-cdr-folder.quiet-seconds",
                        "CH-207 hub.channels.letter-ftp.port",
                        "CH-207 hub.channels.email.start-tls-required",
                        "CH-207 hub.receive.max-size",
                        "CH-207 hub.read.ocr.dpi",
                        "CH-207 hub.duty.calendar");
    }

    /** Code and setting of each fault. */
    private static List<String> places(List<String> settings, Map<String, String> variables) {
        List<Fault> faults =
                OfflineCheck.faultsIn(Path.of(""), OfflineRooms.environment(settings, variables), List.of());
        return faults.stream()
                .map(fault -> fault.code() + " "
                        + (fault.file().startsWith("routes/") ? fault.message().replaceFirst(":.*", "") : fault.file()))
                .toList();
    }
}
