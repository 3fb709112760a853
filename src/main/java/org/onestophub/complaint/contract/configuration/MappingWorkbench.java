package org.onestophub.complaint.contract.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.onestophub.complaint.Receipt;

/** Work on mappings: the files as they are now, before they are applied. */
public interface MappingWorkbench {

    /** Every folder under {@code mappings/} that can be read, ordered by name. */
    List<MappingEntry> mappings();

    /**
     * An event in a receiver's form, by the files.
     * @throws org.onestophub.problem.ProblemException RC-201 if there is no such outbound mapping, DL-201 if it fails
     */
    JsonNode shape(String mapping, JsonNode event);

    /**
     * A golden sample of a receipt, by the mapping the receipt names.
     * @throws org.onestophub.problem.ProblemException MP-101 if personal data in it cannot be replaced reliably, MP-102
     *     if some of it would remain, RD-107 if it is too large for a sample
     */
    GeneratedSample sampleOf(Receipt receipt);
}
