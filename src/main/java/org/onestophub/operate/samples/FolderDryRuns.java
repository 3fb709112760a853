package org.onestophub.operate.samples;

import jakarta.validation.Validator;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.configuration.GeneratedSample;
import org.onestophub.complaint.contract.configuration.SampleReport;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.pipeline.check.CheckProperties;
import org.onestophub.pipeline.check.CheckStep;
import org.onestophub.pipeline.map.MapStep;
import org.onestophub.pipeline.read.ReaderSet;
import org.onestophub.pipeline.read.format.FormatReader;
import org.springframework.stereotype.Component;

/** The trials of a running hub. */
@Component
class FolderDryRuns implements MappingDryRuns {

    private final HubProperties hub;
    private final CheckProperties settings;
    private final Validator validator;
    private final Clock clock;
    private final ReaderSet readers;
    private final MappingDryRun inUse;

    FolderDryRuns(
            HubProperties hub,
            CheckProperties settings,
            Validator validator,
            Clock clock,
            List<FormatReader> readers,
            Mappings mappings,
            MapStep map,
            CheckStep check,
            CodeLists lists) {
        this.hub = hub;
        this.settings = settings;
        this.validator = validator;
        this.clock = clock;
        this.readers = new ReaderSet(readers);
        this.inUse = new FolderDryRun(mappings, this.readers, map, check, lists);
    }

    @Override
    public MappingDryRun inUse() {
        return inUse;
    }

    @Override
    public MappingDryRun in(Path configDir) {
        return FolderDryRun.in(configDir, hub, settings, validator, readers);
    }

    @Override
    public synchronized GeneratedSample sampleOf(Path configDir, Receipt receipt) {
        return new SyntheticSample(configDir, hub.home().resolve("tmp").resolve("drafted-sample"), clock).of(receipt);
    }

    @Override
    public synchronized SampleReport samples(Path configDir, String mapping) {
        return new GoldenSamples(configDir, hub.home().resolve("tmp").resolve("samples"), clock).of(mapping);
    }
}
