package org.onestophub.pipeline.read.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.ViewText;

/** The header fields of a mail or of one part, as raw bytes in their order, bounded in number and size. */
final class MimeHeaders {

    /** Real mails carry up to about 150 fields after many relays. */
    private static final int FIELDS_MAX = 500;

    /** Enough for 10,000 recipients with their names. */
    private static final int BYTES_MAX = 2 * 1024 * 1024;

    private final List<Field> fields = new ArrayList<>();
    private int bytesKept;
    private boolean exceeded;

    private record Field(String name, byte[] value) {}

    /** Adds a field of the parser; one whose bytes it does not have is left out. */
    void add(org.apache.james.mime4j.stream.Field field) {
        if (field.getRaw() != null) {
            add(field.getRaw().toByteArray());
        }
    }

    /** Adds a field as it stands in the mail, name and colon included. */
    void add(byte[] raw) {
        int colon = indexOfColon(raw);
        if (colon < 0) {
            return;
        }
        if (fields.size() >= FIELDS_MAX || bytesKept + raw.length > BYTES_MAX) {
            exceeded = true;
            return;
        }
        bytesKept += raw.length;
        String name =
                new String(raw, 0, colon, StandardCharsets.ISO_8859_1).trim().toLowerCase(Locale.ROOT);
        byte[] value = java.util.Arrays.copyOfRange(raw, colon + 1, raw.length);
        fields.add(new Field(name, value));
    }

    /**
     * The headers' 8-bit characters are of this set, where they fit it and are no UTF-8: mailers that write raw bytes write
     * all of a mail in one set, which they declare for the text.
     * @param charset as declared, empty if none is
     */
    void assume(String charset) {
        fields.replaceAll(field -> new Field(field.name(), MimeText.asUtf8(field.value(), charset)));
    }

    /** True if there were more fields or bytes than are kept. */
    boolean exceeded() {
        return exceeded;
    }

    /** True if there is no field at all. */
    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** True if the field is there, even if empty. */
    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name.equals(name));
    }

    /** The raw bytes of every field of that name, in their order. */
    List<byte[]> all(String name) {
        return fields.stream()
                .filter(field -> field.name.equals(name))
                .map(Field::value)
                .toList();
    }

    /** The raw bytes of the first field of that name, empty if there is none. */
    byte[] bytes(String name) {
        return fields.stream()
                .filter(field -> field.name.equals(name))
                .findFirst()
                .map(Field::value)
                .orElse(new byte[0]);
    }

    /** The unfolded text of the first field of that name, encoded words still in it; empty if there is none. */
    MimeText.Decoded raw(String name) {
        return HeaderText.raw(bytes(name));
    }

    /** The decoded text of the first field of that name, empty if there is none. */
    MimeText.Decoded text(String name) {
        return HeaderText.of(bytes(name));
    }

    /** The first field of that name in lower case for comparisons, at most 1,000 characters. */
    String word(String name) {
        return ViewText.line(text(name).text(), 1000).toLowerCase(Locale.ROOT);
    }

    private static int indexOfColon(byte[] raw) {
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == ':') {
                return i;
            }
        }
        return -1;
    }
}
