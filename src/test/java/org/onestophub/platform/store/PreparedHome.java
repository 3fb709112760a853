package org.onestophub.platform.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.onestophub.support.TestJvm;
import org.springframework.util.FileSystemUtils;

/**
 * Homes in which the database stands as an earlier start left it, for hubs of tests that are not about a first start. To
 * unpack PostgreSQL, make a cluster and migrate it is done once for each JVM.
 */
public final class PreparedHome {

    private static final Path SOURCE = Path.of("target", "prepared-home-" + TestJvm.NUMBER);
    private static final String CLUSTER = "postgres";
    private static final String PASSWORD = "postgres.password";
    private static final String PROGRAMS = "postgres-binaries";

    private static boolean isMade;

    private PreparedHome() {}

    /** Makes the folder a home with a database, and gives it back. */
    public static synchronized Path at(Path home) throws IOException {
        if (!isMade) {
            make();
            isMade = true;
        }
        Files.createDirectories(home.resolve(PROGRAMS));
        // not there if a test of this JVM had unpacked them elsewhere before: the library does so once
        if (Files.isDirectory(SOURCE.resolve(PROGRAMS))) {
            try (Stream<Path> programs = Files.list(SOURCE.resolve(PROGRAMS))) {
                for (Path program : programs.toList()) {
                    Files.createSymbolicLink(
                            home.resolve(PROGRAMS).resolve(program.getFileName()), program.toAbsolutePath());
                }
            }
        }
        Files.copy(SOURCE.resolve(PASSWORD), home.resolve(PASSWORD), StandardCopyOption.COPY_ATTRIBUTES);
        copy(SOURCE.resolve(CLUSTER), home.resolve(CLUSTER));
        return home;
    }

    private static void make() throws IOException {
        FileSystemUtils.deleteRecursively(SOURCE);
        try (EmbeddedDatabase database = EmbeddedDatabase.in(SOURCE, Set.of(), () -> {})) {
            Flyway.configure()
                    .dataSource(database.url(), database.username(), database.password())
                    .load()
                    .migrate();
        }
    }

    /** With the rights of every file: PostgreSQL refuses a folder that others may look into. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return copied(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return copied(file);
            }

            private FileVisitResult copied(Path each) throws IOException {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
