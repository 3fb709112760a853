package org.onestophub.pipeline.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * A JSON schema of the hub's own, draft 2020-12: that of the complaint, {@code mappings/complaint.schema.json}, or of another
 * file beside it.
 */
@Component
public final class ComplaintSchema implements FaultSource {

    private static final String FILE = "mappings/complaint.schema.json";
    /** Findings name fields; a name of another form could be data of the input and is not repeated. */
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,40}");

    private final List<Fault> faults = new ArrayList<>();
    private final String name;
    private final JsonNode text;
    private final @Nullable Schema schema;

    /** The schema of the configuration folder. */
    @Autowired
    public ComplaintSchema(HubProperties hub) {
        this(hub.configDir().resolve(FILE));
    }

    /** The schema in that file; one that does not load is a fault, and every check against it fails with CH-203. */
    public ComplaintSchema(Path file) {
        JsonNode readText = CanonicalJson.MAPPER.missingNode();
        Schema readSchema = null;
        try {
            readText = CanonicalJson.MAPPER.readTree(Files.readString(file));
            SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .formatAssertionsEnabled(true)
                    .build();
            readSchema = SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(config))
                    .getSchema(readText);
            readSchema.initializeValidators();
        } catch (IOException | SchemaException e) {
            faults.add(Fault.of(
                    Problem.MAPPING_INVALID, "mappings/" + file.getFileName(), 0, "the schema cannot be read"));
        }
        this.name = file.getFileName().toString();
        this.text = readText;
        this.schema = readSchema;
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** The schema itself as JSON. */
    JsonNode text() {
        return text;
    }

    /**
     * All violations, CK-101 for what is missing and CK-102 for the rest, with JSON pointers.
     * @throws ProblemException CH-203 if the schema did not load
     */
    List<Finding> violations(JsonNode document) {
        if (schema == null) {
            throw new ProblemException(Problem.MAPPING_INVALID, name);
        }
        return schema.validate(document).stream()
                .map(ComplaintSchema::finding)
                .distinct()
                .toList();
    }

    private static Finding finding(Error message) {
        String place = message.getInstanceLocation().toString();
        String property = message.getProperty();
        boolean named = property != null && FIELD_NAME.matcher(property).matches();
        String field = named ? place + "/" + property : place;
        return Finding.of(
                "required".equals(message.getKeyword()) ? Problem.FIELD_MISSING : Problem.FIELD_INVALID, field);
    }
}
