package org.onestophub.operate.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.operate.cli.HubClient;
import org.onestophub.support.Hospitals;
import org.onestophub.support.HubUnderTest;
import picocli.CommandLine;

/** {@code feed sync} against the whole hub: whatever happens to a run, the folder ends with exactly what the key sees. */
class FeedSyncIT {

    private static final int HOSPITAL = 40;

    private static HubUnderTest hub;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        hub = HubUnderTest.get();
    }

    @Test
    void folderHoldsEveryComplaintOfTheInstitutionAndProvesIt() throws IOException {
        String first = enter("sync-1");
        assertThat(sync()).isZero();
        assertThat(complaints()).isEqualTo(ofTheHospital()).containsKey(first);
        assertThat(Files.readString(folder.resolve("complaints.csv"))).startsWith("\"subject\",\"sequence\"");
        assertThat(Files.readAllLines(folder.resolve("proof.csv"))).isNotEmpty();

        String second = enter("sync-2");
        // a run that was killed while it wrote
        Files.writeString(
                folder.resolve("events.ndjson"),
                "{\"half an ev",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("cursor.json.part"), "{");
        Files.writeString(folder.resolve("complaints.ndjson.part"), "{");
        assertThat(sync()).isZero();

        assertThat(complaints()).isEqualTo(ofTheHospital()).containsKeys(first, second);
    }

    @Test
    void folderKilledBeforeItsFirstCursorTakesTheSnapshotAgain() throws IOException {
        enter("sync-3");
        Files.writeString(folder.resolve("snapshot.part"), "cut");
        Files.writeString(folder.resolve("snapshot.ndjson.gz"), "of another run");

        assertThat(sync()).isZero();

        assertThat(complaints()).isEqualTo(ofTheHospital());
    }

    @Test
    void folderThatLacksAnEventDoesNotAddUp() throws IOException {
        enter("sync-4");
        assertThat(sync()).isZero();
        enter("sync-5");
        assertThat(sync()).isZero();
        Path events = folder.resolve("events.ndjson");
        List<String> lines = Files.readAllLines(events);
        String cut = " ".repeat(lines.get(0).length() - 2);
        Files.writeString(
                events,
                "{" + cut + "}\n" + String.join("\n", lines.subList(1, lines.size())) + (lines.size() > 1 ? "\n" : ""));

        assertThat(sync()).isOne();
    }

    @Test
    void whatCouldNotBeProcessedIsSaidToTheHub() throws IOException {
        String number = enter("sync-6");
        assertThat(sync()).isZero();
        Path rejects = folder.resolve("rejects.csv");
        Files.writeString(rejects, number + ",DIV-7,division unknown\n");

        assertThat(sync("--rejects", rejects.toString())).isZero();
        assertThat(sync("--rejects", rejects.toString())).isZero();

        assertThat(hub.jdbc()
                        .sql("select count(*) from feed_reject j join complaint c on c.id = j.complaint_id"
                                + " where c.number = :number")
                        .param("number", number)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private String enter(String task) {
        String order = "{\"taskId\":\"" + task + "\",\"round\":\"1\",\"serviceType\":\"投诉\",\"discription\":\"候诊\"}";
        var reply = hub.caller(Hospitals.key(HOSPITAL)).post("/api/hotline/v1/work-orders", order);
        HubUnderTest.End end = hub.endOf(reply.json().path("receiptNumber").asText());
        String number = hub.complaintsOf(end.receiptId()).get(0);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> hub.jdbc()
                                .sql("select count(*) from event e join complaint c on c.id = e.complaint_id"
                                        + " where c.number = :number and e.feed_no is null")
                                .param("number", number)
                                .query(Long.class)
                                .single()
                        == 0);
        return number;
    }

    /** Numbers of the complaints in the folder, with the place of their latest event. */
    private Map<String, Long> complaints() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("complaints.ndjson"))) {
            var event = HubClient.JSON.readTree(line);
            assertThat(found.put(
                            event.path("subject").asText(),
                            event.path("sequence").asLong()))
                    .as("a complaint twice")
                    .isNull();
        }
        return found;
    }

    private static Map<String, Long> ofTheHospital() {
        Map<String, Long> found = new TreeMap<>();
        hub.jdbc()
                .sql("select c.number, max(e.feed_no) from complaint c join event e on e.complaint_id = c.id"
                        + " where c.institution = :code and e.about is null and not e.by_machine group by c.number")
                .param("code", Hospitals.code(HOSPITAL))
                .query(row -> {
                    found.put(row.getString(1), row.getLong(2));
                });
        return found;
    }

    private int sync(String... more) throws IOException {
        Path key = folder.resolveSibling(folder.getFileName() + ".key");
        Files.writeString(key, hub.caller(Hospitals.key(HOSPITAL)).key());
        CommandLine command = new CommandLine(new FeedCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(System.err, true));
        List<String> arguments = new ArrayList<>(List.of(
                "sync",
                "--url",
                "http://127.0.0.1:" + hub.httpPort(),
                "--key-file",
                key.toString(),
                "--folder",
                folder.toString()));
        arguments.addAll(List.of(more));
        return command.execute(arguments.toArray(String[]::new));
    }
}
