package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.MappingProgram;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;

/** Loads inbound mappings one by one and collects their faults. */
final class MappingLoader {

    private static final Set<String> FIELDS = Set.of(
            "direction",
            "reader",
            "profile",
            MappingProgram.FILE,
            MappingProgram.LENDER,
            "target",
            "lane",
            "source",
            "changes");
    private static final List<String> NEEDED = List.of("reader", "lane", "source");
    private static final List<String> TARGETS = List.of(Mapping.COMPLAINT, Mapping.STATUS);

    private final FolderFaults faults;
    private final JsltPrograms programs;
    private final Dialects dialects;

    MappingLoader(Path root, CodeLists codeLists, List<Fault> faults) {
        this.faults = new FolderFaults(root, faults);
        this.programs = new JsltPrograms(codeLists, CodeFunctions.of(codeLists), this.faults);
        this.dialects = new Dialects(this.faults);
    }

    /** The mapping in that folder, unless it is outbound or faulty. */
    Optional<FolderMappings.Loaded> load(Path folder) {
        return MappingYaml.in(folder, faults)
                .filter(yaml -> !yaml.isOutbound())
                .flatMap(yaml -> loaded(folder.getFileName().toString(), yaml));
    }

    private Optional<FolderMappings.Loaded> loaded(String name, MappingYaml yaml) {
        int before = faults.count();
        check(yaml);
        Optional<ProgramSource> source =
                ProgramSource.isNamed(yaml) ? ProgramSource.of(yaml, faults) : Optional.empty();
        Expression compiled =
                source.flatMap(program -> programs.compiled(yaml, program)).orElse(null);
        JsonNode profile = dialects.profileOf(yaml, source);
        if (faults.count() > before) {
            return Optional.empty();
        }
        Mapping mapping = new Mapping(
                name,
                yaml.folder(),
                yaml.text("reader"),
                profile,
                source.map(ProgramSource::shown).orElse(""),
                yaml.text("lane"),
                yaml.fields().path("target").asText(Mapping.COMPLAINT));
        return Optional.of(new FolderMappings.Loaded(mapping, compiled));
    }

    private void check(MappingYaml yaml) {
        yaml.check(FIELDS, NEEDED, faults);
        if (yaml.fields().has("direction") && !yaml.text("direction").equals("in")) {
            faults.add(yaml.file(), yaml.lineOf("direction"), "direction must be in or out");
        }
        String lane = yaml.text("lane");
        if (!lane.isEmpty() && !Lane.OF_RECEIPTS.contains(lane)) {
            faults.add(yaml.file(), yaml.lineOf("lane"), "lane must be one of " + String.join(", ", Lane.OF_RECEIPTS));
        }
        boolean needsProgram = Lane.OF_RECEIPTS.contains(lane) && !Lane.WITHOUT_PROGRAM.contains(lane);
        if (needsProgram && !ProgramSource.isNamed(yaml)) {
            faults.add(yaml.file(), yaml.lineOf(MappingProgram.FILE), "a mapping of lane " + lane + " needs a program");
        }
        if (yaml.fields().has("target") && !TARGETS.contains(yaml.text("target"))) {
            faults.add(yaml.file(), yaml.lineOf("target"), "target must be one of " + String.join(", ", TARGETS));
        }
        if (yaml.fields().hasNonNull("profile") && !yaml.fields().get("profile").isObject()) {
            faults.add(yaml.file(), yaml.lineOf("profile"), "profile must be an object");
        }
    }
}
