package org.onestophub.loop.alarm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CodeLists;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The rules of alarms under {@code mappings/alarms/}, one or more in each file. They are read at the start. */
@Component
final class AlarmRules implements FaultSource {

    private final List<AlarmRule> rules = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    @Autowired
    AlarmRules(HubProperties hub, CodeLists lists) {
        this(hub.configDir().resolve("mappings/alarms"), lists);
    }

    /** The rules in a folder; a missing folder has none. */
    AlarmRules(Path folder, CodeLists lists) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
            Set<Path> sorted = new TreeSet<>();
            files.forEach(sorted::add);
            sorted.forEach(file -> take(file, AlarmRuleFile.read(file, lists, faults)));
        } catch (IOException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, "mappings/alarms", 0, "the folder cannot be read"));
        }
    }

    /** All sound rules, by file and in its order. */
    List<AlarmRule> rules() {
        return List.copyOf(rules);
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    private void take(Path file, List<AlarmRule> more) {
        for (AlarmRule rule : more) {
            if (rules.stream().anyMatch(other -> other.id().equals(rule.id()))) {
                String shown = "mappings/alarms/" + file.getFileName();
                faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 0, rule.id() + " is a rule of another file too"));
                continue;
            }
            rules.add(rule);
        }
    }
}
