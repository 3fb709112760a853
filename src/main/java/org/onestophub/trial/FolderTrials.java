package org.onestophub.trial;

import jakarta.validation.Validator;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.onestophub.HubProperties;
import org.onestophub.check.CheckProperties;
import org.onestophub.check.CheckStep;
import org.onestophub.complaint.MappingTrial;
import org.onestophub.complaint.MappingTrials;
import org.onestophub.complaint.Mappings;
import org.onestophub.complaint.SampleReport;
import org.onestophub.map.MapStep;
import org.onestophub.read.FormatReader;
import org.onestophub.read.ReaderSet;
import org.springframework.stereotype.Component;

/** The trials of a running hub. */
@Component
class FolderTrials implements MappingTrials {

    private final HubProperties hub;
    private final CheckProperties settings;
    private final Validator validator;
    private final Clock clock;
    private final ReaderSet readers;
    private final MappingTrial inUse;

    FolderTrials(
            HubProperties hub,
            CheckProperties settings,
            Validator validator,
            Clock clock,
            List<FormatReader> readers,
            Mappings mappings,
            MapStep map,
            CheckStep check) {
        this.hub = hub;
        this.settings = settings;
        this.validator = validator;
        this.clock = clock;
        this.readers = new ReaderSet(readers);
        this.inUse = new FolderTrial(mappings, this.readers, map, check);
    }

    @Override
    public MappingTrial inUse() {
        return inUse;
    }

    @Override
    public MappingTrial in(Path configDir) {
        return FolderTrial.in(configDir, hub, settings, validator, readers);
    }

    @Override
    public synchronized SampleReport samples(Path configDir, String mapping) {
        return new GoldenSamples(configDir, hub.home().resolve("tmp").resolve("samples"), clock).of(mapping);
    }
}
