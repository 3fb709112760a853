package org.onestophub.pipeline.read.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Part;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class FormReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=\"b 1\"";
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, '\r', '\n', '-', '-', 'b', '\n', 7};
    private static final byte[] OBJECT = "{\"channel\":\"visit\"}".getBytes(StandardCharsets.UTF_8);

    private final FormReader reader = new FormReader(ReadReceipts.HUB);

    @Test
    void plainJsonIsReadToo() {
        Candidate found = read(OBJECT, "application/json;charset=UTF-8");

        assertThat(found.view().path("channel").asText()).isEqualTo("visit");
        assertThat(found.parts()).isEmpty();
        assertThat(found.key()).isEqualTo("source-key");
    }

    @Test
    void attachmentsKeepTheirBytesAndNumbers() {
        byte[] body = form(
                part("name=\"file\"; filename=\"照片.jpg\"", "text/plain", JPEG),
                part("name=\"complaint\"", "application/json", OBJECT),
                part("name=\"file\"; filename=\"\"", "application/octet-stream", new byte[0]));

        Part photo = read(body, TYPE).parts().get(0);

        assertThat(read(body, TYPE).parts()).hasSize(1);
        assertThat(photo.number()).isEqualTo("1");
        assertThat(photo.name()).isEqualTo("照片.jpg");
        assertThat(photo.mediaType()).isEqualTo("image/jpeg");
        assertThat(photo.sizeBytes()).isEqualTo(JPEG.length);
        assertThat(reader.part(ReadReceipts.of(body, TYPE), JsonNodeFactory.instance.objectNode(), "1")
                        .bytes(100))
                .isEqualTo(JPEG);
    }

    @Test
    void thereIsNoPartOfAnotherNumber() {
        byte[] body = form(part("name=\"complaint\"", "application/json", OBJECT));

        for (String number : new String[] {"1", "2", "x"}) {
            ProblemException problem = catchThrowableOfType(
                    ProblemException.class,
                    () -> reader.part(ReadReceipts.of(body, TYPE), JsonNodeFactory.instance.objectNode(), number));
            assertThat(problem.problem()).isEqualTo(Problem.NOT_FOUND);
        }
    }

    @Test
    void fileNamesLoseTheirPathsAndAreReadInTheirCharset() {
        assertThat(nameOf("filename=\"C:\\\\scan\\\\a.pdf\"", StandardCharsets.UTF_8))
                .isEqualTo("a.pdf");
        assertThat(nameOf("filename=\"../../etc/passwd\"", StandardCharsets.UTF_8))
                .isEqualTo("passwd");
        assertThat(nameOf("filename=\"病历.pdf\"", Charset.forName("GBK"))).isEqualTo("病历.pdf");
        assertThat(nameOf("filename=\"x\"; filename*=UTF-8''%E7%97%85%E5%8E%86.pdf", StandardCharsets.UTF_8))
                .isEqualTo("病历.pdf");
        assertThat(nameOf("filename*=UTF-8''病历𠮷%E5%8E%86%zz%4z%z4%.pdf", StandardCharsets.UTF_8))
                .isEqualTo("病历𠮷历%zz%4z%z4%.pdf");
        assertThat(nameOf("filename*=UTF-8'zh'a%41", StandardCharsets.UTF_8)).isEqualTo("aA");
        assertThat(nameOf("filename*=plain", StandardCharsets.UTF_8)).isEqualTo("plain");
        assertThat(nameOf("filename*=GBK''%B2%A1.pdf", StandardCharsets.UTF_8)).isEqualTo("病.pdf");
        assertThat(nameOf("filename*=UTF-8''%E7%9", StandardCharsets.UTF_8)).isEqualTo("�%9");
        assertThat(nameOf("filename=\"a%22b\\\"c.pdf\"", StandardCharsets.UTF_8))
                .isEqualTo("a\"b\"c.pdf");
        assertThat(nameOf("filename=" + "x".repeat(500), StandardCharsets.UTF_8))
                .hasSize(200);
    }

    private String nameOf(String fileName, Charset charset) {
        byte[] head = ("name=\"f\"; " + fileName).getBytes(charset);
        byte[] body = form(
                part("name=\"complaint\"", "application/json", OBJECT),
                part(new String(head, StandardCharsets.ISO_8859_1), "x/y", JPEG));
        return read(body, TYPE).parts().get(0).name();
    }

    @Test
    void cutOffOrUnmarkedBodyIsMalformed() {
        byte[] body = form(part("name=\"complaint\"", "application/json", OBJECT));

        assertProblem(Arrays.copyOf(body, body.length - 8), TYPE, Problem.MULTIPART_MALFORMED);
        assertProblem(body, "multipart/form-data", Problem.MULTIPART_MALFORMED);
        assertProblem(body, "multipart/form-data; boundary=other", Problem.MULTIPART_MALFORMED);
        assertProblem(new byte[0], TYPE, Problem.MULTIPART_MALFORMED);
    }

    @Test
    void exactlyOneComplaintIsNeeded() {
        byte[] object = part("name=\"complaint\"", "application/json", OBJECT);

        assertProblem(form(part("name=\"f\"; filename=\"a\"", "x/y", JPEG)), TYPE, Problem.MULTIPART_MALFORMED);
        assertProblem(form(object, object), TYPE, Problem.MULTIPART_MALFORMED);
        assertProblem(form(part("name=\"complaint\"", "application/json", new byte[0])), TYPE, Problem.EMPTY);
    }

    @Test
    void partsHeadersAndNestingAreBounded() {
        byte[] object = part("name=\"complaint\"", "application/json", OBJECT);
        byte[][] many = new byte[101][];
        Arrays.fill(many, part("name=\"f\"; filename=\"a\"", "x/y", JPEG));
        many[0] = object;

        assertProblem(form(many), TYPE, Problem.BOUNDS_EXCEEDED);
        assertProblem(
                form(object, part("name=\"f\"; filename=\"" + "x".repeat(5000) + "\"", "x/y", JPEG)),
                TYPE,
                Problem.MULTIPART_MALFORMED);
        assertProblem(
                form(
                        object,
                        part(
                                "name=\"f\"",
                                "multipart/mixed; boundary=c",
                                "--c\r\n\r\nx\r\n--c--\r\n".getBytes(StandardCharsets.US_ASCII))),
                TYPE,
                Problem.MULTIPART_MALFORMED);
        assertProblem(
                form(part(
                        "name=\"complaint\"",
                        "application/json",
                        ("{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}").getBytes(StandardCharsets.US_ASCII))),
                TYPE,
                Problem.BOUNDS_EXCEEDED);
    }

    @Test
    void attachedMailIsOnePart() {
        byte[] body = form(
                part("name=\"complaint\"", "application/json", OBJECT),
                part(
                        "name=\"f\"; filename=\"a.eml\"",
                        "message/rfc822",
                        "Subject: x\r\n\r\ntext".getBytes(StandardCharsets.US_ASCII)));

        assertThat(read(body, TYPE).parts()).extracting(Part::sizeBytes).containsExactly(18L);
    }

    @Property(tries = 300)
    void anyBytesEndAsCandidateOrProblem(@ForAll byte[] bytes) {
        assertTotal(bytes, TYPE);
    }

    @Property(tries = 500)
    void anyDamagedFormEndsAsCandidateOrProblem(@ForAll("damaged") byte[] bytes) {
        assertTotal(bytes, TYPE);
    }

    @Property(tries = 300)
    void anyContentTypeEndsAsCandidateOrProblem(@ForAll String noise) {
        byte[] body = form(part("name=\"complaint\"", "application/json", OBJECT));
        assertTotal(body, "multipart/form-data; boundary=\"b 1\"" + noise);
        assertTotal(body, "multipart/form-data" + noise);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] sound = form(
                part("name=\"complaint\"", "application/json", OBJECT),
                part("name=\"f\"; filename=\"a.jpg\"", "image/jpeg", JPEG));
        return Arbitraries.integers()
                .between(0, sound.length - 1)
                .flatMap(place -> Arbitraries.bytes().map(value -> {
                    byte[] copy = Arrays.copyOf(sound, sound.length);
                    copy[place] = value;
                    return copy;
                }));
    }

    private void assertTotal(byte[] bytes, String contentType) {
        try {
            assertThat(reader.read(ReadReceipts.of(bytes, contentType), JsonNodeFactory.instance.objectNode())
                            .candidates())
                    .hasSize(1);
        } catch (ProblemException e) {
            assertThat(e.problem().code()).startsWith("RD-1");
        }
    }

    private void assertProblem(byte[] body, String contentType, Problem expected) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(body, contentType));
        assertThat(problem).isNotNull();
        assertThat(problem.problem()).isEqualTo(expected);
    }

    private Candidate read(byte[] body, String contentType) {
        return reader.read(ReadReceipts.of(body, contentType), JsonNodeFactory.instance.objectNode())
                .candidates()
                .get(0);
    }

    private static byte[] form(byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes("--b 1\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(part);
        }
        body.writeBytes("--b 1--\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static byte[] part(String disposition, String mediaType, byte[] bytes) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        String head = "Content-Disposition: form-data; " + disposition + "\r\nContent-Type: " + mediaType + "\r\n\r\n";
        boolean raw = head.chars().allMatch(c -> c < 256);
        part.writeBytes(head.getBytes(raw ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        part.writeBytes(bytes);
        part.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return part.toByteArray();
    }
}
