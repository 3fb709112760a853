package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Digest;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What the bytes of a file are: text, a picture, an archive; and the small files that take their place in samples. */
class ContentFormsTest {

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7, application/pdf",
        "\u00FF\u00D8\u00FF\u00E0, image/jpeg",
        "'\u0089PNG\r\n\u001A\n', image/png",
        "GIF89a, image/gif",
        "'II*\0', image/tiff",
        "'MM\0*', image/tiff",
        "'PK\u0003\u0004', application/zip"
    })
    void typeIsThatOfTheContent(String head, String type) {
        assertThat(MediaTypes.of(latin(head), "text/plain")).isEqualTo(type);
    }

    @Test
    void officeFileIsNoArchiveAndAPictureUnderItsNameIsAPicture() {
        String office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

        assertThat(MediaTypes.of(latin("PK\u0003\u0004"), office)).isEqualTo(office);
        assertThat(MediaTypes.of(latin("%PDF-1.7"), office)).isEqualTo("application/pdf");
    }

    @Test
    void declaredTypeCountsWhereTheContentShowsNone() {
        assertThat(MediaTypes.of(latin("hello"), "text/plain")).isEqualTo("text/plain");
        assertThat(MediaTypes.of(latin("hello"), "text/plain; x=1")).isEqualTo("application/octet-stream");
        assertThat(MediaTypes.of(new byte[0], "")).isEqualTo("application/octet-stream");
    }

    @Test
    void streamIsMeasuredToItsEnd() throws IOException {
        byte[] bytes = latin("%PDF-1.4 and more".repeat(2000));

        StreamDigest digest = StreamDigest.of(new ByteArrayInputStream(bytes), bytes.length);

        assertThat(digest.sizeBytes()).isEqualTo(bytes.length);
        assertThat(digest.sha256()).isEqualTo(Digest.sha256(bytes));
        assertThat(digest.head()).isEqualTo(latin("%PDF-1.4"));
    }

    @Test
    void streamOfOneByteMoreIsRejected() {
        byte[] bytes = new byte[20];

        assertThatThrownBy(() -> StreamDigest.of(new ByteArrayInputStream(bytes), 19))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(Problem.BOUNDS_EXCEEDED));
    }

    @Test
    void oneControlCharacterInFiftyIsText() {
        String fifty = "x".repeat(50);

        assertThat(TextBytes.isText(latin(fifty + "\u0001"))).isTrue();
        assertThat(TextBytes.isText(latin(fifty + "\u0001\u0001"))).isFalse();
        assertThat(TextBytes.isText(latin("x".repeat(49) + "\u001F"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\t", "a\r", "a\n", "a ", "a\0\0\0", "\u00E9"})
    void linesBlanksAndZeroBytesBelongToText(String text) {
        assertThat(TextBytes.isText(latin(text))).isTrue();
    }

    @Test
    void zeroBytesAloneAreNoText() {
        assertThat(TextBytes.isText(new byte[4])).isFalse();
        assertThat(TextBytes.isText(new byte[0])).isFalse();
    }

    @Test
    void markBeforeUtf8IsNoText() {
        assertThat(Utf8Text.of("\uFEFF甲".getBytes(StandardCharsets.UTF_8))).contains("甲");
        assertThat(Utf8Text.of("甲".getBytes(StandardCharsets.UTF_8))).contains("甲");
        assertThat(Utf8Text.of(latin("\u00FF"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void pictureHasAPictureInItsPlace(String kind) throws IOException {
        assertThat(ImageIO.read(new ByteArrayInputStream(placeholder("image/" + kind, 3))))
                .satisfies(image -> assertThat(image.getWidth()).isEqualTo(3));
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, %PDF-1.4",
        "application/rtf, {\\rtf1 placeholder 7}",
        "text/plain, placeholder 7",
        "audio/amr, placeholder 7"
    })
    void otherFileHasOneOfItsTypeInItsPlace(String type, String begin) throws IOException {
        assertThat(new String(placeholder(type, 7), StandardCharsets.US_ASCII)).startsWith(begin);
        assertThat(placeholder(type, 7)).isNotEqualTo(placeholder(type, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
    void archiveHasAnArchiveInItsPlace(String type) throws IOException {
        byte[] bytes = placeholder(type, 7);

        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("placeholder.txt");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("placeholder 7");
        }
        assertThat(bytes).as("the same at any time").isEqualTo(placeholder(type, 7));
    }

    private static byte[] placeholder(String type, int number) throws IOException {
        return Base64.getMimeDecoder().decode(Placeholder.base64(type, number));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
