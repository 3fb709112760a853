package org.onestophub.pipeline.read.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Establishes the character set of an HL7 v2 message and decodes it before anything is split: in GBK the second byte of
 * a character may be one of the delimiters. Source: HL7 table 0211, and the names Chinese systems write instead.
 */
final class Hl7Charset {

    private static final Charset GB18030 = Charset.forName("GB18030");
    /** Bytes of a header that are looked at; it has some 150. */
    private static final int HEADER_BYTES = 2_000;

    private static final int MSH_3 = 2;
    private static final int MSH_4 = 3;
    private static final int MSH_17 = 16;
    private static final int MSH_18 = 17;
    private static final Map<String, Charset> BY_NAME = names();
    /** Sets that systems in China declare because it is the default of their engine. */
    private static final Set<Charset> WESTERN = Set.of(StandardCharsets.ISO_8859_1, Charset.forName("ISO-8859-15"));

    private Hl7Charset() {}

    /**
     * A message as text.
     *
     * @param text the message, without a byte order mark
     * @param isByEvidence true if the sender declares no character set, or another one than the bytes have; UTF-8 needs no
     *     declaration
     */
    record Decoded(String text, boolean isByEvidence) {}

    /** The character sets that a header names, the first repetitions first. */
    private record Declared(List<Charset> sets, boolean isSilent) {}

    /**
     * The text of a message: by MSH-18, else MSH-17, else as the profile says of the sender, else as strict UTF-8, else as
     * strict GB18030. A declared set counts as not declared in four cases: it cannot decode every byte; the bytes are UTF-8
     * with Chinese characters and it is another one; it is Western European and the bytes are UTF-8 or GB18030; it is UTF-16
     * and the header that says so is not. ASCII says nothing about the bytes above 127.
     * @param ofSender name of the character set that a sender ({@code application|facility}) is known to use, or null
     * @throws ProblemException RD-102 if none fits, or if GB18030 is only a guess and gives no Chinese
     */
    static Decoded read(byte[] message, UnaryOperator<String> ofSender) {
        Declared declared = declaredIn(message, ofSender);
        Charset charset = of(message, declared);
        String text = new String(message, charset);
        boolean isSure = isAscii(message)
                || declared.sets().contains(charset)
                || declared.isSilent() && charset.equals(StandardCharsets.UTF_8);
        return new Decoded(text.startsWith("\uFEFF") ? text.substring(1) : text, !isSure);
    }

    /** As {@link #read}, of a sender nothing is known of. */
    static String decode(byte[] frame) {
        return read(frame, sender -> null).text();
    }

    /**
     * The character set by which {@link #decode} reads the frame.
     * @throws ProblemException RD-102 if none fits
     */
    static Charset of(byte[] frame) {
        return of(frame, declaredIn(frame, sender -> null));
    }

    private static Charset of(byte[] frame, Declared declared) {
        return declared.sets().stream()
                .filter(charset -> strictly(frame, charset).isPresent())
                .findFirst()
                .filter(charset -> !isContradicted(frame, charset))
                .or(() -> guessed(frame))
                .orElseThrow(() -> new ProblemException(Problem.CHARSET_UNREADABLE, "MSH-18"));
    }

