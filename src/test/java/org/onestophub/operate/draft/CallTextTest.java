package org.onestophub.operate.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Choice;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.pipeline.map.FolderMappings;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.ConfigCopy;

/** The telephone system that a person describes, as a mapping. */
class CallTextTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    @TempDir
    private Path folder;

    @Test
    void mappingHasWhatWasChosenAndBorrowsProgramAndDialects() throws IOException {
        String text = new CallText(List.of(
                        new Choice("/profile/dialect", "3cx"),
                        new Choice("/profile/usegmtime", "false"),
                        new Choice("/profile/complaintLines/numbers", "8010，8011 , 8012"),
                        new Choice("/profile/complaintLines/queues", "投诉 专线"),
                        new Choice("/profile/outsidePrefixes", "9")))
                .mapping("branch", DAY);

        assertThat(text)
                .contains(
                        "dialect: 3cx\n",
                        "system: branch\n",
                        "usegmtime: false\n",
                        "numbers: [\"8010\", \"8011\", \"8012\"]\n",
                        "queues: [\"投诉 专线\"]\n",
                        "outsidePrefixes: [\"9\"]\n",
                        "program-of: phone-cdr\n");
        Path mappings = ConfigCopy.to(folder).file("mappings");
        Files.writeString(Files.createDirectories(mappings.resolve("branch")).resolve("mapping.yaml"), text);
        FolderMappings loaded = new FolderMappings(mappings, new CodeLists(mappings.resolve("code-lists")));
        assertThat(loaded.faults()).isEmpty();
        assertThat(loaded.named("branch").reader()).isEqualTo("cdr-csv");
    }

    @ParameterizedTest
    @CsvSource({
        "/profile/dialect,../../etc",
        "/profile/dialect,'3cx\nx: y'",
        "/profile/usegmtime,maybe",
        "/profile/complaintLines/numbers,'8010\"]'",
        "/profile/complaintLines/queues,'a\nb'",
        "/profile/outsidePrefixes,'${hub.secret}'"
    })
    void whatWouldEndATextOfTheFileIsRefused(String target, String source) {
        assertThatThrownBy(() ->
                        DraftValues.choices(CallText.TARGETS, CallText::takes, List.of(new Choice(target, source))))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.REQUEST_INVALID));
    }
}
