package org.onestophub.operate.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Choice;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.util.FileSystemUtils;

/**
 * The drafts below {@code hub.home/drafts}: of each what was given ({@code draft.json}), the input to try it with, and
 * {@code files} as an apply would add them. A secret that was typed is a file of its own below {@code hub.home/secrets}.
 */
final class DraftFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GIVEN = "draft.json";
    private static final String INPUT = "input";
    private static final String INPUT_NAME = "input-name";
    private static final String FILES = "files";

    /** How long the input of a draft stays: it is a real complaint. */
    private static final Duration INPUT_STAYS = Duration.ofDays(7);

    private final Clock clock;
    private final Path root;
    private final Path secrets;

    DraftFolder(Path home, Clock clock) {
        this.clock = clock;
        this.root = home.toAbsolutePath().normalize().resolve("drafts");
        this.secrets = home.toAbsolutePath().normalize().resolve("secrets");
    }

    List<String> ids() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(root)) {
            return all.filter(folder -> Files.isRegularFile(folder.resolve(GIVEN)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw away();
        }
    }

    Optional<DraftEntries> given(String id) {
        Path file = of(id).resolve(GIVEN);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(file.toFile());
            Map<String, String> values = new TreeMap<>();
            json.path("values")
                    .properties()
                    .forEach(
                            value -> values.put(value.getKey(), value.getValue().asText()));
            List<Choice> choices = new ArrayList<>();
            json.path("choices")
                    .forEach(choice -> choices.add(new Choice(
                            choice.path("target").asText(),
                            choice.path("source").asText())));
            return Optional.of(new DraftEntries(
                    json.path("kind").asText(),
                    values,
                    json.path("mapping").asText(),
                    choices,
                    json.path("sampleProblem").asText(),
                    json.path("by").asText(),
                    Instant.parse(json.path("at").asText())));
        } catch (IOException e) {
            throw away();
        }
    }

    void keep(String id, DraftEntries given) {
        ObjectNode json = JSON.createObjectNode().put("kind", given.kind());
        ObjectNode values = json.putObject("values");
        given.values().forEach(values::put);
        json.put("mapping", given.mapping());
        ArrayNode choices = json.putArray("choices");
        given.choices()
                .forEach(choice ->
                        choices.addObject().put("target", choice.target()).put("source", choice.source()));
        json.put("sampleProblem", given.sampleProblem())
                .put("by", given.by())
                .put("at", given.at().toString());
        try {
            Files.createDirectories(of(id));
            Path part = of(id).resolve(GIVEN + ".part");
            Files.writeString(part, json.toPrettyString());
            Files.move(part, of(id).resolve(GIVEN), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw away();
        }
    }

    /** The files by their path in a configuration folder. */
    SortedMap<String, byte[]> files(String id) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Path folder = of(id).resolve(FILES);
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
            return files;
        } catch (IOException e) {
            throw away();
        }
    }

    void keepFiles(String id, Map<String, byte[]> files) {
        Path folder = of(id).resolve(FILES);
        try {
            FileSystemUtils.deleteRecursively(folder);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw away();
        }
    }

    static String digestOf(SortedMap<String, byte[]> files) {
        StringBuilder all = new StringBuilder();
        files.forEach((name, bytes) ->
                all.append(name).append('\n').append(Digest.sha256(bytes)).append('\n'));
        return Digest.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The input; empty if there is none, or it is older than a week, which removes it. */
    Optional<byte[]> input(String id) {
        try {
            Path file = of(id).resolve(INPUT);
            Instant oldest = clock.instant().minus(INPUT_STAYS);
            if (Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                Files.delete(file);
                Files.deleteIfExists(of(id).resolve(INPUT_NAME));
            }
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw away();
        }
    }

    /** Name of the file that the input was; empty if it was none. */
    String inputName(String id) {
        try {
            Path file = of(id).resolve(INPUT_NAME);
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw away();
        }
    }

    void keepInput(String id, String name, byte[] bytes) {
        try {
            privately(of(id).resolve(INPUT), bytes);
            privately(of(id).resolve(INPUT_NAME), name.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw away();
        }
    }

    /** Keeps a secret where only the account of the hub reads it, and gives the reference to it. */
    String keepSecret(String id, String name, String secret) {
        return "file:" + keepBeside(id, name, secret);
    }

    /** Keeps what a setting names in a file beside the secrets, and gives its path. */
    String keepBeside(String id, String name, String text) {
        Path file = secrets.resolve(id + "." + name);
        try {
            Files.createDirectories(secrets);
            privately(file, text.getBytes(StandardCharsets.UTF_8));
            return file.toString();
        } catch (IOException e) {
            throw away();
        }
    }

    /** The secret that a reference of {@link #keepSecret} leads to; empty if there is none. */
    String secret(String reference) {
        return beside(reference.replaceFirst("^file:", ""));
    }

    /** What is in a file of {@link #keepBeside}; empty if it is none. */
    String beside(String path) {
        Path file = Path.of(path);
        try {
            return file.startsWith(secrets) && Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw away();
        }
    }

    /** Removes a draft; its secrets too, unless a channel uses them now. */
    void remove(String id, boolean withSecrets) {
        try {
            FileSystemUtils.deleteRecursively(of(id));
            if (withSecrets && Files.isDirectory(secrets)) {
                try (Stream<Path> all = Files.list(secrets)) {
                    for (Path file : all.filter(
                                    one -> one.getFileName().toString().startsWith(id + "."))
                            .toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw away();
        }
    }

    /** Only the account of the hub reads it. */
    private static void privately(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, bytes);
    }

    private Path of(String id) {
        return root.resolve(id);
    }

    private static ProblemException away() {
        return new ProblemException(Problem.STORE_UNAVAILABLE, "hub.home/drafts");
    }
}
