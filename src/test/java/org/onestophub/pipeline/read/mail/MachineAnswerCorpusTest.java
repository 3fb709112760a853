package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.walk.Walk;

/**
 * How many answers of machines are known as what they are, and how many mails of people are not taken for one, over texts in
 * the fixed forms of some forty mail servers and programs.
 */
class MachineAnswerCorpusTest {

    private static final Path FOLDER = Path.of("src/test/resources/mail");
    /** A report of a server that names no mail is counted at once. */
    private static final String COUNTED = "counted";

    private static final Set<String> COUNTED_KINDS = Set.of("bounce", "delayed", "receipt");
    private static final double LEAST_KNOWN = 0.98;

    @Test
    void answersOfMachinesAreKnownWithTheirKind() throws IOException {
        List<String> missed = new ArrayList<>();
        List<String> all = lines("machine-answers.txt");
        for (String line : all) {
            String kind = line.substring(0, line.indexOf(' '));
            String found = kindOf(line.substring(line.indexOf(' ') + 1));
            boolean isKnown = found.startsWith(kind) || found.equals(COUNTED) && COUNTED_KINDS.contains(kind);
            if (!isKnown) {
                missed.add("%s as '%s': %s".formatted(kind, found, line));
            }
        }

        assertThat(all).hasSizeGreaterThanOrEqualTo(120);
        assertThat(1 - (double) missed.size() / all.size())
                .as(String.join("\n", missed))
                .isGreaterThanOrEqualTo(LEAST_KNOWN);
    }

    @Test
    void noMailOfAPersonIsTakenForOne() throws IOException {
        List<String> all = lines("human-mails.txt");

        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
        assertThat(all.stream().filter(mail -> !kindOf(mail).isEmpty())).isEmpty();
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** The kind under which the mail is counted or appended; empty if it opens a case. */
    private static String kindOf(String mail) {
        MailSamples sample = MailSamples.mail();
        for (String line : mail.split("\\|", -1)) {
            sample.line(line);
        }
        Walk walk = sample.walk();
        if (walk.candidates().isEmpty()) {
            return COUNTED;
        }
        JsonNode view = walk.candidates().get(0).view();
        return view.path("machineAnswer").path("kind").asText();
    }
}
