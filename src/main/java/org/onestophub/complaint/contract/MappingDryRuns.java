package org.onestophub.complaint.contract;

import java.nio.file.Path;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.configuration.GeneratedSample;
import org.onestophub.complaint.contract.configuration.SampleReport;

/** Trial runs of mappings: those in use, and those of any configuration folder. */
public interface MappingDryRuns {

    /** With the mappings, code lists and schema that run now. */
    MappingDryRun inUse();

    /** With those of a configuration folder, and the settings of this hub. */
    MappingDryRun in(Path configDir);

    /**
     * A golden sample of a receipt by the mappings of a configuration folder, personal data replaced by synthetic values.
     * @throws org.onestophub.problem.ProblemException MP-101 if that cannot be done reliably, RD-… if it cannot be read
     */
    GeneratedSample sampleOf(Path configDir, Receipt receipt);

    /**
     * Whether the golden samples of a mapping have the answers beside them. They are run with settings of their own, so
     * that they give the same answers in every hub.
     */
    SampleReport samples(Path configDir, String mapping);
}
