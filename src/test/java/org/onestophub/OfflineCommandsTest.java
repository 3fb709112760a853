package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.support.ConfigCopy;
import picocli.CommandLine;

/** Commands that need no hub: exit status, text and JSON. */
class OfflineCommandsTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void soundFilesAreStatusZeroAndFaultsAreOneWithTheirLines() throws IOException {
        ConfigCopy config = ConfigCopy.withoutSamples(folder.resolve("config"));
        assertThat(run("check", "--config-dir", config.root().toString())).isZero();
        assertThat(out.toString()).contains("No fault.");

        config.edit("routes/in-desk.yaml", "ref: receive", "ref: recieve");
        config.edit("routes/in-hotline.yaml", "id: in-hotline", "id: in-hotlien");

        assertThat(run("check", "--config-dir", config.root().toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        config.placeOf("routes/in-desk.yaml", "ref: recieve") + "  CH-201",
                        config.placeOf("routes/in-hotline.yaml", "in-hotlien") + "  CH-201",
                        "2 fault(s)");
        assertThat(run("check", "--config-dir", config.root().toString(), "--json"))
                .isEqualTo(1);
        assertThat(json().path("faults")).hasSize(2);
        assertThat(run("check", "--config-dir", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(run("check", "--unknown")).isEqualTo(2);
    }

    @Test
    void goldenSamplesAreRunWithoutAHub() throws IOException {
        ConfigCopy config = ConfigCopy.to(folder.resolve("config"));
        assertThat(run(
                        "mapping",
                        "test",
                        "hotline",
                        "--config-dir",
                        config.root().toString()))
                .isZero();
        assertThat(out.toString()).contains("0 red");

        config.edit("mappings/hotline/hotline.jslt", "\"hotline\"", "\"letter\"");

        assertThat(run(
                        "mapping",
                        "test",
                        "hotline",
                        "--json",
                        "--config-dir",
                        config.root().toString()))
                .isEqualTo(1);
        assertThat(json().at("/0/red")).isNotEmpty();
        assertThat(run(
                        "mapping",
                        "test",
                        "nobody",
                        "--config-dir",
                        config.root().toString()))
                .isEqualTo(2);
        assertThat(run("mapping")).isEqualTo(2);
    }

    @Test
    void mappingIsRunOnAFile() throws IOException {
        Path order = Files.writeString(
                folder.resolve("order.json"),
                "{\"taskId\":\"T1\",\"reflectPerson\":\"测试甲\",\"discription\":\"挂号排队太久\",\"orderTime\":\"2026-11-20 09:00:00\"}");

        assertThat(run("mapping", "run", "hotline", order.toString())).isZero();
        assertThat(json().at("/items/0/view")).isNotEmpty();
        assertThat(json().at("/items/0/result/channel").asText()).isEqualTo("hotline");
        assertThat(json().at("/items/0/result/provenance")).isNotEmpty();

        assertThat(run(
                        "mapping",
                        "run",
                        "hotline",
                        Files.writeString(folder.resolve("x"), "[1").toString()))
                .isEqualTo(1);
        assertThat(json().at("/problem/code").asText()).isEqualTo("RD-109");
        assertThat(run("mapping", "run", "hotline", folder.resolve("none").toString()))
                .isEqualTo(2);
    }

    @Test
    void faultsAreShownInChineseWhereAnOptionSaysSo() throws IOException {
        ConfigCopy config = ConfigCopy.withoutSamples(folder.resolve("config"));
        config.edit("routes/in-desk.yaml", "ref: receive", "ref: recieve");
        String dir = config.root().toString();

        assertThat(run("check", "--config-dir", dir, "--lang", "zh")).isEqualTo(1);
        assertThat(out.toString())
                .contains("CH-201 " + Problem.ROUTE_INVALID.in(Language.CHINESE).meaning(), "共 1 处错误");
        assertThat(run("check", "--config-dir", dir, "--lang", "en")).isEqualTo(1);
        assertThat(out.toString()).contains("CH-201 " + Problem.ROUTE_INVALID.meaning(), "1 fault(s)");
        assertThat(run("plan", "--url", "http://127.0.0.1:1", "--lang", "zh_CN"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("没有应答");
        assertThat(run("check", "--lang", "xx")).isEqualTo(2);
    }

    @Test
    void languageOfTheLocaleHoldsUntilAnOptionNamesAnother() {
        CommandLine commands = HubCommands.commands(Language.CHINESE).setErr(new PrintWriter(err, true));

        assertThat(commands.execute("plan", "--url", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("没有应答");
        assertThat(commands.execute("plan", "--url", "http://127.0.0.1:1", "--lang", "en"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("No answer from");
    }

    @Test
    void everyCommandHelpsAndWrongUsageIsTwo() {
        for (String command : new String[] {
            "check", "plan", "apply", "mapping", "receipts", "quarantine", "channels", "destinations", "feed"
        }) {
            assertThat(run(command, "--help")).as(command).isZero();
            assertThat(run(command, "--nonsense")).as(command).isEqualTo(2);
        }
        assertThat(run("apply")).isEqualTo(2);
        assertThat(run("apply", "--all", "hotline")).isEqualTo(2);
        assertThat(run("plan", "--url", "file:///etc/passwd")).isEqualTo(2);
        assertThat(run("plan", "--key-file", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("quarantine", "replay")).isEqualTo(2);
        assertThat(run("feed", "pull")).isEqualTo(2);
    }

    @Test
    void hubThatIsNotThereIsStatusOneInTextAndJson() {
        assertThat(run("plan", "--url", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("No answer from");
        assertThat(run("channels", "--json", "--url", "http://127.0.0.1:1")).isEqualTo(1);
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return HubCommands.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}
