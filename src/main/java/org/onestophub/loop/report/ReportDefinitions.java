package org.onestophub.loop.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.onestophub.HubProperties;
import org.onestophub.complaint.list.Registers;
import org.onestophub.loop.fact.DefinitionFile;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The reports under {@code mappings/reports/}, a folder each, read at the start. A folder with a fault is absent. */
@Component
final class ReportDefinitions implements FaultSource {

    private static final String SHOWN = "mappings/reports";

    private final Map<String, ReportDefinition> reports = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Path folder;
    private final Registers registers;

    @Autowired
    ReportDefinitions(HubProperties hub, Registers registers) {
        this(hub.configDir().resolve(SHOWN), registers);
    }

    /** The reports in a folder; a missing folder has none. */
    ReportDefinitions(Path folder, Registers registers) {
        this.folder = folder;
        this.registers = registers;
        if (!Files.isDirectory(folder)) {
            return;
        }
        Map<String, Measure> measures = measures();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(Files::isDirectory).sorted().forEach(entry -> take(entry, measures));
        } catch (IOException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, SHOWN, 0, "the folder cannot be read"));
        }
    }

    private Map<String, Measure> measures() {
        String shown = SHOWN + "/measures.yaml";
        Map<String, Measure> measures = new TreeMap<>();
        DefinitionFile.read(folder.resolve("measures.yaml"), shown, ReportFile.Measures.class, faults)
                .ifPresent(
                        file -> measures.putAll(new ReportReader(shown, faults, Map.of(), registers).measures(file)));
        return measures;
    }

    private void take(Path entry, Map<String, Measure> measures) {
        String name = entry.getFileName().toString();
        String shown = SHOWN + "/" + name + "/report.yaml";
        int before = faults.size();
        Optional<ReportFile.Report> file =
                DefinitionFile.read(entry.resolve("report.yaml"), shown, ReportFile.Report.class, faults);
        for (String template : List.of("zh.html", "en.html")) {
            if (!Files.isRegularFile(entry.resolve(template))) {
                faults.add(Fault.of(
                        Problem.MAPPING_INVALID, SHOWN + "/" + name + "/" + template, 0, "the template is missing"));
            }
        }
        file.ifPresent(read -> {
            ReportDefinition report = new ReportReader(shown, faults, measures, registers).report(name, read);
            if (faults.size() == before) {
                reports.put(name, report);
            }
        });
    }

    /** The folder of the reports, with the parts of pages that they share. */
    Path folder() {
        return folder;
    }

    /** All sound reports, by name. */
    Collection<ReportDefinition> all() {
        return List.copyOf(reports.values());
    }

    /** The report of that name, if there is a sound one. */
    Optional<ReportDefinition> named(String name) {
        return Optional.ofNullable(reports.get(name));
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }
}
