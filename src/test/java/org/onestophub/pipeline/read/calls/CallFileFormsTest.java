package org.onestophub.pipeline.read.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Files of telephone systems without a dialect: layouts, odd rows, compressed files and legs remembered for other files. */
class CallFileFormsTest {

    private static final Instant NOW = Instant.parse("2026-11-04T02:00:00Z");
    private static final String LINES = "complaintLines: {numbers: ['8010'], queues: [complaint]}\n";
    private static final String PLAIN = """
            columns: [id, from, to, begin, state]
            call: [id]
            caller: from
            called: to
            start: begin
            answered: {column: state, values: [OK]}
            """ + LINES;
    private static final String CHECKED = PLAIN + "patterns: {begin: '[0-9: -]{19}', id: '[0-9]*'}\n";
    private static final String GOOD = "1,138,8010,2026-11-04 09:00:00,OK\n";
    private static final String OTHER = "2,138,7000,2026-11-04 09:00:00,OK\n";
    private static final String BAD = "3,138,8010,yesterday,OK\n";

    private final Noted noted = new Noted();
    private final CsvReader reader = new CsvReader(
            new HubProperties(
                    Path.of("data"), Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", "")),
            noted,
            ids -> List.of());

    @Test
    void rowBetweenTwoRowsWithAnOpenQuoteIsRead() {
        Walk walk = read(CHECKED, GOOD.repeat(3) + "9,\"138,8010\n" + OTHER + "9,\"138,8010\n" + OTHER);

        assertThat(walk.counted()).isEqualTo(Map.of("call-other-line", 1L));
        assertThat(held(walk)).hasSize(2);
    }

    @Test
    void rowThatIsWholeIsNoPartOfACellThatWasLeftOpenBeforeIt() {
        Walk walk = read(CHECKED, GOOD.repeat(5) + "9,\"138,8010\n" + OTHER + "x\",8010,2026-11-04 09:00:00,OK\n");

        assertThat(walk.counted()).isEqualTo(Map.of("call-other-line", 1L));
        assertThat(held(walk)).hasSize(2);
    }

    @Test
    void everyRowWithAnOpenQuoteIsHeld() {
        assertThat(held(read(CHECKED, GOOD.repeat(5) + "9,\"138,8010\n9,\"139,8010\n9,\"137,8010\n" + OTHER)))
                .extracting(row -> row.view().path("row").asText())
                .containsExactly("9,\"138,8010", "9,\"139,8010", "9,\"137,8010");
    }

    @Test
    void linesOfOtherWidthInsideAQuotedCellArePartOfIt() {
        String row = "1,\"138\nfirst line\nsecond, line\n\",8010,2026-11-04 09:00:00,OK\n";

        assertThat(only(read(CHECKED, row)).view().at("/legs/0/from").asText())
                .isEqualTo("138\nfirst line\nsecond, line\n");
    }

    @Test
    void ofTwoLayoutsOfTheSameWidthTheOneWhoseCellsBearItOutIsUsed() {
        String profile = CHECKED.replace("columns: [id, from, to, begin, state]", """
                columns: [id, from, to, begin, state]
                optionalColumns:
                  - {option: one, columns: [queue]}
                  - {option: two, columns: [number]}
                """)
                .replace("patterns: {", "queue: {column: queue}\npatterns: {number: '[0-9]+', ");

        Walk walk =
                read(profile, "1,138,7000,2026-11-04 09:00:00,OK,complaint\n2,138,8010,2026-11-04 09:00:00,OK,77\n");

        assertThat(walk.candidates().get(0).view().at("/call/queue").asText()).isEqualTo("complaint");
        assertThat(walk.candidates().get(1).view().at("/legs/0/number").asText())
                .isEqualTo("77");
    }

    @ParameterizedTest
    @CsvSource({"'complaint', complaint", "'complaint,t,120', complaint", "',complaint', ''", "'other', ''"})
    void nameOfAQueueEndsWhereTheProfileSays(String cell, String queue) {
        String profile = PLAIN.replace("state]", "state, app]") + "queue: {column: app, until: ','}\n";

        Walk walk = read(profile, "1,138,7000,2026-11-04 09:00:00,OK,\"" + cell + "\"\n");

        assertThat(walk.candidates()).hasSize(queue.isEmpty() ? 0 : 1);
        walk.candidates()
                .forEach(call ->
                        assertThat(call.view().at("/call/queue").asText()).isEqualTo(queue));
    }

    @ParameterizedTest
    @CsvSource({"4, true", "5, false", "6, false", "x, true"})
    void callIsAnsweredFromTheLeastNumberOfSecondsOn(String seconds, boolean missed) {
        String profile = PLAIN.replace("values: [OK]", "minimum: 5");

        assertThat(only(read(profile, GOOD.replace("OK", seconds)))
                        .view()
                        .at("/call/missed")
                        .asBoolean())
                .isEqualTo(missed);
    }

    @Test
    void textOfTwoColumnsHasNoBlankWhereOneIsEmpty() {
        String profile = PLAIN.replace("caller: from", "caller: [from, state]");

        assertThat(only(read(profile, GOOD.replace("OK", "")))
                        .view()
                        .at("/call/callerRaw")
                        .asText())
                .isEqualTo("138");
    }

    @Test
    void delimiterIsAnyPrintableSignButAQuote() {
        assertThat(read(PLAIN + "delimiter: '~'\n", GOOD.replace(',', '~')).candidates())
                .hasSize(1);
        for (String wrong : new String[] {"'\"'", "''", "'ab'", "'\\x7f'", "'，'"}) {
            assertThatThrownBy(() -> read(PLAIN + "delimiter: " + wrong + "\n", GOOD))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.field()).isEqualTo("delimiter"));
        }
    }

    @Test
    void wordsForADirectionMustMeanOne() {
        assertThatThrownBy(() -> read(PLAIN + "directions: {I: inward}\n", GOOD))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.field()).isEqualTo("directions"));
    }

    @Test
    void fileWhoseHeaderIsOptionalMayBeginWithARowThatCannotBeRead() {
        String profile = CHECKED + "header: optional\n";

        assertThat(read(profile, "id,from,to,begin,state\n" + GOOD).candidates())
                .hasSize(1);
        assertThat(read(profile, "1,\"138\n" + GOOD.repeat(3)).candidates()).hasSize(2);
        assertThat(read(profile, BAD + GOOD).candidates()).hasSize(2);
        Candidate call = only(read(profile, "state, begin,to,from,id\nOK,2026-11-04 09:00:00,8010,138,1\n"));
        assertThat(call.view().at("/call/callerNumber").asText()).isEqualTo("138");
    }

    @Test
    void rowsBeyond200ThatCannotBeReadAreHeldTogether() {
        String good = OTHER.repeat(2_100);

        assertThat(held(read(CHECKED, good + BAD.repeat(200))))
                .hasSize(200)
                .allSatisfy(row -> assertThat(row.key()).matches("unread-row:[0-9a-f]{32}"));
        List<Candidate> held = held(read(CHECKED, good + BAD.repeat(203)));
        assertThat(held).hasSize(201);
        assertThat(held.get(200).key()).startsWith("unread-rows:");
        assertThat(held.get(200).view().get("moreRows").asInt()).isEqualTo(3);
        assertProblem(Problem.COLUMNS_UNEXPECTED, () -> read(CHECKED, OTHER.repeat(1_700) + BAD.repeat(203)));
    }

    @Test
    void rowThatIsSurelyOfAnotherLineIsCountedUnlessItIsTooLongToBeSure() {
        String other = BAD.replace("8010", "7000");

        assertThat(read(CHECKED, GOOD + other).counted()).isEqualTo(Map.of("row-unreadable", 1L));
        assertThat(held(read(CHECKED, GOOD + other.replace("yesterday", "x".repeat(4_000 - 14)))))
                .as("of 4,000 characters")
                .isEmpty();
        assertThat(held(read(CHECKED, GOOD + other.replace("yesterday", "x".repeat(4_001 - 14)))))
                .as("of 4,001 characters")
                .hasSize(1);
        assertThat(held(read(CHECKED, GOOD + "3,138,7000,yesterday\n")))
                .as("too short")
                .hasSize(1);
        assertThat(held(read(CHECKED, GOOD + other.replace("138", "call for 8010"))))
                .as("names the line")
                .hasSize(1);
        assertThat(held(read(CHECKED, GOOD + other.replace("138", "180108"))))
                .as("has its digits in a longer number")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-04 10:00:00, 1",
        "2026-10-04 10:00:01, 1",
        "2026-10-04 10:00:00, 0",
        "2026-12-05 09:59:59, 1",
        "2026-12-05 10:00:00, 0",
        "2026-13-45 10:00:00, 1"
    })
    void legIsRememberedIfItIsWithin31DaysOfTheArrivalOrItsTimeIsUnknown(String start, int legs) {
        read(CHECKED, GOOD.replace("2026-11-04 09:00:00", start));

        assertThat(noted.all).hasSize(legs);
    }

    @Test
    void rowThatNamesNoCallIsNotRemembered() {
        Walk walk = read(CHECKED, GOOD.replaceFirst("1", ""));

        assertThat(walk.candidates()).hasSize(1);
        assertThat(noted.all).isEmpty();
    }

    @Test
    void callWhoseOtherLegsAreInAFileThatIsGoneIsMarkedAsIncomplete() {
        read(CHECKED, OTHER.replace("2,", "1,"));

        assertThat(only(read(CHECKED, GOOD)).findings())
                .extracting(finding -> finding.code() + finding.field())
                .containsExactly(Problem.BOUNDS_EXCEEDED.code() + "/legs");
        assertThat(only(read(CHECKED, OTHER.replace("2,", "1,") + GOOD)).findings())
                .isEmpty();
    }

    @Test
    void compressedContentIsReadByteForByte() throws IOException {
        byte[] bytes = {0, 1, (byte) 0xFF, 'x'};
        Content content = UnpackedContent.of(Content.of(packed(bytes)));

        try (InputStream in = content.open()) {
            assertThat(List.of(in.read(), in.read(), in.read(), in.read(), in.read()))
                    .containsExactly(0, 1, 0xFF, (int) 'x', -1);
        }
        assertThat(UnpackedContent.bytes(Content.of(packed(bytes)), 3)).isEqualTo(new byte[] {0, 1, (byte) 0xFF});
        assertThat(UnpackedContent.bytes(Content.of(bytes), 3)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9, 12, 15, 20})
    void compressedContentThatIsCutOffIsCorrupt(int length) {
        Content cut = UnpackedContent.of(
                Content.of(java.util.Arrays.copyOf(packed(GOOD.getBytes(StandardCharsets.UTF_8)), length)));

        assertProblem(Problem.CORRUPT, () -> {
            try (InputStream in = cut.open()) {
                in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void rowsWithReplacedTextsKeepTheirForm() {
        String rows = "id,\"from\";to\r\n1,\"测试甲\",,8010\r\n\n2,x";

        assertThat(replaced(rows.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("id,\"from\";to\r\nT,\"T\",,T\r\n\nT,T".getBytes(StandardCharsets.UTF_8));
        byte[] gb = rows.getBytes(java.nio.charset.Charset.forName("GB18030"));
        assertThat(replaced(gb)).isEqualTo("id,\"from\";to\r\nT,\"T\",,T\r\n\nT,T".getBytes(StandardCharsets.UTF_8));
        assertThat(replaced("1,2\nid,from\n".getBytes(StandardCharsets.UTF_8)))
                .as("only the first line is a heading")
                .isEqualTo("T,T\nT,T\n".getBytes(StandardCharsets.UTF_8));
        assertThat(RewrittenLines.of(Content.of(gb), ",\"", (name, text) -> text))
                .isEqualTo(gb);
        assertProblem(Problem.SAMPLE_NOT_REPLACEABLE, () -> replaced(new byte[] {'1', ',', (byte) 0xFF, (byte) 0xFF}));
    }

    @Test
    void largestFileForASampleHas256Kibibytes() {
        assertThat(replaced("1".repeat(256 * 1024).getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
        assertProblem(
                Problem.BOUNDS_EXCEEDED,
                () -> replaced("1".repeat(256 * 1024 + 1).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readerSaysWhatItIs() {
        assertThat(reader.format()).isEqualTo("cdr-csv");
        assertThat(reader.ownWords()).contains("anonymous", "<unknown>");
    }

    private static byte[] replaced(byte[] rows) {
        return RewrittenLines.of(Content.of(rows), ",\"", (name, text) -> "T");
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void assertProblem(Problem problem, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private static List<Candidate> held(Walk walk) {
        return walk.candidates().stream()
                .filter(candidate -> candidate.problem() == Problem.ROW_UNREADABLE)
                .toList();
    }

    private static Candidate only(Walk walk) {
        assertThat(walk.candidates()).hasSize(1);
        return walk.candidates().get(0);
    }

    private Walk read(String profile, String rows) {
        return reader.read(
                new Receipt(
                        noted.files++,
                        "",
                        "phone-cdr",
                        "phone-cdr",
                        "k",
                        "00",
                        NOW,
                        Map.of(),
                        Content.of(rows.getBytes(StandardCharsets.UTF_8))),
                yaml(profile));
    }

    private static JsonNode yaml(String profile) {
        try {
            return new YAMLMapper().readTree(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stands in for RECORD: all calls are wanted, and the files are gone. */
    private static final class Noted implements CallLegs {
        private final List<Leg> all = new ArrayList<>();
        private long files = 100;

        @Override
        public void note(long receiptId, Collection<Leg> legs) {
            legs.stream().filter(leg -> leg.leg() != 0).forEach(all::add);
        }

        @Override
        public List<Known> ofComplaints(Collection<Long> calls) {
            return all.stream()
                    .filter(leg -> calls.contains(leg.call()))
                    .map(leg -> new Known(leg.call(), leg.leg(), 1))
                    .distinct()
                    .toList();
        }
    }
}
