package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;

/** What the launcher of the installation hands to the JVM; a script stands in for it and prints them. */
class LauncherTest {

    @TempDir
    private Path folder;

    private Path launcher;

    @BeforeEach
    void installed() throws IOException {
        launcher = script("app/bin/onestop-hub", Files.readString(Path.of("src/main/dist/bin/onestop-hub")));
        Files.createDirectories(folder.resolve("app/lib"));
        script("jdk/bin/java", "#!/bin/sh\nenv\n");
    }

    @Test
    void itsFoldersAreDefaultsThatAnySettingBeats() throws Exception {
        List<String> output = outputOf(Map.of());

        Path app = folder.toRealPath().resolve("app");
        assertThat(output)
                .contains("ONESTOP_HUB_INSTALLATION=" + app, "ONESTOP_HUB_DATA=" + app + "/data")
                .noneMatch(line -> line.startsWith("HUB_HOME=") || line.startsWith("HUB_CONFIGDIR="));
        assertThat(Files.readString(Path.of("src/main/resources/application.yaml")))
                .contains("home: ${ONESTOP_HUB_DATA:", "config-dir: ${ONESTOP_HUB_INSTALLATION:");
    }

    @Test
    void dataLieInTheFolderOfTheServiceManager() throws Exception {
        assertThat(outputOf(Map.of("STATE_DIRECTORY", "/var/lib/onestop-hub")))
                .contains("ONESTOP_HUB_DATA=/var/lib/onestop-hub");
    }

    @Test
    void variableThatIsSetToNothingIsNotSet() throws Exception {
        assertThat(outputOf(Map.of("HUB_HOME", "", "HUB_CONFIGDIR", "")))
                .noneMatch(line -> line.startsWith("HUB_HOME=") || line.startsWith("HUB_CONFIGDIR="));
    }

    @Test
    void serviceWithoutALocaleGetsOneInWhichFilesMayHaveChineseNames() throws Exception {
        script("locales/locale", "#!/bin/sh\nprintf 'C\\nC.utf8\\nPOSIX\\n'\n");
        String path = folder.resolve("locales") + ":" + System.getenv("PATH");

        assertThat(outputOf(Map.of("LC_ALL", "", "LANG", "", "LC_CTYPE", "", "PATH", path)))
                .contains("LC_ALL=C.UTF-8");
        assertThat(outputOf(Map.of("LC_ALL", "POSIX", "PATH", path))).contains("LC_ALL=C.UTF-8");
        assertThat(outputOf(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "zh_CN.GB18030", "PATH", path)))
                .doesNotContain("LC_ALL=C.UTF-8");

        script("locales/locale", "#!/bin/sh\necho POSIX\n");
        assertThat(outputOf(Map.of("LC_ALL", "POSIX", "PATH", path))).doesNotContain("LC_ALL=C.UTF-8");
    }

    @Test
    void commandLooksAtTheFilesAmongWhichItIsCalled() throws Exception {
        assertThat(outputOf(Map.of(), "check")).noneMatch(line -> line.startsWith("HUB_CONFIGDIR="));

        for (String name : List.of("routes", "connectors", "mappings")) {
            Files.createDirectories(folder.resolve(name));
        }
        assertThat(outputOf(Map.of(), "check")).contains("HUB_CONFIGDIR=" + folder.toRealPath());
        assertThat(outputOf(Map.of("HUB_CONFIGDIR", "/etc/onestop-hub"), "check"))
                .contains("HUB_CONFIGDIR=/etc/onestop-hub");
        assertThat(outputOf(Map.of())).as("the hub itself").noneMatch(line -> line.startsWith("HUB_CONFIGDIR="));
    }

    @Test
    void hubThatMayOpenTooFewFilesIsNotStarted() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "ulimit -n 1023; exec \"$0\"", launcher.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("CH-211 " + Problem.TOO_FEW_FILE_HANDLES.meaning() + " [ulimit -n: 1023 of at least 1024]");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private List<String> outputOf(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(new ArrayList<>(List.of(launcher.toString())))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        program.command().addAll(List.of(arguments));
        program.environment()
                .keySet()
                .removeAll(List.of("HUB_HOME", "HUB_CONFIGDIR", "STATE_DIRECTORY", "CACHE_DIRECTORY"));
        program.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        program.environment().putAll(variables);
        Process process = program.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private Path script(String path, String text) throws IOException {
        Path script = folder.resolve(path);
        Files.createDirectories(script.getParent());
        Files.writeString(script, text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }
}
