package org.onestophub.intake.source.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of files in an inbox: which are meant to be taken, and what a file is called while the hub holds it. */
public final class FileNames {

    /** Folder inside the inbox that holds files the hub is about to take; what lies there after a crash is taken. */
    static final String CLAIMED = "hub-claimed";

    /** Folder inside the inbox of files the hub has taken. */
    static final String KEPT = "hub-kept";

    /** Folder inside the inbox of files the hub will not take. */
    static final String REFUSED = "hub-refused";

    /** Endings that uploaders give to files they have not finished (paperless-ngx#1279 and others). */
    private static final List<String> UNFINISHED =
            List.of(".part", ".filepart", ".tmp", ".temp", ".partial", ".crdownload", ".inprogress", "~");

    /** Common file systems allow 255 bytes; the rest is for the claim's mark. */
    private static final int MOST_NAME_BYTES = 200;

    private static final int MOST_ENDING = 12;

    /** What Java gives for bytes of a name that are no text in the system's character set. */
    private static final char UNREADABLE = '\uFFFD';

    /** An SFTP client reads these as a pattern or as an escape, and Camel a backslash as a path. */
    private static final String RESERVED = "*?\\/\u2028\u2029";

    private static final Pattern MARK = Pattern.compile("^[0-9a-z]{6,12}-[0-9a-f]{8}~");

    private FileNames() {}

    /** True if the file is ready to be taken by its name: it is neither hidden nor named as unfinished. */
    public static boolean isMeant(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.isEmpty() && !name.startsWith(".") && UNFINISHED.stream().noneMatch(lower::endsWith);
    }

    /** True if the name can be handed to Camel and comes back as it was: no path in it and no byte Java could not read. */
    static boolean isPlain(String name) {
        return name.chars().noneMatch(c -> c == '/' || c == '\\' || c == UNREADABLE);
    }

    /** True if a local file of this name is taken as it stands; any other has to be renamed first. */
    static boolean isOrdinary(String name) {
        return isPlain(name) && name.chars().noneMatch(Character::isISOControl);
    }

    /**
     * The name under which a file is held: unique by {@code mark}, short enough for every file system, and without
     * characters that a protocol takes for its own; those are written as {@code %XX}.
     */
    static String claimed(String name, String mark) {
        return mark + "~" + shortened(escaped(name));
    }

    /** The name a held file had when it came, possibly shortened and with odd characters as {@code %XX}. */
    static String original(String claimed) {
        return MARK.matcher(claimed).replaceFirst("");
    }

    private static String escaped(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || RESERVED.indexOf(c) >= 0) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    private static String shortened(String name) {
        if (bytes(name) <= MOST_NAME_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= MOST_ENDING ? name.substring(dot) : "";
        int length = name.length() - ending.length();
        while (bytes(name.substring(0, length)) > MOST_NAME_BYTES - bytes(ending)) {
            length = name.offsetByCodePoints(length, -1);
        }
        return name.substring(0, length) + ending;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
