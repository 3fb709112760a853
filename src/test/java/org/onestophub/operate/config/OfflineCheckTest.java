package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.operate.cli.OfflineRooms;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.support.ConfigCopy;

/** The product's own files, sound and with one thing wrong at a time, where no hub runs. */
class OfflineCheckTest {

    @TempDir
    private Path folder;

    private ConfigCopy config;

    @BeforeEach
    void copy() throws IOException {
        config = ConfigCopy.withoutSamples(folder.resolve("config"));
    }

    @Test
    void filesOfTheProductAreSound() {
        assertThat(OfflineCheck.faultsIn(Path.of(""), OfflineRooms.environment(List.of()), rooms()))
                .isEmpty();
    }

    @Test
    void everyKindOfFaultIsToldWithFileAndLineAndAllAtOnce() throws IOException {
        config.edit("routes/in-desk.yaml", "id: in-desk", "id: in-reception");
        Files.move(config.file("routes/in-letter-ftp.yaml"), config.file("routes/in-Letter_Ftp.yaml"));
        config.edit("routes/in-hotline.yaml", "ref: receive", "ref: recieve");
        config.edit("routes/in-email-folder.yaml", "method: accept", "method: acept");
        config.edit("routes/in-letter-folder.yaml", ":letter}}'", ":leter}}'");
        config.edit("routes/in-phone-cdr-folder.yaml", "quietSeconds:", "quiteSeconds:");
        config.edit(
                "routes/in-phone-cdr-folder.yaml", "hub.channels.phone-cdr-folder.directory", "hub.channels.nowhere");
        config.edit("routes/flow-patient.yaml", "ledger:patient", "leger:patient");
        config.edit("routes/flow-complaint.yaml", "- bean:", "- baen:");
        config.edit("connectors/folder-files-source.kamelet.yaml", "maxDepth:", "maxDeepth:");
        config.edit("connectors/mllp-listener-source.kamelet.yaml", "kind: Kamelet", "kind: [Kamelet");
        config.edit("connectors/ftp-files-source.kamelet.yaml", "{{maxSize}}", "{{maxSise}}");
        config.edit("mappings/email/email.jslt", "{", "{ \"open\": (");
        config.edit("mappings/letter/mapping.yaml", "reader: scan", "reader: scam");
        config.append("mappings/code-lists/sex.csv", "too,few\n");
        config.append("mappings/patient-context.schema.json", "}");

        assertThat(places())
                .contains(
                        "CH-201 " + config.placeOf("routes/in-desk.yaml", "id: in-reception"),
                        "CH-201 routes/in-Letter_Ftp.yaml:1",
                        "CH-201 " + config.placeOf("routes/in-hotline.yaml", "ref: recieve"),
                        "CH-201 " + config.placeOf("routes/in-email-folder.yaml", "method: acept"),
                        "RC-201 " + config.placeOf("routes/in-letter-folder.yaml", ":leter}}'"),
                        "CH-201 " + config.placeOf("routes/in-phone-cdr-folder.yaml", "quiteSeconds"),
                        "CH-204 " + config.placeOf("routes/in-phone-cdr-folder.yaml", "hub.channels.nowhere"),
                        "CH-201 " + config.placeOf("routes/flow-patient.yaml", "leger:patient"),
                        "CH-201 " + config.placeOf("routes/flow-complaint.yaml", "- baen:"),
                        "CH-202 " + config.placeOf("connectors/folder-files-source.kamelet.yaml", "maxDeepth"),
                        "CH-202 " + config.placeOf("connectors/ftp-files-source.kamelet.yaml", "maxSise"),
                        "CH-203 " + config.placeOf("mappings/letter/mapping.yaml", "reader: scam"),
                        "CH-203 mappings/code-lists/sex.csv:"
                                + Files.readAllLines(config.file("mappings/code-lists/sex.csv"))
                                        .size());
        assertThat(places()).anyMatch(place -> place.startsWith("CH-203 mappings/patient-context.schema.json:"));
        assertThat(places()).anyMatch(place -> place.matches("CH-203 mappings/email/email.jslt:[1-9]\\d*"));
        assertThat(places())
                .anyMatch(place -> place.matches("CH-202 connectors/mllp-listener-source.kamelet.yaml:[1-9]\\d*"));
    }

