package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.util.unit.DataSize;

/** Any bytes end as a letter or as a problem of the datum, never as a fault of the hub. */
class ScanReaderTotalTest {

    private static final List<byte[]> SEEDS = seeds();
    private static final ScanReader READER = reader();

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void damagedScansEndAsLetterOrProblem(@ForAll("seed") byte[] seed, @ForAll long damage) {
        assertThat(isTotal(damaged(seed, new Random(damage)))).isTrue();
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void anyBytesAfterAMagicEndAsLetterOrProblem(@ForAll("seed") byte[] seed, @ForAll byte[] bytes) {
        byte[] input = new byte[8 + bytes.length];
        System.arraycopy(seed, 0, input, 0, 8);
        System.arraycopy(bytes, 0, input, 8, bytes.length);

        assertThat(isTotal(input)).isTrue();
    }

    @Property(tries = 50)
    void anyBytesEndAsLetterOrProblem(@ForAll byte[] bytes) {
        assertThat(isTotal(bytes)).isTrue();
    }

    @Provide
    Arbitrary<byte[]> seed() {
        return Arbitraries.of(SEEDS);
    }

    private static boolean isTotal(byte[] bytes) {
        try {
            Walk walk =
                    READER.read(ScanReaderTest.receipt(Content.of(bytes), ""), JsonNodeFactory.instance.objectNode());
            return walk.candidates().size() == 1;
        } catch (ProblemException e) {
            return e.problem() != Problem.READ_FAULT;
        }
    }

    // flips, zeroes, extremes, deletions and doublings, one to ten of them
    private static byte[] damaged(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(10); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(16));
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> java.util.Arrays.fill(bytes, at, at + length, (byte) 0);
                case 2 -> java.util.Arrays.fill(bytes, at, at + length, (byte) 0xFF);
                case 3 -> System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
                default -> bytes[at] = (byte) ('0' + random.nextInt(10));
            }
        }
        return bytes;
    }

    private static List<byte[]> seeds() {
        try {
            return List.of(
                    ScanFixtures.textPdf(2, "I complain about the waiting time."),
                    ScanFixtures.imagePdf("stamp"),
                    ScanFixtures.encryptedPdf(""),
                    ScanFixtures.image("png"),
                    ScanFixtures.image("jpg"),
                    ScanFixtures.tiff(2, "CCITT T.6"),
                    ScanFixtures.tiff(2, "LZW"),
                    ScanFixtures.tiff(1, "JPEG"),
                    ScanFixtures.tiff(1, "None", "BigTIFF"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScanReader reader() {
        try {
            Path folder = Files.createTempDirectory("scan-total");
            folder.toFile().deleteOnExit();
            ReadProperties properties = new ReadProperties(
                    new ReadProperties.Ocr("tesseract", "eng", Duration.ofSeconds(1), 5, 72, 70),
                    new ReadProperties.Scan(
                            DataSize.ofMegabytes(1), Duration.ofSeconds(30), 1, DataSize.ofMegabytes(256)));
            return new ScanReader(
                    properties,
                    (page, limit) -> Optional.empty(),
                    new ReadScratch(folder.resolve("s")),
                    new DecoderHere(),
                    Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
