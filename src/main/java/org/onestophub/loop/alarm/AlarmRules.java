package org.onestophub.loop.alarm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.AlarmTerms;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.RuleUpdates;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.rule.RuleFolder;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The rules of alarms under {@code mappings/alarms/}, one or more in each file. They are read at the start, and exchanged by an apply. */
@Component
final class AlarmRules implements FaultSource, AlarmTerms, RuleUpdates {

    private final CodeLists lists;
    private volatile RuleFolder<AlarmRule> folder;

    @Autowired
    AlarmRules(HubProperties hub, CodeLists lists) {
        this(hub.configDir().resolve("mappings/alarms"), lists);
    }

    /** The rules in a folder; a missing folder has none. */
    AlarmRules(Path folder, CodeLists lists) {
        this.lists = lists;
        this.folder = new RuleFolder<>(
                folder, "mappings/alarms", (file, faults) -> AlarmRuleFile.read(file, lists, faults), AlarmRule::id);
    }

    /** All sound rules, by file and in its order. */
    List<AlarmRule> rules() {
        return folder.rules();
    }

    @Override
    public CaseStates.Word nameOf(String rule) {
        return ruleOf(rule)
                .map(one ->
                        new CaseStates.Word(rule, one.basis().zh(), one.basis().en()))
                .orElse(new CaseStates.Word(rule, rule, rule));
    }

    @Override
    public Set<String> acknowledgedBy(String rule) {
        return ruleOf(rule).map(AlarmRule::acknowledged).orElse(Set.of());
    }

    private Optional<AlarmRule> ruleOf(String id) {
        return rules().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public Set<String> folders() {
        return Set.of("alarms");
    }

    @Override
    public void take(Path configDir) {
        folder = new AlarmRules(configDir.resolve("mappings/alarms"), lists).folder.sound();
    }

    @Override
    public List<Fault> faults() {
        return folder.faults();
    }
}
