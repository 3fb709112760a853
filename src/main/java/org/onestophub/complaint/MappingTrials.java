package org.onestophub.complaint;

import java.nio.file.Path;

/** Where mappings are tried: those in use, and those of any configuration folder. */
public interface MappingTrials {

    /** With the mappings, code lists and schema that run now. */
    MappingTrial inUse();

    /** With those of a configuration folder, and the settings of this hub. */
    MappingTrial in(Path configDir);

    /**
     * Whether the golden samples of a mapping have the answers beside them. They are run with settings of their own, so
     * that they give the same answers in every hub.
     */
    SampleReport samples(Path configDir, String mapping);
}
