package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Problem;

/** A name or words of nearly a megabyte are cut; no complaint waits for a person because somebody wrote too much. */
class OverlongTextsTest {

    private static final String LONG = "长 long ".repeat(80_000);

    @ParameterizedTest
    @CsvSource({
        "desk, full-form, /complainant/name, /complainant/claims/0/value",
        "desk, full-form, /complainant/phones/0, /complainant/phones/0/raw",
        "desk, full-form, /complainant/address, /complainant/address",
        "desk, full-form, /patient/name, /complainant/claims/2/value",
        "desk, full-form, /patient/phone, /patient/phones/0/raw",
        "desk, full-form, /visit/doctor, /visit/doctor",
        "desk, full-form, /matter/staff/0/name, /matter/staff/0/name",
        "desk, full-form, /matter/type, /matter/sourceCategories/0/value",
        "desk, full-form, /matter/title, /matter/title",
        "desk, full-form, /matter/facts, /matter/facts",
        "hotline, plain-order, /reflectPerson, /complainant/claims/0/value",
        "hotline, plain-order, /callNumber, /complainant/phones/0/raw",
        "hotline, plain-order, /levelTwo, /matter/sourceCategories/1/value",
        "hotline, plain-order, /discription, /matter/facts",
        "hotline, plain-order, /address, /matter/place",
    })
    void wordsOfAFormAreCut(String mapping, String sample, String field, String place) {
        JsonNode form = Sample.json(Path.of("mappings", mapping, "samples", sample + ".json"));
        JsonNode parent = form.at(field.substring(0, field.lastIndexOf('/')));
        String last = field.substring(field.lastIndexOf('/') + 1);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), TextNode.valueOf(LONG));
        } else {
            ((ObjectNode) parent).put(last, LONG);
        }

        assertCut(mapping, form.toString(), place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "phone-cdr/samples/answered-call.csv|`\"\"\"01\"\" <013800000001>\"`|`\"\"\"LONG\"\" <013800000001>\"`|/complainant/claims/1/value",
                "phone-cdr/samples/answered-call.csv|`\"013800000001\"`|`\"LONG\"`|/complainant/phones/0/raw",
                "phone-cdr/samples/answered-call.csv|`\"8010\"`|`\"LONG\"`|/call/calledNumber",
            })
    void cellsOfACallAreCut(String sample, String cell, String longCell, String place) throws IOException {
        String call = Files.readString(Path.of("mappings", sample));

        assertThat(call).contains(cell);
        assertCut("phone-cdr", call.replace(cell, longCell.replace("LONG", LONG)), place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: .*|Subject: LONG",
                "From: .*|From: \"LONG\" <jia@example.org>",
                "From: .*|From: LONG@example.org",
                "Message-ID: .*|Message-ID: <LONG@example.org>",
                "To: .*|To: LONG <complaints@example.com>"
            })
    void mailWithAHeaderWithoutEndIsAComplaintAllTheSame(String header, String longHeader) throws IOException {
        String mail = Files.readString(Path.of("mappings/email/samples/plain-utf8.eml"));
        String hostile = mail.replaceFirst(header, Matcher.quoteReplacement(longHeader.replace("LONG", LONG)));

        assertThat(hostile.length()).isGreaterThan(LONG.length());
        assertThat(only("email", hostile).isSound()).isTrue();
    }

    private static void assertCut(String mapping, String input, String place) {
        Candidate candidate = only(mapping, input);

        assertThat(candidate.isSound()).as("%s", candidate.field()).isTrue();
        assertThat(candidate.findings()).contains(Finding.of(Problem.TEXT_CUT, place));
    }

    private static Candidate only(String mapping, String input) {
        return SampleWalk.walk(mapping, input.getBytes(StandardCharsets.UTF_8))
                .candidates()
                .get(0);
    }
}
