package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No sample holds a real person's number, address or name. */
class SamplesAreSyntheticTest {

    private static final Pattern MOBILE =
            Pattern.compile("(?<![0-9A-Za-z.])(?:0|\\+?86|0086)?(1[3-9][0-9]{9})(?![0-9A-Za-z])");
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]+@([A-Za-z0-9.-]+\\.[A-Za-z]{2,})");
    private static final Pattern EXAMPLE_DOMAIN =
            Pattern.compile("(?:[a-z0-9-]+\\.)*example\\.(?:org|com|net|cn|invalid)|.*\\.(?:invalid|example|test)");
    private static final Pattern ID_CARD = Pattern.compile(
            "(?<![0-9A-Za-z])([1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx])(?![0-9A-Za-z])");
    private static final Set<String> SPECIMENS = Set.of("11010519491231002X", "440524188001010014");
    /** A specimen with a wrong check character is nobody's number either. */
    private static final Set<String> SPECIMEN_BODIES = Set.of("11010519491231002", "44052418800101001");

    private static final Pattern SYNTHETIC_NAME =
            Pattern.compile(".*(?:测试|测 试|[甲乙丙丁戊己庚辛壬癸]|匿名|[Tt]est|TEST|[Ss]ample|先生|女士|Anonymous).*", Pattern.DOTALL);
    private static final Set<String> BINARY =
            Set.of("pdf", "tif", "tiff", "png", "jpg", "jpeg", "doc", "docx", "xls", "xlsx", "zip");
    private static final long MAX_SCAN = 50 * 1024;

    @Test
    void mobilesMailsIdCardsAndNamesAreInvented() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : sampleFiles()) {
            if (!isBinary(file)) {
                check(file, text(file), faults);
            }
            if (file.toString().endsWith(".expected.json")) {
                SampleInvariants.documents(Sample.json(file)).forEach(document -> checkNames(file, document, faults));
            }
        }
        Sample.all().stream()
                .filter(sample -> OutboundSamplesTest.OUTBOUND.knows(sample.mapping()))
                .forEach(sample ->
                        checkNames(sample.input(), Sample.json(sample.input()).path("data"), faults));
        assertThat(faults).isEmpty();
    }

    @Test
    void scansAreSmall() throws IOException {
        for (Path file : sampleFiles()) {
            if (isBinary(file)) {
                assertThat(Files.size(file)).as(file.toString()).isLessThanOrEqualTo(MAX_SCAN);
            }
        }
    }

    private static void check(Path file, String text, List<String> faults) {
        refuse(file, "mobile", text, MOBILE, number -> number.startsWith("1380000"), faults);
        refuse(
                file,
                "mail domain",
                text,
                MAIL,
                domain -> EXAMPLE_DOMAIN.matcher(domain.toLowerCase()).matches(),
                faults);
        refuse(
                file,
                "identity card",
                text,
                ID_CARD,
                number -> SPECIMENS.contains(number.toUpperCase()) || SPECIMEN_BODIES.contains(number.substring(0, 17)),
                faults);
    }

    private static void refuse(
            Path file,
            String what,
            String text,
            Pattern form,
            java.util.function.Predicate<String> synthetic,
            List<String> faults) {
        Matcher found = form.matcher(text);
        while (found.find()) {
            if (!synthetic.test(found.group(1))) {
                faults.add(file + ": " + what + " " + found.group(1));
            }
        }
    }

    private static void checkNames(Path file, JsonNode document, List<String> faults) {
        for (String pointer : List.of("/complainant/name", "/patient/name", "/visit/doctor")) {
            checkName(file, document.at(pointer), faults);
        }
        document.at("/matter/staff").forEach(member -> checkName(file, member.path("name"), faults));
    }

    private static void checkName(Path file, JsonNode name, List<String> faults) {
        if (name.isTextual() && !SYNTHETIC_NAME.matcher(name.textValue()).matches()) {
            faults.add(file + ": name " + name.textValue());
        }
    }

    private static List<Path> sampleFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("mappings"))) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toString().contains("samples"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isBinary(Path file) {
        String name = file.getFileName().toString().toLowerCase();
        return BINARY.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("GB18030"));
        }
    }
}
