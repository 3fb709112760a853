package org.onestophub.loop.duty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.DutyNames;
import org.onestophub.complaint.contract.RuleUpdates;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.rule.RuleFolder;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The rules of duties under {@code mappings/duties/}, one or more in each file. They are read at the start, and exchanged by an apply. */
@Component
@Order(1) // before the open duties are computed by them
final class DutyRules implements FaultSource, DutyNames, RuleUpdates {

    private static final String SHOWN = "mappings/duties";

    private final CodeLists lists;
    private volatile Read read;

    /** What was read, and a digest of the text of all files. */
    private record Read(RuleFolder<DutyRule> folder, String digest) {}

    @Autowired
    DutyRules(HubProperties hub, CodeLists lists) {
        this(hub.configDir().resolve(SHOWN), lists);
    }

    /** The rules in a folder; a missing folder has none. */
    DutyRules(Path folder, CodeLists lists) {
        this.lists = lists;
        this.read = read(folder, lists);
    }

    private static Read read(Path folder, CodeLists lists) {
        RuleFolder<DutyRule> rules =
                new RuleFolder<>(folder, SHOWN, (file, faults) -> DutyRuleFile.read(file, lists, faults), DutyRule::id);
        String digest = "";
        try {
            for (Path file : rules.files()) {
                digest = Digest.sha256(
                        (digest + Digest.sha256(Files.readAllBytes(file))).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            rules.unreadable();
        }
        return new Read(rules, digest);
    }

    @Override
    public Set<String> folders() {
        return Set.of("duties");
    }

    @Override
    public void take(Path configDir) {
        Read fresh = read(configDir.resolve(SHOWN), lists);
        fresh.folder().sound();
        read = fresh;
    }

    /** All sound rules, by file and in its order. */
    List<DutyRule> rules() {
        return read.folder().rules();
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
        return read.digest();
    }

    @Override
    public List<Fault> faults() {
        return read.folder().faults();
    }
}