    @Test
    void enabledChannelNeedsItsSecretsAndADisabledOneDoesNot() throws IOException {
        assertThat(faultsWith()).isEmpty();

        List<Fault> found = faultsWith(
                "hub.channels.email.enabled=true", "hub.channels.email.host=h", "hub.channels.email.username=u");

        assertThat(found)
                .extracting(Fault::code, Fault::file, Fault::message)
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        "CH-204", "routes/in-email.yaml", "hub.channels.email.password"));
        assertThat(found.get(0).line()).isPositive();
    }

    @Test
    void faultInADialectIsToldWithFileAndLine() throws IOException {
        config.edit("mappings/phone-cdr/dialects/cucm.yaml", "caller:", "coller:");
        config.edit("mappings/phone-cdr/dialects/3cx.yaml", "patterns: {time-start: '", "patterns: {time-start: '(");
        config.edit("mappings/phone-cdr/dialects/freeswitch-example.yaml", "columns: [", "columns: {[");

        assertThat(places())
                .contains(
                        "RD-201 " + config.placeOf("mappings/phone-cdr/dialects/cucm.yaml", "coller:"),
                        "RD-201 " + config.placeOf("mappings/phone-cdr/dialects/3cx.yaml", "patterns:"))
                .anyMatch(place -> place.startsWith("CH-203 mappings/phone-cdr/dialects/freeswitch-example.yaml:"));
    }

    @Test
    void foldersWithoutDialectsAreSound() throws IOException {
        org.springframework.util.FileSystemUtils.deleteRecursively(config.file("mappings/phone-cdr/dialects"));

        assertThat(faultsWith()).isEmpty();
    }

    @Test
    void doorHasOneChannelBehindItThatOfItsOwnNameBeforeOthers() throws IOException {
        Files.copy(config.file("routes/in-desk.yaml"), config.file("routes/in-counter.yaml"));
        config.edit("routes/in-counter.yaml", "id: in-desk", "id: in-counter");

        assertThat(faultsWith("hub.channels.desk.enabled=false")).isEmpty();
        assertThat(faultsWith("hub.channels.desk.enabled=true"))
                .containsExactly(new Fault(
                        "routes/in-counter.yaml",
                        Integer.parseInt(config.placeOf("routes/in-counter.yaml", "door: desk")
                                .split(":")[1]),
                        "CH-201",
                        "the door desk belongs to in-desk"));
    }

    @Test
    void channelsThatTakeFromOnePlaceAreToldOfEachOther() {
        String letters = "hub.channels.letter-folder.";
        String calls = "hub.channels.phone-cdr-folder.";

        assertThat(shared(
                        letters + "directory=/srv/in", calls + "directory=/srv/in/./calls/..", calls + "enabled=false"))
                .as("a channel that is off takes nothing")
                .isEmpty();
        assertThat(shared(
                        letters + "directory=/srv/in",
                        calls + "directory=/srv/in/./calls/..",
                        letters + "enabled=true",
                        calls + "enabled=true"))
                .containsExactlyInAnyOrder(
                        "routes/in-letter-folder.yaml in-phone-cdr-folder",
                        "routes/in-phone-cdr-folder.yaml in-letter-folder");
        assertThat(shared(
                        letters + "directory=/srv/in",
                        calls + "directory=/srv/in/calls",
                        letters + "enabled=true",
                        calls + "enabled=true"))
                .isEmpty();
        assertThat(shared(
                        mailbox("email", "Mail.example.org", "INBOX"),
                        mailbox("hotline-sheet-mail", "mail.example.org", "")))
                .containsExactlyInAnyOrder(
                        "routes/in-email.yaml in-hotline-sheet-mail", "routes/in-hotline-sheet-mail.yaml in-email");
        assertThat(shared(
                        mailbox("email", "mail.example.org", "INBOX"),
                        mailbox("hotline-sheet-mail", "mail.example.org", "Orders")))
                .isEmpty();
    }

    private static String[] mailbox(String channel, String host, String folder) {
        String prefix = "hub.channels." + channel + ".";
        List<String> settings = new ArrayList<>(List.of(
                prefix + "enabled=true",
                prefix + "host=" + host,
                prefix + "username=office@example.org",
                prefix + "password=secret"));
        if (!folder.isEmpty()) {
            settings.add(prefix + "folder=" + folder);
        }
        return settings.toArray(String[]::new);
    }

    private List<String> shared(String[] one, String[] other) {
        return shared(Stream.of(one, other).flatMap(Stream::of).toArray(String[]::new));
    }

    private List<String> shared(String... settings) {
        return faultsWith(settings).stream()
                .filter(fault -> fault.code().equals(Problem.PLACE_SHARED.code()))
                .map(fault -> fault.file() + " " + fault.message())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "oa-webhook, url secret",
        "report-file, ''",
        "report-sftp, host username password known-hosts-file",
        "report-ftps, host username password",
        "office-mail, host from domains",
        "case-table, url username password",
        "his-hl7, host",
        "partner-queue, url username password"
    })
    void enabledDestinationNeedsItsSecretsWhereItHandsOver(String name, String missing) throws IOException {
        String its = "hub.destinations." + name + ".";

        List<Fault> found = faultsWith(its + "enabled=true");

        assertThat(found)
                .extracting(Fault::message)
                .containsExactlyInAnyOrder(Stream.of(missing.split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(its::concat)
                        .toArray(String[]::new));
        assertThat(found).extracting(Fault::code).allMatch("CH-204"::equals);
        for (Fault fault : found) {
            assertThat(Files.readAllLines(config.file("routes/out-" + name + ".yaml"))
                            .get(fault.line() - 1))
                    .contains(fault.message());
        }
    }

    private List<String> places() {
        return faultsWith().stream()
                .map(fault -> fault.code() + " " + fault.file() + ":" + fault.line())
                .toList();
    }

    private List<Fault> faultsWith(String... settings) {
        return OfflineCheck.faultsIn(config.root(), OfflineRooms.environment(List.of(settings)), rooms());
    }

    private List<org.onestophub.complaint.contract.FolderCheck> rooms() {
        return OfflineRooms.checks(folder.resolve("tmp"), Clock.systemUTC());
    }
}
