package org.onestophub.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.form.JsonReader;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.pipeline.read.hl7.AdtReaderForTests;
import org.onestophub.pipeline.read.hl7.Hl7AdtReader;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The reader that a mapping names is the one that reads. */
class ReadRoomTest {

    private static final Receipt RECEIPT = ReadReceipts.of("{'a':'b'}");
    private static final FormatReader LETTERS = new Letters();
    private static final Mapping OF_LETTERS = mapping("letters");
    private static final Mapping OF_NOBODY = mapping("nobody");

    @TempDir
    private Path config;

    private final ReaderSet set = new ReaderSet(List.of(LETTERS, new JsonReader(ReadReceipts.HUB)));
    private final ReadStep step = new ReadStep(new Named(), List.of(LETTERS));

    @Test
    void receiptIsReadUnderItsMapping() {
        Walk walk = step.read(Walk.of(RECEIPT));

        assertThat(walk.candidates()).extracting(Candidate::key).containsExactly("letter");
        assertThat(set.read(RECEIPT, OF_LETTERS).candidates())
                .extracting(Candidate::key)
                .containsExactly("letter");
        assertThat(step.readNow(RECEIPT).candidates()).hasSize(1);
    }

    @Test
    void partTextAndWordsAreThoseOfTheReader() {
        assertThat(step.part(RECEIPT, "1.2").bytes(99)).isEqualTo("part 1.2".getBytes(StandardCharsets.UTF_8));
        assertThat(step.text("letters", new byte[] {'x'})).contains("text of 1");
        assertThat(set.text(OF_LETTERS, new byte[] {'x'})).contains("text of 1");
        assertThat(set.ownWords(OF_LETTERS)).isEqualTo("dear sir");
        assertThat(set.rewritten(RECEIPT, OF_LETTERS, (name, text) -> "T")).isEqualTo(new byte[] {'T'});
        assertThat(set.formats()).containsExactlyInAnyOrder("letters", "json");
    }

