package org.onestophub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.support.Installation;

/** The folder {@code lib} of the installation holds the libraries of this build, each once. */
class InstalledLibrariesIT {

    private static final Path LIB = Installation.FOLDER.resolve("lib");
    private static final String HUB = "onestop-hub.jar";

    /** Name, version, and what is of one system only. */
    private static final Pattern JAR =
            Pattern.compile("(?<name>.+?)-(?<version>\\d.*?)(-(linux|osx|windows)[-_].*)?\\.jar");

    @TempDir
    Path folder;

    @Test
    void noArtefactIsInstalledInTwoVersions() throws IOException {
        assertThat(inTwoVersions(names(LIB))).isEmpty();
    }

    @Test
    void nothingIsInstalledThatTheHubDoesNotName() throws IOException {
        Set<String> named = new TreeSet<>(Set.of(HUB));
        try (JarFile hub = new JarFile(LIB.resolve(HUB).toFile())) {
            String path = hub.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            named.addAll(Arrays.asList(path.split(" ")));
        }

        assertThat(named).containsAll(names(LIB));
    }

    @Test
    void aSecondVersionWouldBeSeen() throws IOException {
        for (String name : Set.of(
                HUB,
                "camel-api-4.18.0.jar",
                "camel-api-4.22.0.jar",
                "netty-transport-native-epoll-4.2.18.Final.jar",
                "netty-transport-native-epoll-4.2.18.Final-linux-x86_64.jar",
                "netty-transport-native-epoll-4.2.18.Final-linux-aarch_64.jar",
                "jackson-core-2.21.7.jar",
                "jackson-core-3.1.7.jar",
                "postgresql-42.7.14.jar")) {
            Files.createFile(folder.resolve(name));
        }

        assertThat(inTwoVersions(names(folder))).containsOnly(Map.entry("camel-api", Set.of("4.18.0", "4.22.0")));
    }

    /** Name of the artefact. Jackson 3 has other groups and packages than Jackson 2, so both may be there, each once. */
    private static String artefact(Matcher parts) {
        String name = parts.group("name");
        return name.startsWith("jackson-") && parts.group("version").startsWith("3.") ? name + " 3" : name;
    }

    private static Set<String> names(Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(jar -> jar.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Map<String, Set<String>> inTwoVersions(Collection<String> jars) {
        Map<String, Set<String>> versions = new TreeMap<>();
        for (String jar : jars) {
            Matcher parts = JAR.matcher(jar);
            if (parts.matches()) {
                versions.computeIfAbsent(artefact(parts), name -> new TreeSet<>())
                        .add(parts.group("version"));
            }
        }
        versions.values().removeIf(all -> all.size() == 1);
        return versions;
    }
}
