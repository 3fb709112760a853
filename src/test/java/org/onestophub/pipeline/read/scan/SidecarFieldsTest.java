package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.ProblemException;

/** What scanners write beside a scan, in each of the forms they write, and what they must not do to the hub. */
class SidecarFieldsTest {

    @Test
    void itemsOfFujitsu() {
        assertThat(
                        fields(
                                "<root><page><item name=\"Page No.\" value=\"1\"/><item name=\"Barcode\" value=\"TS-1\"/></page></root>"))
                .containsExactly("Page No.=1", "Barcode=TS-1");
    }

    @Test
    void labelsAndElementsOfPaperCut() {
        assertThat(fields(
                        "<scan><deviceName>mfp-3</deviceName><fields><field><label>科室</label><value>急诊</value></field>"
                                + "</fields><user><department>门诊办</department></user></scan>"))
                .containsExactly("deviceName=mfp-3", "科室=急诊", "department=门诊办");
    }

    @Test
    void jsonAndLinesAndCsv() {
        assertThat(fields("{\"user\":{\"name\":\"desk 1\"},\"pages\":2,\"tags\":[\"a\",\"b\"]}"))
                .containsExactly("name=desk 1", "pages=2", "tags=a", "tags=b");
        assertThat(fields("UserName=desk 1\nBarcode = TS-2\n")).containsExactly("UserName=desk 1", "Barcode=TS-2");
        assertThat(fields("user,barcode\n\"desk, 1\",TS-3\n")).containsExactly("user=desk, 1", "barcode=TS-3");
    }

    @Test
    void textOfAChineseDeviceIsReadAsSuch() {
        assertThat(text(SidecarFields.of("科室=急诊".getBytes(Charset.forName("GB18030")))))
                .containsExactly("科室=急诊");
        assertThat(text(SidecarFields.of("{\"科室\":\"急诊\"}".getBytes(Charset.forName("GB18030")))))
                .containsExactly("科室=急诊");
        byte[] xml = "<?xml version=\"1.0\" encoding=\"GBK\"?><a><b>急诊</b></a>".getBytes(Charset.forName("GBK"));
        assertThat(text(SidecarFields.of(xml))).containsExactly("b=急诊");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "no fields at all",
                "<a>",
                "<a></b>",
                "{\"a\":",
                "a,b\n\"c",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>"
            })
    void whatIsNoneOfTheFormsIsAProblem(String text) {
        assertThatThrownBy(() -> fields(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void depthAndNumbersAreBounded() {
        assertThatThrownBy(() -> fields("<a>".repeat(5_000))).hasMessageContaining("RD-107");
        assertThatThrownBy(() -> fields("{\"a\":".repeat(40) + "1" + "}".repeat(40)))
                .hasMessageContaining("RD-107");
        assertThatThrownBy(() -> SidecarFields.of(new byte[SidecarFields.MAX_BYTES + 1]))
                .hasMessageContaining("RD-107");
        assertThat(fields("<a>" + "<b>x</b>".repeat(5_000) + "</a>")).hasSize(200);
        assertThat(fields("{\"a\":\"" + "x".repeat(5_000) + "\"}").get(0)).hasSize(502);
    }

    @Test
    void sidecarHasAtMost256KibibytesAnd20Levels() {
        assertThat(fields("a=" + "x".repeat(SidecarFields.MAX_BYTES - 2))).hasSize(1);
        assertThat(fields("{\"a\":".repeat(20) + "1" + "}".repeat(20))).containsExactly("a=1");
        assertThat(fields("{\"a\":" + "[".repeat(19) + "1" + "]".repeat(19) + "}"))
                .containsExactly("a=1");
        assertThatThrownBy(() -> fields("{\"a\":" + "[".repeat(20) + "1" + "]".repeat(20) + "}"))
                .hasMessageContaining("RD-107");
        assertThatThrownBy(() -> fields("{\"a\":".repeat(21) + "1" + "}".repeat(21)))
                .hasMessageContaining("RD-107");
    }

    @Test
    void rowsAndColumnsOfCsvAreBounded() {
        assertThat(fields("a,b\n" + "1,2\n".repeat(49))).hasSize(98);
        assertThatThrownBy(() -> fields("a,b\n" + "1,2\n".repeat(50))).hasMessageContaining("RD-107");
        assertThat(fields("a,".repeat(199) + "a\n" + "1,".repeat(199) + "1")).hasSize(200);
        assertThatThrownBy(() -> fields("a,".repeat(200) + "a\n" + "1,".repeat(200) + "1"))
                .hasMessageContaining("RD-107");
    }

    @Test
    void rowsOfCsvHaveTheCellsOfTheHeader() {
        assertThat(fields("a,b\n,5\n6,")).containsExactly("b=5", "a=6");
        assertThat(fields("=a\n1=b")).containsExactly("=a=1=b");
        for (String text : List.of("a,b\n1", "a,b\n1,2,3", "a,b")) {
            assertThatThrownBy(() -> fields(text)).hasMessageContaining("RD-103");
        }
    }

    @Test
    void nullsAndValuesWithoutANameAreNoFields() {
        assertThat(fields("{\"a\":null,\"b\":\" \",\" \":\"c\",\"d\":[[1],{\"e\":true}]}"))
                .containsExactly("d=1", "e=true");
        assertThat(fields(" name = a=b \n\n\n x=y")).containsExactly("name=a=b", "x=y");
        assertThat(fields("n".repeat(150) + "=v").get(0)).isEqualTo("n".repeat(100) + "=v");
    }

    private static List<String> fields(String text) {
        return text(SidecarFields.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> text(com.fasterxml.jackson.databind.node.ArrayNode fields) {
        List<String> texts = new ArrayList<>();
        fields.forEach(field ->
                texts.add(field.get("name").asText() + "=" + field.get("value").asText()));
        return texts;
    }

    @Test
    void valuesOfXmlHaveUpTo500CharactersAnd20Levels() {
        assertThat(fields("<a>" + "x".repeat(500) + "</a>")).containsExactly("a=" + "x".repeat(500));
        assertThat(fields("<a>" + "x".repeat(501) + "</a>")).containsExactly("a=" + "x".repeat(500));
        assertThat(fields("<a>" + "x".repeat(400) + "<![CDATA[" + "y".repeat(50) + "]]>z</a>"))
                .containsExactly("a=" + "x".repeat(400) + "y".repeat(50) + "z");
        assertThat(fields("<a>".repeat(20) + "x" + "</a>".repeat(20))).containsExactly("a=x");
        assertThatThrownBy(() -> fields("<a>".repeat(21) + "x" + "</a>".repeat(21)))
                .hasMessage("RD-107 sidecar");
    }

    @Test
    void labelNamesTheValueBesideItAndNoOther() {
        assertThat(fields("<f><label>a</label><value>1</value><value>2</value></f>"))
                .containsExactly("a=1", "value=2");
        assertThat(fields("<f><label>a</label><other>1</other><value>2</value></f>"))
                .containsExactly("other=1", "value=2");
        assertThat(fields("<f><label> </label><value>1</value></f>")).containsExactly("value=1");
        assertThat(fields("<f><item name=\"a\"/><item value=\"1\"/></f>")).isEmpty();
        assertThat(fields("<f>text<b>1</b>more</f>")).containsExactly("b=1", "f=more");
    }
}
