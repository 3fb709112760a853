package org.onestophub.loop.duty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CodeLists;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.DutyNames;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The rules of duties under {@code mappings/duties/}, one or more in each file. They are read at the start. */
@Component
final class DutyRules implements FaultSource, DutyNames {

    private final List<DutyRule> rules = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private String digest = "";

    @Autowired
    DutyRules(HubProperties hub, CodeLists lists) {
        this(hub.configDir().resolve("mappings/duties"), lists);
    }

    /** The rules in a folder; a missing folder has none. */
    DutyRules(Path folder, CodeLists lists) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
            Set<Path> sorted = new TreeSet<>();
            files.forEach(sorted::add);
            sorted.forEach(file -> take(file, DutyRuleFile.read(file, lists, faults)));
            for (Path file : sorted) {
                digest = Digest.sha256(
                        (digest + Digest.sha256(Files.readAllBytes(file))).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, "mappings/duties", 0, "the folder cannot be read"));
        }
    }

    /** All sound rules, by file and in its order. */
    List<DutyRule> rules() {
        return List.copyOf(rules);
    }

    @Override
    public CaseStates.Word nameOf(String rule) {
        return rules.stream()
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
        return List.copyOf(faults);
    }

    private void take(Path file, List<DutyRule> more) {
        for (DutyRule rule : more) {
            if (rules.stream().anyMatch(other -> other.id().equals(rule.id()))) {
                String shown = "mappings/duties/" + file.getFileName();
                faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 0, rule.id() + " is a rule of another file too"));
                continue;
            }
            rules.add(rule);
        }
    }
}
