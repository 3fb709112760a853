package org.onestophub.loop.duty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CodeLists;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.DutyNames;
import org.onestophub.loop.rule.RuleFolder;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The rules of duties under {@code mappings/duties/}, one or more in each file. They are read at the start. */
@Component
final class DutyRules implements FaultSource, DutyNames {

    private final RuleFolder<DutyRule> folder;
    private String digest = "";

    @Autowired
    DutyRules(HubProperties hub, CodeLists lists) {
        this(hub.configDir().resolve("mappings/duties"), lists);
    }

    /** The rules in a folder; a missing folder has none. */
    DutyRules(Path folder, CodeLists lists) {
        this.folder = new RuleFolder<>(
                folder, "mappings/duties", (file, faults) -> DutyRuleFile.read(file, lists, faults), DutyRule::id);
        try {
            for (Path file : this.folder.files()) {
                digest = Digest.sha256(
                        (digest + Digest.sha256(Files.readAllBytes(file))).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            this.folder.unreadable();
        }
    }

    /** All sound rules, by file and in its order. */
    List<DutyRule> rules() {
        return folder.rules();
    }

    @Override
    public CaseStates.Word nameOf(String rule) {
        return rules().stream()
                .filter(one -> one.id().equals(rule))
                .map(one ->
                        new CaseStates.Word(rule, one.basis().zh(), one.basis().en()))
                .findFirst()
                .orElse(new CaseStates.Word(rule, rule, rule));
    }

    /** Changes with the text of any rule. */
    String digest() {
        return digest;
    }

    @Override
    public List<Fault> faults() {
        return folder.faults();
    }
}
