package org.onestophub.operate.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Target;
import org.onestophub.complaint.contract.configuration.ConfigReleases;
import org.onestophub.operate.ops.query.BoundedWork;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** What would be wrong if the files of a draft stood in the configuration folder. */
final class DraftCheck {

    private final ConfigReleases releases;
    private final MergedConfig merged;
    private final BoundedWork work;

    DraftCheck(ConfigReleases releases, MergedConfig merged, BoundedWork work) {
        this.releases = releases;
        this.merged = merged;
        this.work = work;
    }

    /** The faults that its files would add, and what a mapping of its own lacks. */
    List<Fault> of(String id, DraftEntries given, Map<String, byte[]> files) {
        List<Fault> faults = new ArrayList<>();
        if (given.mapping().isEmpty()) {
            ownMapping(id, given, files, faults);
        }
        List<Fault> before = releases.check();
        return work.run(() -> merged.with(files, config -> {
            List<Fault> after = new ArrayList<>(releases.check(config));
            after.removeAll(before);
            faults.addAll(after);
            return List.copyOf(faults);
        }));
    }

    private static void ownMapping(String id, DraftEntries given, Map<String, byte[]> files, List<Fault> faults) {
        String mapping = "mappings/" + id;
        for (Target target : DraftKinds.targets(given.kind())) {
            if (target.needed()
                    && given.choices().stream()
                            .noneMatch(choice -> choice.target().equals(target.pointer()))) {
                faults.add(Fault.of(Problem.MAPPING_INVALID, mapping, 0, "nothing fills " + target.pointer()));
            }
        }
        // samples that nobody has are no green samples
        if (files.keySet().stream().noneMatch(name -> name.startsWith(mapping + "/samples/"))) {
            String why = given.sampleProblem().isEmpty() ? "an input is missing" : given.sampleProblem();
            faults.add(Fault.of(Problem.SAMPLES_RED, mapping, 0, "no sample: " + why));
        }
    }
}
