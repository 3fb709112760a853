package org.onestophub.loop.warning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.RuleUpdates;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.rule.RuleFolder;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The rules of warnings under {@code mappings/warnings/}, read at the start, and exchanged by an apply. */
@Component
final class WarningRules implements FaultSource, RuleUpdates {

    private static final String SHOWN = "mappings/warnings";

    private final CodeLists lists;
    private volatile RuleFolder<WarningRule> folder;

    @Autowired
    WarningRules(HubProperties hub, CodeLists lists) {
        this(hub.configDir().resolve(SHOWN), lists);
    }

    /** The rules in a folder; a missing folder has none. */
    WarningRules(Path folder, CodeLists lists) {
        this.lists = lists;
        this.folder = new RuleFolder<>(
                folder, SHOWN, (file, faults) -> WarningRuleFile.read(file, lists, faults), WarningRule::id);
    }

    /** All sound rules, by file and in its order. */
    List<WarningRule> all() {
        return folder.rules();
    }

    Optional<WarningRule> named(String id) {
        return all().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    @Override
    public Set<String> folders() {
        return Set.of("warnings");
    }

    @Override
    public void take(Path configDir) {
        folder = new WarningRules(configDir.resolve("mappings/warnings"), lists).folder.sound();
    }

    @Override
    public List<Fault> faults() {
        return folder.faults();
    }
}
