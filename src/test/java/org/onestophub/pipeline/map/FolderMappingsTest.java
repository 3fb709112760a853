package org.onestophub.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;

class FolderMappingsTest {

    private static final String SOUND = """
        reader: csv
        profile: {separator: ";"}
        program: calls.jslt
        lane: complaint
        source: "PBX note, 2026"
        changes:
          - {date: 2026-11-22, what: first version, why: new channel}
        """;

    @TempDir
    private Path root;

    @BeforeEach
    void soundMapping() throws IOException {
        Files.createDirectory(root.resolve("code-lists"));
        put("calls/mapping.yaml", SOUND);
        put("calls/calls.jslt", "{\"channel\": \"phone\"}");
    }

    @Test
    void soundMappingIsLoadedWithItsProfile() {
        FolderMappings mappings = load();

        Mapping calls = mappings.named("calls");
        assertThat(mappings.faults()).isEmpty();
        assertThat(calls.reader()).isEqualTo("csv");
        assertThat(calls.profile().path("separator").asText()).isEqualTo(";");
        assertThat(calls.lane()).isEqualTo("complaint");
        assertThat(mappings.all()).containsExactly(calls);
    }

    @Test
    void unknownMappingIsAProblem() {
        assertThatThrownBy(() -> load().named("none")).hasMessageContaining("RC-201");
    }

    @Test
    void patientLaneNeedsNoProgram() throws IOException {
        put("adt/mapping.yaml", "reader: hl7\nlane: patient\nsource: x\nchanges: [{date: 2026-11-22}]\n");

        FolderMappings mappings = load();

        assertThat(mappings.faults()).isEmpty();
        assertThatThrownBy(() -> mappings.programOf("adt")).hasMessageContaining("RC-201");
    }

    @Test
    void mappingMayUseTheProgramOfAnother() throws IOException {
        put("branch/mapping.yaml", SOUND.replace("program: calls.jslt", "program-of: calls"));

        FolderMappings mappings = load();

        assertThat(mappings.faults()).isEmpty();
        assertThat(mappings.named("branch").program()).isEqualTo("../calls/calls.jslt");
        assertThat(mappings.programOf("branch")).isNotNull();
        assertThat(MappingFiles.in(root))
                .extracting(MappingFiles.Words::program)
                .containsExactly("../calls/calls.jslt", "calls.jslt");
    }

    @Test
    void programOfNamesAMappingWithAProgramOfItsOwnAndNothingElse() throws IOException {
        put("out/mapping.yaml", "direction: out\nprogram: x.jslt\nsource: x\nchanges: [{date: 2026-11-22}]\n");
        put("adt/mapping.yaml", "reader: hl7\nlane: patient\nsource: x\nchanges: [{date: 2026-11-22}]\n");
        put("second/mapping.yaml", SOUND.replace("program: calls.jslt", "program-of: calls"));
        for (String other : List.of("../calls", "calls/calls.jslt", "/etc", "none", "out", "adt", "second", "branch")) {
            put("branch/mapping.yaml", SOUND.replace("program: calls.jslt", "program-of: " + other));

            assertThat(load().faults())
                    .as(other)
                    .extracting(FolderMappingsTest::shown)
                    .containsExactly("mappings/branch/mapping.yaml:3");
            assertThatThrownBy(() -> load().named("branch")).hasMessageContaining("RC-201");
        }
        put("branch/mapping.yaml", SOUND + "program-of: calls\n");
        assertThat(load().faults())
                .extracting(Fault::message)
                .containsExactly("program and program-of exclude each other");
    }

    @Test
    void faultInAProgramIsToldAtItsMappingAndAtEachThatUsesIt() throws IOException {
        put("branch/mapping.yaml", SOUND.replace("program: calls.jslt", "program-of: calls"));
        put("calls/calls.jslt", "{\n\"channel\": }");

        assertThat(load().faults())
                .extracting(FolderMappingsTest::shown)
                .containsExactly("mappings/branch/mapping.yaml:3", "mappings/calls/calls.jslt:2");
    }

