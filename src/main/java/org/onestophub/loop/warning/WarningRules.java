package org.onestophub.loop.warning;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CodeLists;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The rules of warnings under {@code mappings/warnings/}, read at the start. */
@Component
final class WarningRules implements FaultSource {

    private static final String SHOWN = "mappings/warnings";

    private final List<WarningRule> rules = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    @Autowired
    WarningRules(HubProperties hub, CodeLists lists) {
        this(hub.configDir().resolve(SHOWN), lists);
    }

    /** The rules in a folder; a missing folder has none. */
    WarningRules(Path folder, CodeLists lists) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
            Set<Path> sorted = new TreeSet<>();
            files.forEach(sorted::add);
            sorted.forEach(file -> take(file, WarningRuleFile.read(file, lists, faults)));
        } catch (IOException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, SHOWN, 0, "the folder cannot be read"));
        }
    }

    private void take(Path file, List<WarningRule> more) {
        for (WarningRule rule : more) {
            if (named(rule.id()).isPresent()) {
                String shown = SHOWN + "/" + file.getFileName();
                faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 0, rule.id() + " is a rule of another file too"));
            } else {
                rules.add(rule);
            }
        }
    }

    /** All sound rules, by file and in its order. */
    List<WarningRule> all() {
        return List.copyOf(rules);
    }

    Optional<WarningRule> named(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }
}
