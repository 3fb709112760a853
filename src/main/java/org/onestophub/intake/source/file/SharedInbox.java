package org.onestophub.intake.source.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Whether a local folder is one that several hubs see, as on a network drive. Paths do not show it: one drive may be mounted at
 * two paths, and one path may be two disks. So the first hub leaves a small file with an id of the folder in it.
 */
final class SharedInbox {

    /** No sender's file: names with a leading dot are not taken. */
    private static final String ID = ".onestop-hub-folder";

    private SharedInbox() {}

    /**
     * The same text on every hub that sees the folder; empty for one under {@code hub.home}, which is this hub's own.
     * @throws ProblemException CH-301 if the folder cannot be read or written
     */
    static String sourceOf(CamelContext context, Path folder) {
        String home =
                context.getPropertiesComponent().resolveProperty("hub.home").orElse("./data");
        Path inbox = folder.toAbsolutePath().normalize();
        if (inbox.startsWith(Path.of(home).toAbsolutePath().normalize())) {
            return "";
        }
        try {
            return "folder:" + idOf(Files.createDirectories(inbox));
        } catch (IOException e) {
            throw new ProblemException(Problem.SOURCE_UNREACHABLE, "folder");
        }
    }

    /** Two hubs that make the id at once agree from the next look on, as each look reads it anew. */
    private static String idOf(Path folder) throws IOException {
        Path file = folder.resolve(ID);
        if (!Files.exists(file) || Files.size(file) == 0) {
            String id = UUID.randomUUID().toString();
            Path fresh = Files.writeString(folder.resolve(ID + "-" + id), id);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