    @Test
    void readerThatDoesNotExistIsAFaultOfTheProfile() {
        ReadStep nobody = new ReadStep(new Named(), List.of());

        for (Runnable action : List.<Runnable>of(
                () -> nobody.read(Walk.of(RECEIPT)),
                () -> nobody.part(RECEIPT, "1"),
                () -> nobody.text("letters", new byte[0]),
                () -> set.read(RECEIPT, OF_NOBODY),
                () -> set.ownWords(OF_NOBODY))) {
            assertThatThrownBy(action::run).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problem()).isEqualTo(Problem.PROFILE_INVALID);
                assertThat(e.field()).isEqualTo("reader");
            });
        }
    }

    @Test
    void readerOfPatientsIsFoundAmongTheOthers() {
        Hl7AdtReader adt = (Hl7AdtReader) AdtReaderForTests.reader();

        assertThat(new ReaderSet(List.of(LETTERS, adt)).admissions()).isSameAs(adt);
    }

    @Test
    void meaningIsThatOfTheReaderAndNoneWhereItCannotBeRead() {
        ReadMeaning meaning = new ReadMeaning(List.of(LETTERS));

        assertThat(meaning.digestOf(OF_LETTERS, Content.of(new byte[] {'x'}))).contains("meaning of 1");
        assertThat(meaning.digestOf(OF_LETTERS, Content.of(new byte[0]))).isEmpty();
        assertThat(meaning.digestOf(OF_NOBODY, Content.of(new byte[] {'x'}))).isEmpty();
    }

    @Test
    void faultsOfMappingsNameTheirLine() throws IOException {
        mapping("a", "# the reader\nreader: nobody\nprofile: {}\n");
        mapping("b", "reader: \"letters\" # here\nprofile:\n  sort: x\n  colour: red\n");
        mapping("c", "reader: letters\nprofile: {sort: x}\n");
        mapping("d", "reader: letters\nprofile: {}\n");
        mapping("e", "profile: [\n");
        Files.createDirectories(config.resolve("mappings/code-lists"));

        List<Fault> faults = new ReaderFolderCheck(set).faultsIn(config);

        assertThat(faults)
                .extracting(fault -> fault.code() + ' ' + fault.file() + ':' + fault.line())
                .containsExactly(
                        Problem.MAPPING_INVALID.code() + " mappings/a/mapping.yaml:2",
                        Problem.PROFILE_INVALID.code() + " mappings/b/mapping.yaml:4",
                        Problem.PROFILE_INVALID.code() + " mappings/d/mapping.yaml:1");
    }

    @Test
    void dialectsBesideAMappingAreCheckedToo() throws IOException {
        mapping("calls", "reader: letters\nprofile: {sort: x}\n");
        Path dialects = Files.createDirectories(config.resolve("mappings/calls/dialects"));
        String whole = "columns: [id, from, to, begin, state]\ncall: [id]\ncaller: from\ncalled: to\nstart: begin\n"
                + "optionalColumns: [{option: long, columns: [x]}]\nlong: true\nanswered: {column: state}\n";
        Files.writeString(dialects.resolve("good.yaml"), whole);
        Files.writeString(dialects.resolve("notes.txt"), "colour: red");
        Files.writeString(dialects.resolve("list.yaml"), "- a\n");
        Files.writeString(dialects.resolve("open.yaml"), "a: [\n");
        Files.writeString(dialects.resolve("unknown.yaml"), whole + "colour: red\n");
        Files.writeString(dialects.resolve("missing.yaml"), whole.replace("caller: from\n", ""));
        Files.writeString(dialects.resolve("pattern.yaml"), whole + "patterns: {from: '('}\n");

        List<Fault> faults = new ReaderFolderCheck(set).faultsIn(config);

        assertThat(faults)
                .allSatisfy(fault -> assertThat(fault.code()).isEqualTo(Problem.PROFILE_INVALID.code()))
                .extracting(fault -> fault.file().replace("mappings/calls/dialects/", "") + ':' + fault.line())
                .containsExactly("missing.yaml:1", "pattern.yaml:9", "unknown.yaml:9");
    }

    @Test
    void folderWithoutMappingsIsAFault() {
        assertThat(new ReaderFolderCheck(set).faultsIn(config.resolve("none")))
                .extracting(Fault::code)
                .containsExactly(Problem.MAPPING_INVALID.code());
    }

    private void mapping(String name, String text) throws IOException {
        Path folder = Files.createDirectories(config.resolve("mappings").resolve(name));
        Files.writeString(folder.resolve("mapping.yaml"), text);
    }

    private static Mapping mapping(String reader) {
        return new Mapping(reader, Path.of("."), reader, JsonNodeFactory.instance.objectNode(), "", "complaint");
    }

    /** Every mapping reads letters. */
    private static final class Named implements Mappings {
        @Override
        public Mapping named(String name) {
            return OF_LETTERS;
        }

        @Override
        public Collection<Mapping> all() {
            return List.of(OF_LETTERS);
        }
    }

    /** A reader that says what it was asked. */
    private static final class Letters implements FormatReader {
        @Override
        public String format() {
            return "letters";
        }

        @Override
        public Walk read(Receipt receipt, JsonNode profile) {
            return Walk.of(receipt)
                    .with(
                            List.of(Candidate.found("letter", JsonNodeFactory.instance.objectNode(), List.of())),
                            Map.of());
        }

        @Override
        public void check(JsonNode profile) {
            if (profile.has("colour")) {
                throw new ProblemException(Problem.PROFILE_INVALID, "colour");
            }
            if (!profile.has("sort")) {
                throw new ProblemException(Problem.PROFILE_INVALID, "sort");
            }
        }

        @Override
        public Optional<String> text(byte[] bytes) {
            return Optional.of("text of " + bytes.length);
        }

        @Override
        public Optional<String> meaning(Content content, JsonNode profile) {
            if (content.size() == 0) {
                throw new ProblemException(Problem.EMPTY);
            }
            return Optional.of("meaning of " + content.size());
        }

        @Override
        public byte[] rewritten(Receipt receipt, JsonNode profile, TextReplacement texts) {
            return texts.of("", "x").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String ownWords() {
            return "dear sir";
        }

        @Override
        public Content part(Receipt receipt, JsonNode profile, String number) {
            return Content.of(("part " + number).getBytes(StandardCharsets.UTF_8));
        }
    }
}
