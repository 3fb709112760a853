package org.onestophub.complaint.contract.configuration;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The result of the golden samples of a mapping.
 *
 * @param mapping the folder under {@code mappings/}
 * @param green number of samples whose answer is as expected
 * @param red the samples with another answer
 */
public record SampleReport(String mapping, int green, List<Red> red) {

    /**
     * A sample whose answer is not as expected.
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
