package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.read.mail.MailSamples.GBK;
import static org.onestophub.pipeline.read.mail.TnefBuilder.ASCII;
import static org.onestophub.pipeline.read.mail.TnefBuilder.BINARY;
import static org.onestophub.pipeline.read.mail.TnefBuilder.OBJECT;
import static org.onestophub.pipeline.read.mail.TnefBuilder.UNICODE;
import static org.onestophub.pipeline.read.mail.TnefBuilder.property;
import static org.onestophub.pipeline.read.mail.TnefBuilder.tnef;
import static org.onestophub.pipeline.read.mail.TnefBuilder.unicode;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Part;
import org.onestophub.pipeline.read.mail.MailContents.Piece;
import org.onestophub.problem.Problem;

/** What is in a winmail.dat, whichever program wrote it. */
class TnefPartsTest {

    private static final int TEXT = 0x1000;
    private static final int RTF = 0x1009;
    private static final int HTML = 0x1013;
    private static final int DATA = 0x3701;
    private static final String WORDS = "护士态度差";
    private static final byte[] RICH =
            OutlookMailTest.unpacked("{\\rtf1 \\u25252?\\u22763?\\u24577?\\u24230?\\u24046?}");
    private static final byte[] NONE = new byte[0];
    private static final MimePart OUTER = new MimePart("2", "application/ms-tnef", "", "winmail.dat", true, 0, "");

    private final MailContents contents = new MailContents();

    @Test
    void plainTextMayBeOf8BitsOr16AndEndsAtItsZero() throws IOException {
        assertThat(text(tnef().message(property(UNICODE, TEXT, unicode(WORDS + "\0hidden")))))
                .isEqualTo(WORDS);
        assertThat(text(tnef().message(property(ASCII, TEXT, (WORDS + "\0").getBytes(GBK)))))
                .isEqualTo(WORDS);
        assertThat(text(tnef().message(property(ASCII, TEXT, WORDS.getBytes(GBK)))))
                .isEqualTo(WORDS);
    }

    @Test
    void textThatOldServersWriteBesideThePropertiesIsRead() throws IOException {
        assertThat(text(tnef().oldText((WORDS + "\0").getBytes(GBK)))).isEqualTo(WORDS);
        assertThat(text(tnef().oldText("other\0".getBytes(GBK)).message(property(UNICODE, TEXT, unicode(WORDS)))))
                .isEqualTo(WORDS);
    }

    @Test
    void markupIsReadByTheCharacterSetThatItClaims() throws IOException {
        byte[] html = ("<meta charset=big5><p>護士&amp;" + "</p>").getBytes("Big5");

        assertThat(text(tnef().message(property(BINARY, HTML, html)))).isEqualTo("護士&");
    }

    @Test
    void firstFormThatSaysSomethingIsTheText() throws IOException {
        byte[] blank = property(UNICODE, TEXT, unicode(" \u200b"));
        byte[] html = property(BINARY, HTML, ("<p>" + WORDS + "</p>").getBytes("UTF-8"));
        byte[] rich = property(BINARY, RTF, RICH);

        assertThat(text(tnef().message(blank).message(html))).isEqualTo(WORDS);
        assertThat(text(tnef().message(blank).message(rich))).isEqualTo(WORDS);
        assertThat(text(tnef().message(rich))).isEqualTo(WORDS);
        assertThat(text(tnef().message(property(BINARY, HTML, "<p> </p>".getBytes("UTF-8")))
                        .message(rich)))
                .isEqualTo(WORDS);
        assertThat(text(tnef().message(property(UNICODE, TEXT, unicode("plain")))
                        .message(html)
                        .message(rich)))
                .isEqualTo("plain");
        assertThat(text(tnef().message(html).message(property(BINARY, RTF, OutlookMailTest.unpacked("{\\rtf1 rich}")))))
                .isEqualTo(WORDS);
    }

    @Test
    void winmailWithoutTextHasNone() throws IOException {
        assertThat(read(tnef())).isZero();
        assertThat(contents.pieces()).isEmpty();
        assertThat(contents.findings()).isEmpty();
    }

    @Test
    void fileHasItsLongNameOrTheShortOne() throws IOException {
        byte[] title = "账单.txt\0".getBytes(GBK);
        byte[] longName = property(ASCII, 0x3707, "长账单.txt\0".getBytes(GBK));

        assertThat(read(tnef().file(title, new byte[3], NONE)
                        .file(title, new byte[4], longName)
                        .file(NONE, new byte[5], NONE)))
                .isEqualTo(3);
        assertThat(contents.parts()).extracting(Part::name).containsExactly("账单.txt", "长账单.txt", "");
        assertThat(contents.parts()).extracting(Part::number).containsExactly("2.1", "2.2", "2.3");
        assertThat(contents.parts()).extracting(Part::sizeBytes).containsExactly(3L, 4L, 5L);
    }

    @Test
    void bytesOfAFileMayStandInAProperty() throws IOException {
        read(tnef().file(NONE, null, property(BINARY, DATA, new byte[7]))
                .file(NONE, null, property(OBJECT, DATA, new byte[17]))
                .file(NONE, null, property(OBJECT, DATA, new byte[16]))
                .file(NONE, new byte[2], property(BINARY, DATA, new byte[9])));

        assertThat(contents.parts()).extracting(Part::sizeBytes).containsExactly(7L, 1L, 16L, 9L);
        assertThat(contents.findings()).isEmpty();
    }

