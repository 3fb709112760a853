package org.onestophub.pipeline.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/** Checks the schemas beside the mappings. */
@Component
public final class SchemaFolderCheck implements FolderCheck {

    private static final ObjectReader STRICT =
            CanonicalJson.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public List<Fault> faultsIn(Path configDir) {
        List<Fault> faults = new ArrayList<>();
        try (Stream<Path> files = Files.list(configDir.resolve("mappings"))) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> parse(file, faults));
        } catch (IOException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, "mappings", 0, "the folder cannot be read"));
        }
        if (faults.isEmpty()) {
            faults.addAll(new ComplaintSchema(configDir.resolve("mappings/complaint.schema.json")).faults());
            faults.addAll(new StatusSchema(configDir.resolve(StatusSchema.FILE)).faults());
        }
        return faults;
    }

    private static void parse(Path file, List<Fault> faults) {
        String name = "mappings/" + file.getFileName();
        try {
            STRICT.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            faults.add(Fault.of(Problem.MAPPING_INVALID, name, line, "JSON syntax"));
        } catch (IOException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, name, 0, "not readable as UTF-8"));
        }
    }
}
