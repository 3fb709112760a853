package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.FieldOrigins;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.check.CheckProperties;
import org.onestophub.pipeline.check.CheckStep;
import org.onestophub.pipeline.check.ComplaintSchema;
import org.onestophub.pipeline.check.StatusSchema;
import org.onestophub.pipeline.map.FolderMappings;
import org.onestophub.pipeline.map.MapStep;
import org.onestophub.pipeline.read.ReaderSet;
import org.onestophub.problem.ProblemException;

/** READ, MAP and CHECK, one after the other, over some mappings. */
final class FolderDryRun implements MappingDryRun {

    private final Mappings mappings;
    private final ReaderSet readers;
    private final MapStep map;
    private final CheckStep check;
    private final CodeLists lists;

    FolderDryRun(Mappings mappings, ReaderSet readers, MapStep map, CheckStep check, CodeLists lists) {
        this.lists = lists;
        this.mappings = mappings;
        this.readers = readers;
        this.map = map;
        this.check = check;
    }

    /** Over the mappings, code lists and schema of a configuration folder. */
    static FolderDryRun in(
            Path configDir, HubProperties hub, CheckProperties settings, Validator validator, ReaderSet readers) {
        CodeLists lists = new CodeLists(configDir.resolve("mappings/code-lists"));
        FolderMappings mappings = new FolderMappings(configDir.resolve("mappings"), lists);
        ComplaintSchema schema = new ComplaintSchema(configDir.resolve("mappings/complaint.schema.json"));
        return new FolderDryRun(
                mappings,
                readers,
                new MapStep(mappings, lists, hub),
                new CheckStep(
                        schema,
                        new StatusSchema(configDir.resolve("mappings/status-event.schema.json")),
                        lists,
                        settings,
                        validator),
                lists);
    }

    @Override
    public Result run(Receipt receipt) {
        Mapping mapping = mappings.named(receipt.mapping());
        Walk walk = Walk.of(receipt).under(mapping);
        try {
            walk = readers.read(receipt, mapping);
            return new Result(mapping.program().isEmpty() ? walk : check.check(map.map(walk)), null, "");
        } catch (ProblemException e) {
            return new Result(walk, e.problem(), e.field());
        }
    }

    @Override
    public Optional<FieldOrigins> origins(Receipt receipt, int item) {
        Mapping mapping = mappings.named(receipt.mapping());
        if (mapping.program().isEmpty()) {
            return Optional.empty();
        }
        Walk read = readers.read(receipt, mapping);
        int found = read.candidates().size();
        int after = found;
        for (int i = 0; i < found; i++) {
            Candidate candidate = read.candidates().get(i);
            int more = made(read, candidate).candidates().size() - 1;
            if (item == i || item >= after && item < after + more) {
                int thing = item == i ? 0 : item - after + 1;
                return new OriginSearch(view -> document(read, candidate, view, thing), lists).of(candidate.view());
            }
            after += more;
        }
        return Optional.empty();
    }

    private Walk made(Walk read, Candidate candidate) {
        return map.withoutProvenance(read.with(List.of(candidate), Map.of()));
    }

    private Optional<ObjectNode> document(Walk read, Candidate candidate, JsonNode view, int thing) {
        Candidate changed = Candidate.found(candidate.key(), view, candidate.parts());
        List<Candidate> checked = check.check(made(read, changed)).candidates();
        return checked.size() > thing && checked.get(thing).isSound()
                ? Optional.of(checked.get(thing).mapped())
                : Optional.empty();
    }
}