    @Test
    void dialectIsThatOfTheFolderOrOfTheMappingWhoseProgramIsUsed() throws IOException {
        String named = SOUND.replace("{separator: \";\"}", "{dialect: mine, delimiter: \"|\"}");
        put("calls/mapping.yaml", named);
        put("calls/dialects/mine.yaml", "columns: [a]\n");
        put("branch/mapping.yaml", named.replace("program: calls.jslt", "program-of: calls"));

        FolderMappings mappings = load();

        assertThat(mappings.faults()).isEmpty();
        for (String name : List.of("calls", "branch")) {
            assertThat(mappings.named(name).profile().at("/dialect/name").asText())
                    .isEqualTo("mine");
            assertThat(mappings.named(name)
                            .profile()
                            .at("/dialect/lines/columns/0")
                            .asText())
                    .isEqualTo("a");
            assertThat(mappings.named(name).profile().path("delimiter").asText())
                    .isEqualTo("|");
        }

        put("branch/dialects/mine.yaml", "columns: [b]\n");
        assertThat(load().named("branch")
                        .profile()
                        .at("/dialect/lines/columns/0")
                        .asText())
                .isEqualTo("b");
    }

    @Test
    void folderWithoutDialectsHasThoseOfTheHub() throws IOException {
        put("calls/mapping.yaml", SOUND.replace("{separator: \";\"}", "{dialect: cucm}"));

        assertThat(load().named("calls").profile().at("/dialect/lines/header").asText())
                .isEqualTo("present");

        put("calls/dialects/mine.yaml", "columns: [a]\n");
        assertThat(load().faults())
                .extracting(FolderMappingsTest::shown)
                .containsExactly("mappings/calls/mapping.yaml:2");
    }

    @Test
    void dialectThatCannotBeReadIsAFaultOfItsFile() throws IOException {
        put("calls/dialects/mine.yaml", "columns: [a]\ncolumns: [b]\n");
        put("calls/dialects/other.yaml", "- a list\n");

        assertThat(load().faults())
                .extracting(FolderMappingsTest::shown)
                .containsExactly("mappings/calls/dialects/mine.yaml:2", "mappings/calls/dialects/other.yaml:1");
    }

    @Test
    void eachLaneOfReceiptsMayBeNamedAndNoOther() throws IOException {
        for (String lane : List.of("slow", "bulk", "pages")) {
            put(lane + "/mapping.yaml", SOUND.replace("lane: complaint", "lane: " + lane));
            put(lane + "/calls.jslt", "{\"channel\": \"phone\"}");
        }
        assertThat(load().faults()).isEmpty();
        assertThat(load().named("slow").lane()).isEqualTo("slow");

        put("slow/mapping.yaml", SOUND.replace("lane: complaint", "lane: slwo"));
        put("bulk/mapping.yaml", SOUND.replace("lane: complaint", "lane: context"));
        put(
                "pages/mapping.yaml",
                SOUND.replace("lane: complaint", "lane: pages").replace("program: calls.jslt\n", ""));

        assertThat(load().faults())
                .extracting(fault -> fault.file() + ":" + fault.line())
                .contains("mappings/slow/mapping.yaml:" + 4, "mappings/bulk/mapping.yaml:" + 4)
                .anyMatch(fault -> fault.startsWith("mappings/pages/"));
        assertThat(load().faults())
                .filteredOn(fault -> fault.file().startsWith("mappings/slow/"))
                .extracting(Fault::message)
                .containsExactly("lane must be one of complaint, slow, bulk, pages, patient, register");
    }