    /** GB18030 decodes most UTF-8 bytes, and Latin-1 all bytes there are: to texts that nobody has written. */
    private static boolean isContradicted(byte[] frame, Charset declared) {
        if (declared.equals(StandardCharsets.UTF_16)) {
            // what says so was read in single bytes
            return true;
        }
        if (WESTERN.contains(declared)) {
            return !isAscii(frame) && guessed(frame).isPresent();
        }
        return strictly(frame, StandardCharsets.UTF_8)
                .filter(text -> text.codePoints().anyMatch(Character::isIdeographic))
                .isPresent();
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> guessed(byte[] frame) {
        if (strictly(frame, StandardCharsets.UTF_8).isPresent()) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return strictly(frame, GB18030).isPresent() && !looksLatin(frame) ? Optional.of(GB18030) : Optional.empty();
    }

    /**
     * True if the bytes above 127 are mostly followed by an ASCII letter: {@code Müller} in ISO 8859-1 decodes as strict
     * GB18030 too, to a name nobody has. In Chinese text nearly every second byte is above 127 as well (GB 2312).
     */
    private static boolean looksLatin(byte[] bytes) {
        int letters = 0;
        int high = 0;
        int at = 0;
        while (at + 1 < bytes.length) {
            boolean isPair = bytes[at] < 0;
            if (isPair && bytes[at + 1] < 0) {
                high++;
            } else if (isPair && Character.isLetter((char) bytes[at + 1])) {
                letters++;
            }
            at += isPair ? 2 : 1;
        }
        return letters > 0 && letters >= high;
    }

    /** The character set of that name, if it is one the hub knows and one that says more than ASCII does. */
    static Optional<Charset> named(String name) {
        return Optional.ofNullable(BY_NAME.get(folded(name)));
    }

    private static Declared declaredIn(byte[] frame, UnaryOperator<String> ofSender) {
        int start = Hl7Frames.headerIn(frame);
        if (start < 0) {
            return new Declared(List.of(), true);
        }
        // Latin-1 keeps every byte; a GBK trail byte that looks like a bar only shifts the fields, and then detection
        // decides
        int length = Math.min(frame.length - start, HEADER_BYTES);
        String line = new String(frame, start, length, StandardCharsets.ISO_8859_1).split("[\r\n]", 2)[0];
        String[] fields = line.split(java.util.regex.Pattern.quote(String.valueOf(line.charAt(3))), -1);
        String known = ofSender.apply(nameIn(fields, MSH_3, line) + '|' + nameIn(fields, MSH_4, line));
        List<Charset> sets = Stream.of(
                        firstOf(fields, MSH_18, line), firstOf(fields, MSH_17, line), known == null ? "" : known)
                .flatMap(name -> named(name).stream())
                .toList();
        return new Declared(
                sets, sets.isEmpty() && firstOf(fields, MSH_18, line).isBlank());
    }

    /** First component of a field of the header. */
    private static String nameIn(String[] fields, int index, String line) {
        String field = firstOf(fields, index, line);
        int end = line.length() > 4 ? field.indexOf(line.charAt(4)) : -1;
        return end < 0 ? field : field.substring(0, end);
    }

    private static String firstOf(String[] fields, int index, String line) {
        if (index >= fields.length) {
            return "";
        }
        char repetition = line.length() > 5 ? line.charAt(5) : '~';
        int end = fields[index].indexOf(repetition);
        return end < 0 ? fields[index] : fields[index].substring(0, end);
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static Map<String, Charset> names() {
        Map<String, Charset> names = new HashMap<>();
        for (String gb : List.of(
                "GB 18030-2000",
                "GB18030-2005",
                "GB18030-2022",
                "GB18030",
                "GBK",
                "GB2312",
                "GB 2312-80",
                "GB_2312-80",
                "EUC-CN",
                "CP936",
                "MS936",
                "936",
                "X-GBK")) {
            names.put(folded(gb), GB18030);
        }
        for (String utf8 : List.of("UNICODE", "UNICODE UTF-8", "UTF-8", "UTF8")) {
            names.put(folded(utf8), StandardCharsets.UTF_8);
        }
        for (String utf16 : List.of("UNICODE UTF-16", "UTF-16", "UTF16")) {
            names.put(folded(utf16), StandardCharsets.UTF_16);
        }
        for (int part = 1; part <= 15; part++) {
            put(names, List.of("8859/" + part, "ISO-8859-" + part, "ISO8859/" + part), "ISO-8859-" + part);
        }
        put(names, List.of("BIG-5", "BIG5"), "Big5");
        put(names, List.of("KS X 1001", "EUC-KR"), "EUC-KR");
        return Map.copyOf(names);
    }

    private static void put(Map<String, Charset> names, List<String> aliases, String charset) {
        if (!Charset.isSupported(charset)) {
            return;
        }
        for (String alias : aliases) {
            names.put(folded(alias), Charset.forName(charset));
        }
    }
}
