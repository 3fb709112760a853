package org.onestophub.operate.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.contract.configuration.AppliedVersion;
import org.onestophub.complaint.contract.configuration.ApplyPlan;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ConfigReleases;
import org.onestophub.complaint.contract.operations.DutyMoves;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A draft brings its channel up, and what somebody else is writing stays as it is. */
class DraftApplyTest {

    private static final DraftEntries GIVEN =
            new DraftEntries("imap-mailbox-source", Map.of(), "email", List.of(), "", "li", Instant.EPOCH);

    @TempDir
    private Path config;

    @ParameterizedTest
    @CsvSource({"mapping,email", "code-list,category", "connector,imap-mailbox-source"})
    void changeOfSomebodyElseThatWouldGoLiveWithItStopsIt(String kind, String name) {
        assertThatThrownBy(() -> apply(item(kind, name, "changed"), "applied"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.PLAN_STALE);
                    assertThat(e.field()).isEqualTo(kind + " " + name);
                });

        assertThat(config.resolve("routes")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"mapping,other,changed", "code-list,category,unchanged", "channel,in-other,changed"})
    void changeThatItDoesNotUseStopsNothing(String kind, String name, String change) {
        apply(item(kind, name, change), "applied");

        assertThat(config.resolve("routes/in-box.yaml")).hasContent("r");
    }

    @Test
    void channelThatDoesNotRunLeavesNoFile() {
        apply(item("mapping", "other", "unchanged"), "put-back");

        assertThat(config.resolve("routes")).doesNotExist();
    }

    private void apply(ApplyPlan.Item item, String result) {
        new DraftApply(config, new Releases(item, result))
                .of("box", GIVEN, Map.of("routes/in-box.yaml", "r".getBytes(StandardCharsets.UTF_8)), "li");
    }

    private static ApplyPlan.Item item(String kind, String name, String change) {
        return new ApplyPlan.Item(kind, name, change, "", "", List.of(), List.of());
    }

    /** With one thing in its plan, and always the same end. */
    private record Releases(ApplyPlan.Item item, String result) implements ConfigReleases {

        @Override
        public List<Fault> check() {
            return List.of();
        }

        @Override
        public List<Fault> check(Path configDir) {
            return List.of();
        }

        @Override
        public ApplyPlan plan() {
            return new ApplyPlan("plan", List.of(item), List.of(), List.of(), DutyMoves.NONE);
        }

        @Override
        public ApplyReport apply(List<String> names, String expect, String keyName) {
            assertThat(names).containsExactly("in-box");
            assertThat(expect).isEqualTo("plan");
            return new ApplyReport(
                    expect, List.of(new ApplyReport.Result("in-box", result, "", "", "", List.of(), List.of())));
        }

        @Override
        public List<AppliedVersion> history(long before, int limit) {
            return List.of();
        }
    }
}
