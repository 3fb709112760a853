package org.onestophub.pipeline.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.pipeline.read.calls.CdrDialectFile;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Checks that every mapping names an existing reader and options that it takes, and that the dialects beside it are complete. */
@Component
public final class ReaderFolderCheck implements FolderCheck {

    private static final Pattern READER = Pattern.compile("^reader:\\s*[\"']?([^\"'#\\s]+)");

    private final ReaderSet readers;

    @Autowired
    ReaderFolderCheck(List<FormatReader> readers) {
        this(new ReaderSet(readers));
    }

    /** A check against these readers. */
    public ReaderFolderCheck(ReaderSet readers) {
        this.readers = readers;
    }

    @Override
    public List<Fault> faultsIn(Path configDir) {
        List<Fault> faults = new ArrayList<>();
        try (Stream<Path> folders = Files.list(configDir.resolve("mappings"))) {
            for (Path folder : folders.sorted().toList()) {
                check(folder, faults);
                checkDialects(folder, faults);
            }
        } catch (IOException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, "mappings", 0, "the folder cannot be read"));
        }
        return faults;
    }

    private static void checkDialects(Path folder, List<Fault> faults) throws IOException {
        Path dialects = folder.resolve("dialects");
        if (!Files.isDirectory(dialects)) {
            return;
        }
        try (Stream<Path> files = Files.list(dialects)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yaml")) {
                    String shown = "mappings/" + folder.getFileName() + "/dialects/" + name;
                    CdrDialectFile.check(file, shown, faults::add);
                }
            }
        }
    }

    private void check(Path folder, List<Fault> faults) throws IOException {
        Path file = folder.resolve("mapping.yaml");
        if (!Files.isRegularFile(file)) {
            return;
        }
        // a file that is not UTF-8 is reported by the check of mappings
        List<String> lines = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher reader = READER.matcher(lines.get(i));
            if (reader.find() && !readers.formats().contains(reader.group(1))) {
                faults.add(Fault.of(
                        Problem.MAPPING_INVALID,
                        "mappings/" + folder.getFileName() + "/mapping.yaml",
                        i + 1,
                        "there is no such reader"));
            }
        }
        checkProfile("mappings/" + folder.getFileName() + "/mapping.yaml", lines, faults);
    }

    private void checkProfile(String shown, List<String> lines, List<Fault> faults) {
        try {
            JsonNode mapping = new YAMLMapper().readTree(String.join("\n", lines));
            readers.check(mapping.path("reader").asText(""), mapping.path("profile"));
        } catch (ProblemException e) {
            faults.add(Fault.of(
                    Problem.PROFILE_INVALID, shown, lineOf(lines, e.field()), e.field() + " is missing or of no use"));
        } catch (JsonProcessingException e) {
            // reported by the check of mappings
        }
    }

    private static int lineOf(List<String> lines, String option) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(option + ":")) {
                return i + 1;
            }
        }
        return 1;
    }
}
