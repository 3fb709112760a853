package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Parts of workbooks: in any character set of XML, within bounds, and without document types. */
class XmlPartTest {

    private static final int MOST_RUN = 4 * 1024 * 1024;
    private static final int MOST_ASIDE = 64 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void characterSetIsSeenWithAMarkAndWithout(String charset) {
        for (String text : new String[] {"<a b='甲'>乙</a>", "<甲/>", "<a/>"}) {
            String events = events(text.getBytes(StandardCharsets.UTF_8));

            assertThat(events(text.getBytes(Charset.forName(charset)))).isEqualTo(events);
            assertThat(events(("\uFEFF" + text).getBytes(Charset.forName(charset))))
                    .isEqualTo(events);
        }
    }

    @Test
    void elementsAttributesAndTextsAreThoseOfTheDocument() {
        assertThat(events("<x:a xmlns:x='u' x:b='1' c='2'>t<![CDATA[<u>]]><d/>&lt;&#x41;</x:a>"))
                .isEqualTo("(a b=1 t<u>(d )<A)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
                "<a><!ELEMENT b></a>",
                "<a>&b;</a>",
                "<!",
                "<![x[",
                "<a>",
                "<a></b>",
                "text",
                ""
            })
    void whatIsNoSoundDocumentIsCorrupt(String text) {
        assertThatThrownBy(() -> events(text))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- > <!DOCTYPE x> -- -->",
                "<!----->",
                "<!---->",
                "<?hint > <!DOCTYPE x> ? ?>",
                "<??>",
                "<![CDATA[ <!DOCTYPE x> ]] ]>]]>",
                "<![CDATA[]]]]>",
                "<![CDATA[]]>"
            })
    void asideHidesWhatStandsInItAndEndsWhereItEnds(String aside) throws IOException {
        String text = "<a>" + aside + "<b/></a>";

        try (XmlBounds bounds = new XmlBounds(new StringReader(text), 1000)) {
            assertThat(bounds.read(new char[1000], 0, 1000)).isEqualTo(text.length());
            assertThat(bounds.total()).isEqualTo(text.length());
        }
        assertThatThrownBy(() -> bounded("<a>" + aside + "<!DOCTYPE x>", 1000))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
    }

    @Test
    void documentHasAsManyCharactersAsAllowed() {
        assertThat(length("<a>12345</a>", 12)).isEqualTo(12);
        assertBounds("<a>12345</a>", 11, "size");
    }

    @Test
    void elementsAreNested64Deep() {
        assertThat(length("<a>".repeat(64) + "</a>".repeat(64), 10_000)).isEqualTo(64 * 7);
        assertBounds("<a>".repeat(65) + "</a>".repeat(65), 10_000, "xml");
        assertThat(length("<b>" + "<a></a>".repeat(100) + "</b>", 10_000)).isEqualTo(707);
    }

    @Test
    void runsAndAsidesAreBounded() {
        bounded("<a>" + "x".repeat(MOST_RUN), Long.MAX_VALUE);
        assertBoundsOf("<a>" + "x".repeat(MOST_RUN + 1));
        bounded("<?" + "x".repeat(MOST_ASIDE), Long.MAX_VALUE);
        assertBoundsOf("<?" + "x".repeat(MOST_ASIDE + 1));
        assertBoundsOf("<!--" + "x".repeat(MOST_ASIDE + 1));
        bounded("<![" + "x".repeat(MOST_RUN), Long.MAX_VALUE);
        assertBoundsOf("<![" + "x".repeat(MOST_RUN + 1));
        bounded("<?a?><b/>".repeat(20_000), Long.MAX_VALUE);
    }

    @Test
    void charactersMayBeReadOneByOne() throws IOException {
        try (XmlBounds bounds = new XmlBounds(new StringReader("甲b"), 10)) {
            assertThat(new int[] {bounds.read(), bounds.read(), bounds.read()}).containsExactly('甲', 'b', -1);
            assertThat(bounds.total()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "A1, 0",
        "B7, 1",
        "Z1, 25",
        "AA1, 26",
        "AZ9, 51",
        "BA1, 52",
        "XFD1, 16383",
        "C, 2",
        "[1, 0",
        "@1, 0",
        "a1, 0"
    })
    void columnIsThatOfTheReferenceElseTheNext(String reference, int column) {
        assertThat(columnsOf("<c r='" + reference + "'><v>1</v></c>")).isEqualTo("[" + column + "]");
    }

    @Test
    void cellsAndRowsWithoutANumberFollowTheOneBefore() {
        assertThat(columnsOf("<c r='C1'><v>1</v></c><c><v>1</v></c><c/><c><v>1</v></c>"))
                .isEqualTo("[2, 3, 5]");
        assertThat(columnsOf("<c r='XFD1'><v>1</v></c>")).isEqualTo("[16383]");
        for (String reference : new String[] {"XFE1", "AAAA1", "ZZZZZ1"}) {
            assertThatThrownBy(() -> columnsOf("<c r='" + reference + "'/>"))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BOUNDS_EXCEEDED));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "b, 1, TRUE",
        "b, ' true ', TRUE",
        "b, 0, FALSE",
        "b, x, FALSE",
        "str, _x0041_b, Ab",
        "e, #N/A, ''",
        "d, ' 2026-11-20T01:02:03 ', 2026-11-20T01:02:03",
        "n, ' 7 ', 7",
        "n, 1..2, 1..2",
        "n, text, text",
        "s, 5, ''"
    })
    void cellSaysWhatItsTypeMeans(String type, String value, String text) {
        assertThat(textsOf("<c t='" + type + "'><v>" + value + "</v></c>")).isEqualTo("[" + text + "]");
    }

    @Test
    void formulaWithoutAValueHasNone() {
        assertThat(textsOf("<c><f>A1</f></c>")).isEqualTo("[]");
        assertThat(columnsOf("<c><f>A1</f></c>")).isEqualTo("[0]");
        assertThat(columnsOf("<c t='str'><f>A1</f><v></v></c>")).isEmpty();
        assertThat(columnsOf("<c t='inlineStr'><is><t> </t></is></c>")).isEmpty();
        assertThat(textsOf("<c><f>A1</f><v>7</v></c><c><v>8</v></c>")).isEqualTo("[7, 8]");
    }

    @Test
    void valueOfACellIsBounded() {
        String most = "x".repeat(XlsxText.MOST_CHARS);

        assertThat(textsOf("<c><v>" + most + "</v></c>")).isEqualTo("[" + most + "]");
        assertThatThrownBy(() -> textsOf("<c><v>" + most + "y</v></c>"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.field()).isEqualTo("cell"));
    }

    private static String columnsOf(String cells) {
        Rows rows = rowsOf(cells);
        return rows.columns;
    }

    private static String textsOf(String cells) {
        return rowsOf(cells).texts;
    }

    private static Rows rowsOf(String cells) {
        Rows rows = new Rows();
        read(
                "<row>" + cells + "</row>",
                Long.MAX_VALUE,
                new XlsxSheet(new XlsxFormats(), new XlsxStrings(), false, rows));
        return rows;
    }

    private static void bounded(String text, long most) {
        char[] buffer = new char[64 * 1024];
        try (XmlBounds bounds = new XmlBounds(new StringReader(text), most)) {
            while (bounds.read(buffer, 0, buffer.length) > 0) {
                // what counts is that no bound is hit
            }
            assertThat(bounds.total()).isEqualTo(text.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertBoundsOf(String text) {
        assertThatThrownBy(() -> bounded(text, Long.MAX_VALUE))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BOUNDS_EXCEEDED));
    }

    private static void assertBounds(String text, long most, String field) {
        assertThatThrownBy(() -> length(text, most)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(Problem.BOUNDS_EXCEEDED);
            assertThat(e.field()).isEqualTo(field);
        });
    }

    private static long length(String text, long most) {
        return read(text, most, (name, attributes) -> {});
    }

    private static long read(String text, long most, XmlPart.Handler handler) {
        return read(text.getBytes(StandardCharsets.UTF_8), most, handler);
    }

    private static long read(byte[] bytes, long most, XmlPart.Handler handler) {
        try {
            return XmlPart.read(new ByteArrayInputStream(bytes), most, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String events(String text) {
        return events(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String events(byte[] bytes) {
        StringBuilder events = new StringBuilder();
        read(bytes, Long.MAX_VALUE, new XmlPart.Handler() {
            @Override
            public void begin(String name, XmlPart.Attributes attributes) {
                String b = attributes.of("b");
                events.append('(')
                        .append(name)
                        .append(b == null ? "" : " b=" + b)
                        .append(' ');
            }

            @Override
            public void text(String text) {
                events.append(text);
            }

            @Override
            public void end(String name) {
                events.append(')');
            }
        });
        return events.toString();
    }

    /** The columns and texts of the last row. */
    private static final class Rows implements SheetBook.Visitor {
        private String columns = "";
        private String texts = "";

        @Override
        public void sheet(String name, boolean isHidden) {}

        @Override
        public void row(SheetRow row) {
            columns = row.cells().keySet().toString();
            texts = row.cells().values().stream().map(SheetCell::text).toList().toString();
        }

        @Override
        public void unreadable(int number, String text) {}

        @Override
        public int width() {
            return 0;
        }
    }
}