    @Test
    void fileWithoutBytesIsNotOpenedAndAnEmptyFileIsEmpty() throws IOException {
        read(tnef().file("a\0".getBytes(GBK), null, NONE).file("b\0".getBytes(GBK), NONE, NONE));

        assertThat(contents.parts()).hasSize(2);
        assertThat(contents.findings()).containsExactly(Finding.of(Problem.CONTAINER_UNOPENED, "2.1"));
    }

    @Test
    void mailAttachedToTheMailIsOpenedBelowItsNumber() throws IOException {
        byte[] inner = tnef().message(property(UNICODE, TEXT, unicode("inner")))
                .file(NONE, new byte[3], NONE)
                .bytes();
        byte[] object = new byte[16 + inner.length];
        System.arraycopy(inner, 0, object, 16, inner.length);

        int files = read(tnef().message(property(UNICODE, TEXT, unicode(WORDS)))
                .file(NONE, null, property(OBJECT, DATA, object))
                .file(NONE, new byte[4], NONE));

        assertThat(files).isEqualTo(3);
        assertThat(contents.parts()).extracting(Part::number).containsExactly("2.1", "2.1.1", "2.2");
        assertThat(contents.pieces())
                .extracting(Piece::message, Piece::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("", WORDS),
                        org.assertj.core.groups.Tuple.tuple("2.1", "inner"));
    }

    @Test
    void filesAreBoundedOverAllMails() throws IOException {
        byte[] two = tnef().file(NONE, new byte[1], NONE)
                .file(NONE, new byte[1], NONE)
                .bytes();

        assertThat(TnefParts.walk(two, OUTER, 2, contents)).isEqualTo(2);
        assertThat(contents.findings()).isEmpty();
        assertThat(TnefParts.walk(two, OUTER, 1, contents)).isEqualTo(1);
        assertThat(contents.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "parts"));

        MailContents nested = new MailContents();
        byte[] outer =
                tnef().file(NONE, two, NONE).file(NONE, new byte[1], NONE).bytes();
        assertThat(TnefParts.walk(outer, OUTER, 4, nested)).isEqualTo(4);
        assertThat(nested.findings()).isEmpty();
        assertThat(TnefParts.walk(outer, OUTER, 3, nested)).isEqualTo(3);
        assertThat(nested.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "parts"));

        MailContents full = new MailContents();
        assertThat(TnefParts.walk(tnef().file(NONE, two, NONE).bytes(), OUTER, 1, full))
                .isEqualTo(1);
        assertThat(full.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "parts"));
    }

    @Test
    void mailsInMailsAreOpenedTenDeep() throws IOException {
        byte[] mail = tnef().file(NONE, new byte[1], NONE).bytes();
        for (int i = 1; i < MimeParts.DEPTH_MAX; i++) {
            mail = tnef().file(NONE, mail, NONE).bytes();
        }
        assertThat(TnefParts.walk(mail, OUTER, 100, contents)).isEqualTo(MimeParts.DEPTH_MAX);
        assertThat(contents.findings()).isEmpty();

        byte[] deeper = tnef().file(NONE, mail, NONE).bytes();
        assertThat(TnefParts.walk(deeper, OUTER, 100, contents)).isEqualTo(MimeParts.DEPTH_MAX);
        assertThat(contents.findings()).containsExactly(Finding.of(Problem.BOUNDS_EXCEEDED, "depth"));
    }

    @Test
    void brokenWinmailIsAFindingAndNothingElse() throws IOException {
        byte[] whole = TnefBuilder.mail(WORDS, "a.txt", new byte[3]);

        assertThat(TnefParts.walk(Arrays.copyOf(whole, whole.length / 2), OUTER, 9, contents))
                .isZero();
        assertThat(contents.findings()).containsExactly(Finding.of(Problem.CORRUPT, "tnef"));
        assertThat(contents.print()).isEmpty();
    }

    @Test
    void filesBehindTheOneThatIsWantedAreNotRead() throws IOException {
        MimeVisitor first = new MimeVisitor() {
            private int seen;

            @Override
            public void part(MimePart part, MimeHeaders headers, java.io.InputStream decoded) {
                seen++;
            }

            @Override
            public boolean isDone() {
                return seen == 1;
            }
        };

        assertThat(TnefParts.walk(
                        tnef().file(NONE, new byte[1], NONE)
                                .file(NONE, new byte[1], NONE)
                                .bytes(),
                        OUTER,
                        9,
                        first))
                .isEqualTo(1);
    }

    private int read(TnefBuilder tnef) throws IOException {
        return TnefParts.walk(tnef.bytes(), OUTER, MimeParts.PARTS_MAX, contents);
    }

    private static String text(TnefBuilder tnef) throws IOException {
        MailContents read = new MailContents();
        TnefParts.walk(tnef.bytes(), OUTER, MimeParts.PARTS_MAX, read);
        return String.join("|", read.pieces().stream().map(Piece::text).toList());
    }
}
