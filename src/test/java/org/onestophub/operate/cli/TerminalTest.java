package org.onestophub.operate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final StringWriter out = new StringWriter();
    private final Terminal screen = new Terminal(new PrintWriter(out, true), false);

    @Test
    void whatSteersATerminalIsShownAndNotSent() {
        screen.line("a\u001b[2Jb\u202ec\u0007d\u0085e\u4f60");

        assertThat(out.toString().strip()).isEqualTo("a?[2Jb?c?d?e\u4f60");
    }

    @Test
    void jsonKeepsItsMeaningWithoutSteering() throws IOException {
        screen.json(HubClient.JSON.createObjectNode().put("x", "a\u009b1m\u202eb"));

        assertThat(out.toString()).doesNotContain("\u009b").doesNotContain("\u202e");
        assertThat(HubClient.JSON.readTree(out.toString()).path("x").asText()).isEqualTo("a\u009b1m\u202eb");
    }

    @Test
    void cellsAndTablesAreBounded() {
        screen.table(List.of("n"), java.util.Collections.nCopies(5_000, List.of("x".repeat(500))));

        assertThat(out.toString().lines()).hasSize(2_002).allMatch(line -> line.length() <= 130);
    }
}
