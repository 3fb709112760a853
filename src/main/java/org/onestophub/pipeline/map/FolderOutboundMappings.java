package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.onestophub.HubProperties;
import org.onestophub.complaint.MappingProgram;
import org.onestophub.complaint.contract.MappingUpdates;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The folders below {@code mappings/} whose {@code mapping.yaml} says {@code direction: out}, programs compiled: first
 * those of the configuration folder, later those that replace them. A folder with a fault is absent, so that it stops its own destination and no other.
 */
@Component
public final class FolderOutboundMappings implements OutboundMappings, MappingUpdates, FaultSource {

    private static final String OUTCOME = "outcome";
    private static final String WARNINGS = "warnings";

    private static final Set<String> FIELDS =
            Set.of("direction", MappingProgram.FILE, MappingProgram.LENDER, OUTCOME, WARNINGS, "source", "changes");
    private static final List<String> NEEDED = List.of("source");

    private final List<Fault> faults = new ArrayList<>();
    private final CodeLists codeLists;
    private final MappingProperties properties;
    private volatile Map<String, Outbound> programs = new TreeMap<>();

    /** A compiled program, and whether the feed tells it how the case went, and of warnings. */
    private record Outbound(Expression program, boolean outcome, boolean warnings) {}

    /**
     * The outbound mappings below {@code hub.config-dir}.
     * @throws ProblemException CH-207 if the key of pseudonyms is too short
     */
    @Autowired
    public FolderOutboundMappings(HubProperties hub, CodeLists codeLists, MappingProperties properties) {
        this(hub.configDir().resolve("mappings"), codeLists, properties);
    }

    /** The outbound mappings in a folder. */
    public FolderOutboundMappings(Path folder, CodeLists codeLists, MappingProperties properties) {
        if (!properties.isUsable()) {
            throw new ProblemException(Problem.SETTING_INVALID, "hub.mapping.pseudonym-secret");
        }
        this.codeLists = codeLists;
        this.properties = properties;
        FolderFaults found = new FolderFaults(folder, faults);
        List<Function> functions = new ArrayList<>(CodeFunctions.of(codeLists));
        functions.addAll(PrivacyFunctions.of(properties));
        JsltPrograms compiler = new JsltPrograms(codeLists, functions, found);
        // a mapping.yaml that cannot be read has no direction; FolderMappings reports it
        FolderFaults reportedElsewhere = new FolderFaults(folder, new ArrayList<>());
        for (Path entry : FolderMappings.foldersIn(folder, reportedElsewhere)) {
            MappingYaml.in(entry, reportedElsewhere)
                    .filter(MappingYaml::isOutbound)
                    .ifPresent(yaml -> load(yaml, compiler, found));
        }
    }

    @Override
    public synchronized void take(Path configDir, Set<String> names, boolean lists) {
        if (names.isEmpty()) {
            // the lists are one object for all rooms, replaced together with the inbound mappings
            return;
        }
        Map<String, Outbound> fresh =
                new FolderOutboundMappings(configDir.resolve("mappings"), codeLists, properties).programs;
        Map<String, Outbound> next = new TreeMap<>(programs);
        next.keySet().removeAll(names);
        names.stream().filter(fresh::containsKey).forEach(name -> next.put(name, fresh.get(name)));
        programs = next;
    }

    private void load(MappingYaml yaml, JsltPrograms compiler, FolderFaults found) {
        int before = found.count();
        yaml.check(FIELDS, NEEDED, found);
        if (!ProgramSource.isNamed(yaml)) {
            found.add(yaml.file(), yaml.lineOf(MappingProgram.FILE), "program is missing or no text");
        }
        boolean outcome = isSet(OUTCOME, yaml, found);
        boolean warnings = isSet(WARNINGS, yaml, found);
        if (found.count() > before) {
            return;
        }
        ProgramSource.of(yaml, found)
                .flatMap(source -> compiler.compiled(yaml, source))
                .filter(program -> found.count() == before)
                .ifPresent(program ->
                        programs.put(yaml.folder().getFileName().toString(), new Outbound(program, outcome, warnings)));
    }

    private static boolean isSet(String field, MappingYaml yaml, FolderFaults found) {
        String word = yaml.fields().path(field).asText("false");
        if (!word.equals("true") && !word.equals("false")) {
            found.add(yaml.file(), yaml.lineOf(field), field + " must be true or false");
        }
        return word.equals("true");
    }

    /** Their names, ordered. */
    public Set<String> names() {
        return Collections.unmodifiableSet(programs.keySet());
    }

    @Override
    public boolean knows(String mapping) {
        return programs.containsKey(mapping);
    }

    @Override
    public boolean tellsOutcome(String mapping) {
        Outbound known = programs.get(mapping);
        return known != null && known.outcome();
    }

    @Override
    public boolean tellsWarnings(String mapping) {
        Outbound known = programs.get(mapping);
        return known != null && known.warnings();
    }

    /** {@inheritDoc} The form is an object or an array, and no larger than {@link OutboundBounds} allow. */
    @Override
    public JsonNode shape(String mapping, JsonNode event) {
        Outbound known = programs.get(mapping);
        if (known == null) {
            throw new ProblemException(Problem.MAPPING_UNKNOWN, "mapping");
        }
        JsonNode form;
        try {
            form = known.program().apply(event);
        } catch (JsltException | StackOverflowError e) {
            // the message quotes the datum; a regular expression can run out of stack on a long text
            throw new ProblemException(Problem.OUTBOUND_FAILED, "mapping");
        }
        if (form == null || !form.isContainerNode() || !OutboundBounds.hold(form)) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "mapping");
        }
        return form;
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** A faulty outbound mapping stops only the destinations that name it. */
    @Override
    public boolean isShared() {
        return false;
    }
}
