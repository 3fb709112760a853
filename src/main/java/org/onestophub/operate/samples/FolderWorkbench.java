package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.complaint.contract.configuration.GeneratedSample;
import org.onestophub.complaint.contract.configuration.MappingEntry;
import org.onestophub.complaint.contract.configuration.MappingWorkbench;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.pipeline.map.FolderOutboundMappings;
import org.onestophub.pipeline.map.MappingFiles;
import org.onestophub.pipeline.map.MappingProperties;
import org.springframework.stereotype.Component;

/** The workbench over the configuration folder of a running hub. */
@Component
class FolderWorkbench implements MappingWorkbench {

    private final HubProperties hub;
    private final Mappings inUse;
    private final OutboundMappings outboundInUse;
    private final MappingProperties properties;
    private final Clock clock;

    FolderWorkbench(
            HubProperties hub,
            Mappings inUse,
            OutboundMappings outboundInUse,
            MappingProperties properties,
            Clock clock) {
        this.hub = hub;
        this.inUse = inUse;
        this.outboundInUse = outboundInUse;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public List<MappingEntry> mappings() {
        Set<String> running = inUse.all().stream().map(Mapping::name).collect(Collectors.toSet());
        return MappingFiles.in(hub.configDir().resolve("mappings")).stream()
                .map(words -> new MappingEntry(
                        words.name(),
                        words.outbound() ? "out" : "in",
                        words.reader(),
                        words.program(),
                        words.lane(),
                        words.source(),
                        SampleFile.of(hub.configDir(), words.name()).size(),
                        words.outbound() ? outboundInUse.knows(words.name()) : running.contains(words.name())))
                .toList();
    }

    @Override
    public JsonNode shape(String mapping, JsonNode event) {
        Path mappings = hub.configDir().resolve("mappings");
        return new FolderOutboundMappings(mappings, new CodeLists(mappings.resolve("code-lists")), properties)
                .shape(mapping, event);
    }

    @Override
    public synchronized GeneratedSample sampleOf(Receipt receipt) {
        Path scratch = hub.home().resolve("tmp").resolve("made-sample");
        return new SyntheticSample(hub.configDir(), scratch, clock).of(receipt);
    }
}
