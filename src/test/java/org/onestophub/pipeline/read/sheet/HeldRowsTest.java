package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.problem.ProblemException;

/** Sheets that grow bring their bad rows again; each is held once. */
class HeldRowsTest {

    private static final String NAMES = "工单编号,诉求内容\n";

    @TempDir
    private Path folder;

    private final Remembered remembered = new Remembered();

    @Test
    void badRowOfAFileThatGrowsIsHeldOnce() throws IOException {
        assertThat(keys(read(1, NAMES + "A1,x\nA2\n"))).hasSize(2);

        Walk longer = read(2, NAMES + "A1,x\nA2\nA3\nA4,y\n");

        assertThat(longer.candidates()).extracting(Candidate::isSound).containsExactly(true, false, true);
        assertThat(longer.counted()).isEqualTo(Map.of("row-held-before", 1L));
        assertThat(read(1, NAMES + "A1,x\nA2\n").candidates()).as("replayed").hasSize(2);
        assertThat(read(0, NAMES + "A1,x\nA2\n").candidates()).as("a trial").hasSize(2);
        assertThat(remembered.all).as("two bad rows").hasSize(2);
    }

    @Test
    void goodRowsAreNotRemembered() throws IOException {
        read(1, NAMES + "A1,x\n");

        assertThat(read(2, NAMES + "A1,x\n").candidates()).hasSize(1);
        assertThat(remembered.all).isEmpty();
    }

    @Test
    void lettersOfColumnsGoOnBehindZ() {
        assertThat(CellWords.column(0)).isEqualTo("A");
        assertThat(CellWords.column(25)).isEqualTo("Z");
        assertThat(CellWords.column(26)).isEqualTo("AA");
        assertThat(CellWords.column(51)).isEqualTo("AZ");
        assertThat(CellWords.column(52)).isEqualTo("BA");
        assertThat(CellWords.column(701)).isEqualTo("ZZ");
        assertThat(CellWords.column(702)).isEqualTo("AAA");
    }

    @Test
    void spokenFormOfATextIsNoPartOfIt() {
        XlsxText text = new XlsxText();
        piece(text, "t", "测");
        text.begin("rPh");
        piece(text, "t", "ce");
        text.end("rPh");
        text.add("between");
        piece(text, "t", "试");

        assertThat(text.toString()).isEqualTo("测试");
    }

    @Test
    void textOfACellIsBounded() {
        XlsxText text = new XlsxText();
        text.begin("t");
        text.add("x".repeat(XlsxText.MOST_CHARS - 1));
        text.add("y");

        assertThat(text.toString()).hasSize(XlsxText.MOST_CHARS);
        assertThatThrownBy(() -> text.add("z")).isInstanceOf(ProblemException.class);
    }

    private static void piece(XlsxText text, String name, String piece) {
        text.begin(name);
        text.add(piece);
        text.end(name);
    }

    private static List<String> keys(Walk walk) {
        return walk.candidates().stream().map(Candidate::key).toList();
    }

    private Walk read(long id, String text) throws IOException {
        Receipt receipt = new Receipt(
                id,
                "",
                "sheets",
                "hotline-sheet",
                "k",
                "00",
                Instant.parse("2026-11-22T04:00:00Z"),
                Map.of(),
                Content.of(text.getBytes(StandardCharsets.UTF_8)));
        SheetReader reader = new SheetReader(ReadReceipts.HUB, new ReadScratch(folder), remembered);
        assertThat(reader.format()).isEqualTo("sheet");
        return reader.read(receipt, Sheets.profile());
    }

    /** Stands in for RECORD: the first input that had a row counts. */
    private static final class Remembered implements CallLegs {
        private final List<Known> all = new ArrayList<>();

        @Override
        public void note(long receiptId, Collection<Leg> legs) {
            for (Leg leg : legs) {
                if (all.stream().noneMatch(known -> known.call() == leg.call())) {
                    all.add(new Known(leg.call(), leg.leg(), receiptId));
                }
            }
        }

        @Override
        public List<Known> ofComplaints(Collection<Long> calls) {
            return all.stream().filter(known -> calls.contains(known.call())).toList();
        }
    }
}
