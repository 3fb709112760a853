package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes of base64 and ends of lines as mailers really write them. */
class MailStreamsTest {

    @ParameterizedTest
    @CsvSource({
        "YWJj, abc",
        "YWI=, ab",
        "YWI, ab",
        "YQ==, a",
        "YQ, a",
        "YWJjZ, abc",
        "YQ==Yg==, ab",
        "'Y W\tJ*j', abc",
        "'', ''"
    })
    void base64IsReadAsItIsSent(String sent, String text) throws IOException {
        assertThat(decoded(sent)).isEqualTo(text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({"A, 0", "Z, 25", "a, 26", "z, 51", "0, 52", "9, 61", "+, 62", "-, 62", "/, 63", "_, 63"})
    void everyCharacterOfTheAlphabetsHasSixBits(char c, int value) {
        assertThat(Base64Stream.valueOf(c)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"@", "[", "`", "{", ":", "=", ".", "' '"})
    void otherCharactersHaveNone(char c) {
        assertThat(Base64Stream.valueOf(c)).isEqualTo(-1);
    }

    @Test
    void blockIsFilledFromWhereItIsAskedFor() throws IOException {
        byte[] block = new byte[6];
        InputStream in = base64("YWJj");

        assertThat(in.read(block, 2, 2)).isEqualTo(2);
        assertThat(block).isEqualTo(new byte[] {0, 0, 'a', 'b', 0, 0});
        assertThat(in.read(block, 0, 0)).isZero();
        assertThat(in.read(block, 0, 6)).isEqualTo(1);
        assertThat(in.read(block, 0, 6)).isEqualTo(-1);
        assertThat(in.read(block, 0, 0)).isZero();
    }

    @Test
    void faultWithinABlockIsNotItsEnd() {
        InputStream broken = new FilterInputStream(latin("YWJj")) {
            private int left = 3;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("gone");
                }
                return super.read();
            }
        };

        assertThatIOException().isThrownBy(() -> new Base64Stream(broken).readAllBytes());
    }

    @Test
    void endOfReadingClosesTheSource() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream source = new FilterInputStream(latin("YWJj")) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        new Base64Stream(source).close();

        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'a\rb\rc', 'a\nb\nc'",
        "'a\r\r\nb\r\r\nc', 'a\nb\nc'",
        "'a\r\rb', 'a\n\nb'",
        "'a\r\r\rb\r', 'a\n\n\nb\n'"
    })
    void carriageReturnsAloneEndLines(String mail, String text) throws IOException {
        assertThat(LineEnds.usual(latin(mail)).readAllBytes()).isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"'a\nb\rc'", "'a\r\nb\rc'", "abc", "'abc\r'", "''", "'a\n'"})
    void mailWithUsualLineEndsStaysAsItIs(String mail) throws IOException {
        assertThat(LineEnds.usual(latin(mail)).readAllBytes()).isEqualTo(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] decoded(String text) throws IOException {
        return base64(text).readAllBytes();
    }

    private static InputStream base64(String text) {
        return new Base64Stream(latin(text));
    }

    private static InputStream latin(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void anyNumberOfCarriageReturnsEndsAsManyLines() throws IOException {
        String mail = "a\r" + "b" + "\r".repeat(20_000) + "c";

        assertThat(new String(LineEnds.usual(latin(mail)).readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("a\nb" + "\n".repeat(20_000) + "c");
    }

    @Test
    void endOfReadingLinesClosesTheSource() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream source = new FilterInputStream(latin("a\rb")) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        LineEnds.usual(source).close();

        assertThat(closed).isTrue();
    }
}
