package org.onestophub.operate.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Choice;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.pipeline.map.FolderMappings;

/** What chosen fields are as files of a mapping. */
class DialectTextTest {

    @TempDir
    private Path folder;

    @Test
    void everyFieldTogetherGivesAMappingWithoutAFault() throws IOException {
        List<Choice> all = DialectText.TARGETS.stream()
                .map(target -> new Choice(
                        target.pointer(), "/data/0/工单 " + target.pointer().hashCode()))
                .toList();

        assertThat(faults(all)).isEmpty();
    }

    @Test
    void nothingChosenGivesAMappingWithoutAFault() throws IOException {
        assertThat(faults(List.of())).isEmpty();
    }

    @Test
    void programReadsLikeOneWrittenByHand() {
        DialectText text = new DialectText(List.of(
                new Choice("/externalIds/0/value", "/gdbh"),
                new Choice("/matter/facts", "/body/诉求"),
                new Choice("/sentAt", "/times/0/sl"),
                new Choice("/matter/occurredAt", "/happenedAt")));

        assertThat(text.program("city"))
                .contains("\"sentAt\": .times[0].slAt")
                .contains("\"value\": text(.gdbh)")
                .contains("\"facts\": text(.body.\"诉求\")")
                .contains("\"occurredAt\": .happenedAt")
                .doesNotContain("complainant", "flags");
        assertThat(text.mapping("city", LocalDate.of(2026, 11, 30)))
                .contains("key: [\"/gdbh\"]", "times: [\"/happenedAt\", \"/times/0/sl\"]", "program: city.jslt");
    }

    @Test
    void dateOfTheOrderIsTakenAsOneByWhichItEnds() {
        DialectText text = new DialectText(List.of(
                new Choice("/handling/hotline/dispatchedAt", "/pdsj"),
                new Choice("/handling/hotline/dueAt", "/body/jzsj")));

        assertThat(text.program("city"))
                .contains(
                        "\"handling\": {\n    \"hotline\": {\"dispatchedAt\": .pdsjAt, \"dueAt\": .body.jzsjAt}\n  }");
        assertThat(text.mapping("city", LocalDate.of(2026, 11, 30)))
                .contains("times: [\"/pdsj\", \"/body/jzsj\"]")
                .contains("ends: [\"/body/jzsj\"]");
        assertThat(new DialectText(List.of(new Choice("/sentAt", "/x"))).mapping("city", LocalDate.of(2026, 11, 30)))
                .doesNotContain("ends");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"否\"',false",
        "'\"不保密\"',false",
        "'\"无\"',false",
        "'\"0\"',false",
        "'\"no\"',false",
        "'\"  \"',false",
        "'\"FALSE\"',false",
        "0,false",
        "false,false",
        "null,false",
        "'\"是\"',true",
        "'\"需要保密\"',true",
        "'\"匿名\"',true",
        "'\"02\"',true",
        "'\"不公开\"',true",
        "1,true",
        "2,true",
        "true,true"
    })
    void onlyKnownWordsOfNoLeaveAComplaintUnprotected(String value, boolean isConfidential)
            throws JsonProcessingException {
        String program = new DialectText(List.of(new Choice("/flags/confidential", "/sfbm"))).program("city");

        JsonNode made = Parser.compileString(program)
                .apply(CanonicalJson.MAPPER.readTree("{\"sfbm\": " + value + ", \"x\": 1}"));

        assertThat(made.at("/flags/confidential").asBoolean(false)).isEqualTo(isConfidential);
    }

    private List<?> faults(List<Choice> choices) throws IOException {
        DialectText text = new DialectText(choices);
        Path mapping = Files.createDirectories(folder.resolve("city"));
        Files.writeString(mapping.resolve("mapping.yaml"), text.mapping("city", LocalDate.of(2026, 11, 30)));
        Files.writeString(mapping.resolve("city.jslt"), text.program("city"));
        FolderMappings mappings = new FolderMappings(folder, new CodeLists(Path.of("mappings/code-lists")));
        assertThat(mappings.faults()).isEmpty();
        assertThat(mappings.named("city").reader()).isEqualTo("json");
        return mappings.faults();
    }
}
