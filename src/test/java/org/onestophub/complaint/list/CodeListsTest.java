package org.onestophub.complaint.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeListsTest {

    private static final String HEADER = "code,name_zh,name_en,parent,aliases,hcat\n";

    @TempDir
    private Path folder;

    @Test
    void valueIsFoundByCodeNameAndAliasInAnyWidthAndCase() throws IOException {
        CodeLists lists = lists("sex.csv", HEADER + "1,男,male,,M|男性,\n2,女,female,,F,\n");
        CodeList sex = lists.named("sex").orElseThrow();

        assertThat(sex.code("1")).contains("1");
        assertThat(sex.code(" 男 ")).contains("1");
        assertThat(sex.code("MALE")).contains("1");
        assertThat(sex.code("ｆ")).contains("2");
        assertThat(sex.code("男性")).contains("1");
        assertThat(sex.code("x")).isEmpty();
        assertThat(sex.code(null)).isEmpty();
        assertThat(lists.contains("sex", "1")).isTrue();
        assertThat(lists.contains("sex", "男")).isFalse();
        assertThat(lists.contains("none", "1")).isFalse();
    }

    @Test
    void codeBeatsNameAndNameBeatsAlias() throws IOException {
        CodeLists lists = lists("x.csv", HEADER + "a,二,b,,c,\nb,一,,,二,\nc,三,,,,\n");

        assertThat(lists.named("x").orElseThrow().code("b")).contains("b");
        assertThat(lists.named("x").orElseThrow().code("c")).contains("c");
        assertThat(lists.named("x").orElseThrow().code("二")).contains("a");
    }

    @Test
    void crosswalkColumnsAreKept() throws IOException {
        CodeLists lists = lists("x.csv", "\uFEFF" + HEADER + "A1,诊断,,,,\"Safety; Quality\"\n");

        assertThat(lists.named("x").orElseThrow().entry("A1").orElseThrow().columns())
                .containsEntry("hcat", "Safety; Quality");
    }

    @Test
    void everyFaultIsListedAndTheFaultyListIsAbsent() throws IOException {
        CodeLists lists = lists("x.csv", HEADER + "1,a,,,,\n1,b,,,,\n2,c\n3,d,,9,,\n");

        assertThat(lists.faults()).extracting("file").containsOnly("mappings/code-lists/x.csv");
        assertThat(lists.faults()).extracting("line").containsExactly(3, 4, 5);
        assertThat(lists.faults()).extracting("code").containsOnly("CH-203");
        assertThat(lists.named("x")).isEmpty();
    }

    @Test
    void otherHeaderEmptyFileAndOtherCharsetAreFaults() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,name\n1,x\n");
        Files.writeString(folder.resolve("b.csv"), "");
        Files.write(folder.resolve("c.csv"), new byte[] {(byte) 0xC4, (byte) 0xD0});
        Files.writeString(folder.resolve("d.csv"), HEADER + "1,\"open,,,,\n");

        assertThat(new CodeLists(folder).faults()).hasSize(4);
    }

    @Test
    void missingFolderHasNoLists() {
        assertThat(new CodeLists(folder.resolve("none")).names()).isEmpty();
    }

    private CodeLists lists(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return new CodeLists(folder);
    }
}
