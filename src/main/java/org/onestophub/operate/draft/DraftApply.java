package org.onestophub.operate.draft;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.contract.configuration.ApplyPlan;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ConfigReleases;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Puts the files of a draft into the configuration folder and brings its channel up, and nothing beside it. */
final class DraftApply {

    private final Path configDir;
    private final ConfigReleases releases;

    DraftApply(Path configDir, ConfigReleases releases) {
        this.configDir = configDir;
        this.releases = releases;
    }

    /**
     * What became of it. Files of a channel that does not run are taken away again.
     * @throws ProblemException CH-101 with the mapping, code list or connector that it uses and of which somebody's change was not
     *     applied yet; as {@link ConfigAddition#add}
     */
    ApplyReport of(String id, DraftEntries given, Map<String, byte[]> files, String by) {
        ConfigAddition addition = new ConfigAddition(configDir, files);
        addition.add();
        boolean applied = false;
        try {
            ApplyPlan plan = releases.plan();
            requireAlone(plan, given);
            ApplyReport report = releases.apply(List.of("in-" + id), plan.digest(), by);
            applied = isApplied(report);
            return report;
        } finally {
            if (!applied) {
                addition.takeAway();
            }
        }
    }

    static boolean isApplied(ApplyReport report) {
        return report.results().stream().allMatch(result -> result.result().equals("applied"));
    }

    /** What the new channel uses would go live with it. */
    private static void requireAlone(ApplyPlan plan, DraftEntries given) {
        for (ApplyPlan.Item item : plan.items()) {
            boolean isUsed = switch (item.kind()) {
                case "mapping" -> item.name().equals(given.lender());
                case "connector" -> item.name().equals(given.kind());
                case "code-list" -> true;
                default -> false;
            };
            if (isUsed && item.changes()) {
                throw new ProblemException(Problem.PLAN_STALE, item.kind() + " " + item.name());
            }
        }
    }
}
