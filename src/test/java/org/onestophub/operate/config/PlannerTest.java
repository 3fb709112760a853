package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.configuration.ApplyPlan;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.ConfigTrees;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.support.ConfigCopy;

/** What differs between a folder and what was taken from it before. */
class PlannerTest {

    @TempDir
    private Path root;

    private ConfigCopy config;
    private ConfigTrees trees;
    private final RunningVersions running = new RunningVersions();
    private final Set<RouteFileName> off = new TreeSet<>(Set.of(RouteFileName.of("in-email")));

    @BeforeEach
    void everythingRunsAsTheFilesSay() throws IOException {
        config = ConfigCopy.withoutSamples(root.resolve("config"));
        trees = new ConfigTrees(new HubProperties(
                root.resolve("home"),
                config.root(),
                ZoneId.of("Asia/Shanghai"),
                new HubProperties.Institution("", "")));
        everythingIsApplied();
    }

    private void everythingIsApplied() {
        ConfigTree tree = trees.take(config.root());
        ConfigFolder folder = ConfigFolder.read(tree.dir());
        running.begin(tree, tree.mappings());
        folder.stems().stream()
                .filter(stem -> stem.standsAlone() && !off.contains(stem))
                .forEach(stem -> running.put(
                        stem, RunningVersions.Running.of(tree, folder.routes().get(stem.text()), name -> null)));
    }

    @Test
    void nothingChangesWhileNothingIsEdited() {
        assertThat(changes()).isEmpty();
        assertThat(item("in-email").change()).isEqualTo("off");
        assertThat(planner().digest()).isEqualTo(planner().digest());
    }

    @Test
    void editedRouteChangesAloneAndThePlanHasAnotherName() throws IOException {
        String before = planner().digest();
        config.append("routes/in-hotline.yaml", "# a note\n");

        assertThat(changes()).containsExactly("channel in-hotline changed");
        assertThat(item("in-hotline").because()).containsExactly("route");
        assertThat(planner().routeChanges(RouteFileName.of("in-hotline"))).isTrue();
        assertThat(planner().digest()).isNotEqualTo(before);
    }

    @Test
    void changedConnectorTouchesEveryChannelThatUsesIt() throws IOException {
        config.append("connectors/folder-files-source.kamelet.yaml", "# a note\n");

        assertThat(item("folder-files-source").touches())
                .containsExactly(
                        "in-email-folder",
                        "in-hotline-sheet",
                        "in-letter-folder",
                        "in-phone-cdr-folder",
                        "in-register",
                        "in-status-folder");
        assertThat(item("in-letter-folder").because()).containsExactly("connector folder-files-source");
        assertThat(item("in-letter-ftp").change()).isEqualTo("unchanged");
    }

    @Test
    void changedMappingTouchesEveryChannelThatUsesItAndNoRouteRestarts() throws IOException {
        config.append("mappings/letter/letter.jslt", "// a note\n");

        assertThat(item("letter").touches())
                .containsExactly("in-letter-folder", "in-letter-ftp", "in-letter-ftps", "in-letter-sftp");
        assertThat(planner().routeChanges(RouteFileName.of("in-letter-ftp"))).isFalse();
        assertThat(planner().touchedMappings()).containsExactly("letter");
    }

    @Test
    void changedProgramChangesEveryMappingThatUsesItAndAsksForAllTheirSamples() throws IOException {
        config.edit("mappings/letter/mapping.yaml", "program: letter.jslt", "program-of: phone-cdr");
        everythingIsApplied();
        config.append("mappings/phone-cdr/phone-cdr.jslt", "// a note\n");

        assertThat(item("phone-cdr").change()).isEqualTo("changed");
        assertThat(item("letter").change()).isEqualTo("changed");
        assertThat(item("in-letter-folder").because()).containsExactly("mapping letter");
        assertThat(planner().touchedMappings()).containsExactly("letter", "phone-cdr");
    }

    @Test
    void programOfAnotherMappingIsFoundHoweverItsNameIsWrittenInYaml() throws IOException {
        for (String spelling :
                List.of("'program-of': phone-cdr", "\"program-of\" : 'phone-cdr'", "? program-of\n: phone-cdr")) {
            config.edit("mappings/letter/mapping.yaml", "program: letter.jslt", spelling);
            config.edit("mappings/phone-cdr/mapping.yaml", "program: phone-cdr.jslt", "\"program\": ./phone-cdr.jslt");
            everythingIsApplied();
            config.append("mappings/phone-cdr/phone-cdr.jslt", "// a note\n");

            assertThat(planner().touchedMappings()).as(spelling).containsExactly("letter", "phone-cdr");

            config.edit("mappings/letter/mapping.yaml", spelling, "program: letter.jslt");
            config.edit("mappings/phone-cdr/mapping.yaml", "\"program\": ./phone-cdr.jslt", "program: phone-cdr.jslt");
        }
    }

    @Test
    void changedDialectChangesItsMappingAndThoseThatUseItsProgram() throws IOException {
        config.edit("mappings/letter/mapping.yaml", "program: letter.jslt", "program-of: phone-cdr");
        everythingIsApplied();
        config.append("mappings/phone-cdr/dialects/cucm.yaml", "# a note\n");

        assertThat(planner().touchedMappings()).containsExactly("letter", "phone-cdr");

        everythingIsApplied();
        config.append("mappings/phone-cdr/dialects/cucm.csv", "\n");
        config.append("mappings/phone-cdr/mapping.yaml", "# a note\n");

        assertThat(planner().touchedMappings()).containsExactly("phone-cdr");
    }

