package org.onestophub.complaint.contract.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What the golden samples of a mapping showed.
 *
 * @param mapping the folder under {@code mappings/}
 * @param green number of samples whose answer is the one beside them
 * @param red the others
 */
public record SampleReport(String mapping, int green, List<Red> red) {

    /**
     * A sample with another answer than the one beside it.
     *
     * @param sample name of the input's file
     * @param field JSON pointer of the first difference; empty if the whole answer is meant
     * @param what what is wrong, without a value
     */
    @Schema(name = "RedSample")
    public record Red(String sample, String field, String what) {}

    /** True if every sample is green. */
    public boolean allGreen() {
        return red.isEmpty();
    }
}