    @Test
    void faultsOfAllFoldersAreListedWithLinesAndOnlyTheFaultyAreAbsent() throws IOException {
        put("broken-yaml/mapping.yaml", "reader: csv\n  lane: [\n");
        put("broken-jslt/mapping.yaml", SOUND);
        put("broken-jslt/calls.jslt", "{\n  \"a\": .b,\n  \"c\" .d\n}");
        put("unknown-list/mapping.yaml", SOUND);
        put("unknown-list/calls.jslt", "{\n  \"channel\": code(\"no-list\", .x)\n}");
        put("outside/mapping.yaml", SOUND.replace("calls.jslt", "../calls/calls.jslt"));
        put("unknown-field/mapping.yaml", SOUND + "colour: red\n");
        put("nothing/mapping.yaml", "{}\n");
        Files.createDirectory(root.resolve("empty"));

        FolderMappings mappings = load();

        assertThat(mappings.all()).extracting(Mapping::name).containsExactly("calls");
        assertThat(mappings.faults()).extracting(Fault::code).containsOnly("CH-203");
        assertThat(mappings.faults())
                .anyMatch(f -> f.file().equals("mappings/broken-yaml/mapping.yaml") && f.line() == 2);
        assertThat(mappings.faults())
                .anyMatch(f -> f.file().equals("mappings/broken-jslt/calls.jslt") && f.line() == 3);
        assertThat(mappings.faults())
                .anyMatch(f -> f.file().equals("mappings/unknown-list/calls.jslt") && f.line() == 2);
        assertThat(mappings.faults()).anyMatch(f -> f.file().equals("mappings/outside/mapping.yaml") && f.line() == 3);
        assertThat(mappings.faults())
                .anyMatch(f -> f.file().equals("mappings/unknown-field/mapping.yaml") && f.line() == 8);
        assertThat(mappings.faults())
                .filteredOn(f -> f.file().equals("mappings/nothing/mapping.yaml"))
                .hasSize(4);
        assertThat(mappings.faults()).anyMatch(f -> f.file().equals("mappings/empty/mapping.yaml"));
    }

    @Test
    void importsStayBelowMappings() throws IOException {
        put("shared.jslt", "def twice(x) $x + $x\n\ntwice(.)");
        put("calls/calls.jslt", "import \"../shared.jslt\" as s\n{\"channel\": s:twice(\"a\")}");
        assertThat(load().faults()).isEmpty();

        put("calls/calls.jslt", "import \"../../../etc/hostname\" as s\n{\"channel\": \"a\"}");
        assertThat(load().faults()).hasSize(1);
    }

    @Test
    void faultOfAProgramSaysWhereAndWhat() throws IOException {
        put("calls/calls.jslt", "import \"../../../etc/hostname\" as s\n{\"channel\": \"a\"}");
        assertThat(load().faults())
                .containsExactly(
                        new Fault("mappings/calls/calls.jslt", 0, "CH-203", "an import must stay below mappings/"));

        put("calls/calls.jslt", "\n\nimport \"none.jslt\" as s\n{\"channel\": \"a\"}");
        assertThat(load().faults())
                .containsExactly(
                        new Fault("mappings/calls/calls.jslt", 0, "CH-203", "the imported file cannot be read"));

        put("calls/calls.jslt", "{\"channel\": code(\"no-list\", .x), \"title\": code-name( \"none\", .y, .z)}");
        assertThat(load().faults())
                .containsExactly(
                        new Fault("mappings/calls/calls.jslt", 1, "CH-203", "there is no code list no-list"),
                        new Fault("mappings/calls/calls.jslt", 1, "CH-203", "there is no code list none"));

        Files.write(root.resolve("calls/calls.jslt"), new byte[] {'"', (byte) 0xff, '"'});
        assertThat(load().faults())
                .containsExactly(
                        new Fault("mappings/calls/calls.jslt", 0, "CH-203", "the file cannot be read as UTF-8"));

        Files.delete(root.resolve("calls/calls.jslt"));
        assertThat(load().faults())
                .containsExactly(new Fault(
                        "mappings/calls/mapping.yaml", 3, "CH-203", "the program is not a file of this folder"));
    }

    @Test
    void missingFolderIsAFault() {
        assertThat(new FolderMappings(root.resolve("none"), new CodeLists(root)).faults())
                .hasSize(1);
    }

    private FolderMappings load() {
        return new FolderMappings(root, new CodeLists(root.resolve("code-lists")));
    }

    private static String shown(Fault fault) {
        return fault.file() + ":" + fault.line();
    }

    private void put(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
