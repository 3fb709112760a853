package org.onestophub.pipeline.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The JSON schema of status events, {@code mappings/status-event.schema.json}. */
@Component
public final class StatusSchema implements FaultSource {

    static final String FILE = "mappings/status-event.schema.json";

    private final ComplaintSchema schema;

    /** The schema of the configuration folder. */
    @Autowired
    public StatusSchema(HubProperties hub) {
        this(hub.configDir().resolve(FILE));
    }

    /** The schema in that file; one that does not load is a fault, and every check against it fails with CH-203. */
    public StatusSchema(Path file) {
        this.schema = new ComplaintSchema(file);
    }

    @Override
    public List<Fault> faults() {
        return schema.faults();
    }

    List<Finding> violations(JsonNode document) {
        return schema.violations(document);
    }
}
