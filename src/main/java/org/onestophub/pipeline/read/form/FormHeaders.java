package org.onestophub.pipeline.read.form;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.Field;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.ViewText;

/**
 * The headers of a form part. Browsers write file names as raw bytes of the page's charset, so they are read as strict
 * UTF-8, else GB18030; {@code filename*} (RFC 5987) takes precedence.
 */
final class FormHeaders {

    private static final int MAX_NAME = 200;
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([A-Za-z*]{1,20})\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^;\\s\"]+))");
    private static final Pattern PATH = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);

    private String name = "";
    private String plainFileName = "";
    private String extendedFileName = "";
    private String mediaType = "";

    /** The boundary a content type names; empty if it names none. */
    static String boundaryOf(String contentType) {
        Matcher parameter = PARAMETER.matcher(contentType);
        while (parameter.find()) {
            if (parameter.group(1).equalsIgnoreCase("boundary")) {
                return valueOf(parameter);
            }
        }
        return "";
    }

    void add(Field field) {
        byte[] raw = field.getRaw() == null ? new byte[0] : field.getRaw().toByteArray();
        String line = decoded(raw).replaceAll("\\s*\r?\n\\s+", " ").strip();
        String value = line.substring(line.indexOf(':') + 1);
        if (field.getNameLowerCase().equals("content-disposition")) {
            disposition(value);
        }
        if (field.getNameLowerCase().equals("content-type")) {
            mediaType = ViewText.clean(value.split(";", 2)[0]).toLowerCase(Locale.ROOT);
        }
    }

    private void disposition(String value) {
        Matcher parameter = PARAMETER.matcher(value);
        while (parameter.find()) {
            String text = valueOf(parameter);
            switch (parameter.group(1).toLowerCase(Locale.ROOT)) {
                case "name" -> name = ViewText.clean(text);
                case "filename" -> plainFileName = text;
                case "filename*" -> extendedFileName = extended(text);
                default -> {}
            }
        }
    }

    /** The form field, or empty. */
    String name() {
        return name;
    }

    /** The file's name without any path, at most 200 characters; may be empty. */
    String fileName() {
        String chosen = extendedFileName.isEmpty() ? plainFileName : extendedFileName;
        String bare = ViewText.clean(PATH.matcher(chosen).replaceFirst("")).replaceAll("[\n\t]", " ");
        return ShortText.of(bare, MAX_NAME);
    }

    /** As declared, lower case, without parameters; may be empty. */
    String mediaType() {
        return mediaType;
    }

    private static String valueOf(Matcher parameter) {
        return parameter.group(2) == null
                ? parameter.group(3)
                : parameter.group(2).replace("\\\"", "\"").replace("%22", "\"");
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, GB18030);
        }
    }

    /** {@code charset'language'percent-encoded}; UTF-8 or GB18030 by its bytes, whatever it claims. */
    private static String extended(String text) {
        int start = text.lastIndexOf('\'') + 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = start;
        while (at < text.length()) {
            int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
            int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
            int character = text.codePointAt(at);
            if (character == '%' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                at += 3;
            } else {
                // some senders do not encode what they should
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(character);
            }
        }
        return decoded(bytes.toByteArray());
    }
}