    @Test
    void changedFileThatAProgramImportsChangesTheMapping() throws IOException {
        Files.writeString(config.file("mappings/desk/more.jslt"), "def one(x) $x\n");
        config.edit("mappings/hotline/hotline.jslt", "\n", "\nimport \"../desk/more.jslt\" as more\n");
        everythingIsApplied();
        config.append("mappings/desk/more.jslt", "// a note\n");

        assertThat(planner().touchedMappings())
                .containsExactly("desk", "hotline", "hotline-sheet", "hotline-sheet-mail");
    }

    @Test
    void everyImportOnALineCounts() throws IOException {
        Files.writeString(config.file("mappings/desk/more.jslt"), "def one(x) $x\n");
        Files.writeString(config.file("mappings/email/rest.jslt"), "def two(x) $x\n");
        config.edit(
                "mappings/hotline/hotline.jslt",
                "\n",
                "\nimport \"../desk/more.jslt\" as more import // the rest\n \"../email/rest.jslt\" as rest\n");
        everythingIsApplied();
        config.append("mappings/email/rest.jslt", "// a note\n");

        assertThat(planner().touchedMappings())
                .containsExactly("email", "hotline", "hotline-sheet", "hotline-sheet-mail");
    }

    @Test
    void samplesAndNotesOfAMappingChangeNothingThatRuns() throws IOException {
        config.restore("mappings/hotline/samples/anonymous.json");
        everythingIsApplied();
        config.append("mappings/hotline/samples/anonymous.json", "\n");

        assertThat(changes()).isEmpty();
    }

    @Test
    void changedCodeListTouchesAllChannelsAndAllMappings() throws IOException {
        config.append("mappings/code-lists/sex.csv", "x,x,x,,\n");

        assertThat(item("sex.csv").change()).isEqualTo("changed");
        assertThat(item("sex.csv").touches()).contains("in-desk", "in-hotline").doesNotContain("in-email");
        assertThat(planner().touchedMappings()).contains("desk", "hotline", "letter", "email", "phone-cdr");
    }

    @Test
    void flowsAndSchemasAreToldAsTakenAtAStartOnly() throws IOException {
        config.append("routes/flow-patient.yaml", "# a note\n");

        assertThat(changes()).containsExactly("start routes/flow-patient.yaml changed");
    }

    @Test
    void newAndRemovedRoutesAreToldAndOneSwitchedOffIsRemoved() throws IOException {
        Files.writeString(
                config.file("routes/in-letter-two.yaml"),
                Files.readString(config.file("routes/in-letter-folder.yaml"))
                        .replace("in-letter-folder", "in-letter-two"));
        Files.delete(config.file("routes/in-hotline.yaml"));
        off.add(RouteFileName.of("in-desk"));

        assertThat(changes())
                .contains("channel in-letter-two added", "channel in-hotline removed", "channel in-desk removed");
    }

    @Test
    void treesAreKeptAsTheyWereAndFoundAgainByTheirDigest() throws IOException {
        ConfigTree tree = trees.take(config.root());
        config.append("routes/in-hotline.yaml", "# a note\n");

        assertThat(trees.named(tree.digest())).contains(tree);
        assertThat(Files.readString(tree.dir().resolve("routes/in-hotline.yaml")))
                .doesNotContain("a note");
        assertThat(trees.look(config.root()).digest())
                .isEqualTo(trees.take(config.root()).digest())
                .isNotEqualTo(tree.digest());
        assertThat(trees.named("../../etc")).isEmpty();
    }

    @Test
    void spoiledTreeIsMadeAgainAndASpoiledPackIsNoTree() throws IOException {
        ConfigTree tree = trees.take(config.root());
        trees.noteGood(RouteFileName.of("in-hotline"), tree);
        assertThat(trees.lastGood(RouteFileName.of("in-hotline"))).contains(tree);

        Files.writeString(tree.dir().resolve("routes/in-hotline.yaml"), "spoiled");
        assertThat(trees.lastGood(RouteFileName.of("in-hotline"))).contains(tree);
        assertThat(Files.readString(tree.dir().resolve("routes/in-hotline.yaml")))
                .contains("id: in-hotline");

        Files.writeString(tree.dir().resolve("routes/in-hotline.yaml"), "spoiled");
        Files.writeString(root.resolve("home/applied/packs/" + tree.digest() + ".zip"), "spoiled");
        assertThat(trees.lastGood(RouteFileName.of("in-hotline"))).isEmpty();
    }

    @Test
    void rulesOfAFolderChangeAsAWholeAndNeedNoStart() throws IOException {
        config.edit("mappings/duties/reply.yaml", "limit: 5 working-days", "limit: 4 working-days");
        config.append("mappings/warnings/warnings.yaml", "# a note\n");

        assertThat(changes()).containsExactly("rules rules-duties changed", "rules rules-warnings changed");
        assertThat(planner().dutiesChange()).isTrue();
    }

    @Test
    void calendarsChangeAsAWholeNeedNoStartAndMoveDuties() throws IOException {
        config.append("mappings/calendars/cn-mainland.csv", "2027-01-01,2027-01-03,off,a note\n");

        assertThat(changes()).containsExactly("rules rules-calendars changed");
        assertThat(planner().dutiesChange()).isTrue();
    }

    private List<String> changes() {
        return planner().items().stream()
                .filter(ApplyPlan.Item::changes)
                .map(item -> item.kind() + " " + item.name() + " " + item.change())
                .toList();
    }

    private ApplyPlan.Item item(String name) {
        return planner().items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Planner planner() {
        ConfigTree tree = trees.take(config.root());
        return new Planner(running, tree, ConfigFolder.read(tree.dir()), stem -> !off.contains(stem), name -> null);
    }
}
