package org.onestophub.operate.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Input;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Kind;

/** Where on this machine a drafted channel may read folders and files: a person who fills in a form is not one who may read every file of it. */
final class FolderRoots {

    private final List<Path> roots;

    FolderRoots(DraftProperties properties, Path home) {
        this.roots = properties.folders().isEmpty() ? List.of(home.resolve("inbox")) : properties.folders();
    }

    private String suggested(String channel) {
        return roots.get(0).toAbsolutePath().normalize().resolve(channel).toString();
    }

    /** The values of a draft begin so. */
    Map<String, String> suggested(Kind kind, String channel) {
        return kind.inputs().stream()
                .filter(input -> input.format().equals(Input.LOCAL_FOLDER))
                .collect(Collectors.toMap(Input::name, input -> suggested(channel)));
    }

    /**
     * Looks at the folders and files among the values.
     * @throws org.onestophub.problem.ProblemException AC-104 with the name of one that lies elsewhere
     */
    void check(Kind kind, Map<String, String> values) {
        kind.inputs().stream().filter(FolderRoots::isLocal).map(Input::name).forEach(name -> {
            String path = values.getOrDefault(name, "").strip();
            DraftValues.require(path.isEmpty() || hold(path), name);
        });
    }

    private static boolean isLocal(Input input) {
        return input.format().equals(Input.LOCAL_FOLDER) || input.format().equals(Input.LOCAL_FILE);
    }

    /** Whether the folder or file is in one of the roots, all links followed as far as it is there. */
    boolean hold(String given) {
        try {
            Path path = Path.of(given);
            if (!path.isAbsolute() || !path.equals(path.normalize())) {
                return false;
            }
            Path real = real(path);
            for (Path root : roots) {
                if (real.startsWith(real(root.toAbsolutePath().normalize()))) {
                    return true;
                }
            }
            return false;
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static Path real(Path path) throws IOException {
        Path there = path;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            Path above = there.getParent();
            if (above == null) {
                return path;
            }
            there = above;
        }
        return there.toRealPath().resolve(there.relativize(path)).normalize();
    }
}
