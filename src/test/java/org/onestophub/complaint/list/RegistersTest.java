package org.onestophub.complaint.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of a register that does not fit together is absent and has its faults. */
class RegistersTest {

    private static final String SOUND = """
            source: a test
            changes: []
            name: {zh: 登记, en: register}
            key: [date, topic]
            day: date
            columns:
              - {code: date, zh: 日期, en: date, type: date, required: true}
              - {code: topic, zh: 主题, en: topic, type: text}
              - {code: people, zh: 人数, en: people, type: number, least: 0, most: 9}
              - {code: came, zh: 到场, en: came, type: number, atMost: people}
            """;

    @TempDir
    private Path config;

    @Test
    void soundRegisterHasItsColumnsAndTheTwoOfAll() throws IOException {
        Registers registers = registers("sound.yaml", SOUND);

        assertThat(registers.faults()).isEmpty();
        assertThat(registers.named("sound").orElseThrow().columns())
                .extracting(Register.Column::code)
                .containsExactly("date", "topic", "people", "came", "evidence", "void");
    }

    @ParameterizedTest
    @CsvSource({
        "source: a test, other: 1, 'a field is unknown or not as expected'",
        "type: text, type: words, 'topic: there is no such type'",
        "key: [date|topic], key: [topic|date], key begins with day",
        "key: [date|topic], key: [date|none], key or anyOf names no column",
        "day: date, day: topic, day names a required column of type date or month",
        "code: came, code: people, the column people stands here twice",
        "code: came, code: void, the column void stands here twice",
        "atMost: people, atMost: topic, 'came: atMost names a column of numbers'",
        "type: text, 'type: code, list: none', 'topic: no such code list'",
        "type: text, 'type: text, least: 1', 'topic: least and most are for numbers'",
        "zh: 到场, zh: 日期, 'the name 日期 is that of two columns'",
        "'name: {zh: 登记, en: register}', 'name: {zh: 登记}', name needs zh and en"
    })
    void faultIsNamedAndTheRegisterIsAbsent(String written, String instead, String fault) throws IOException {
        String text = SOUND.replace(written.replace("|", ", "), instead.replace("|", ", "));
        assertThat(text).isNotEqualTo(SOUND);

        Registers registers = registers("faulty.yaml", text);

        assertThat(registers.named("faulty")).isEmpty();
        assertThat(registers.faults()).extracting(one -> one.message()).contains(fault);
        assertThat(registers.faults())
                .allSatisfy(one -> assertThat(one.file()).isEqualTo("mappings/registers/faulty.yaml"));
    }

    @Test
    void wholeIsNamedByAColumnOfTheKeyThatMayBeEmpty() throws IOException {
        assertThat(registers("sound.yaml", SOUND.replace("day: date\n", "day: date\nwhole: topic\n"))
                        .faults())
                .isEmpty();
        assertThat(registers("sound.yaml", SOUND.replace("day: date\n", "day: date\nwhole: people\n"))
                        .faults())
                .extracting(one -> one.message())
                .containsExactly("whole names a column of the key that is not required");
    }

    @Test
    void fileThatIsNoYamlOrTooLargeIsAFault() throws IOException {
        assertThat(registers("a.yaml", "{").faults()).hasSize(1);
        assertThat(registers("a.yaml", "").faults()).hasSize(1);
        assertThat(registers("a.yaml", "#".repeat(300_000)).faults())
                .extracting(one -> one.message())
                .containsExactly("the file is larger than 256 KB");
    }

    private Registers registers(String file, String text) throws IOException {
        Path folder = Files.createDirectories(config.resolve("mappings/registers"));
        Files.writeString(folder.resolve(file), text);
        return new Registers(config, new CodeLists(config.resolve("none")));
    }

    @Test
    void folderThatIsNotThereHasNoRegisters() {
        assertThat(new Registers(config.resolve("none"), new CodeLists(config)).all())
                .isEqualTo(List.of());
    }
}
