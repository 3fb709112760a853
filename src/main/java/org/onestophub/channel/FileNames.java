package org.onestophub.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of files in an inbox: which may be taken at all, and what a file is called while the hub holds it. */
final class FileNames {

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
    private static final Pattern MARK = Pattern.compile("^[0-9a-z]{6,12}-[0-9a-f]{8}~");

    private FileNames() {}

    /** True if the name is a plain file name of a finished file: no path, no control character, not hidden. */
    static boolean mayBeTaken(String name) {
        if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return name.chars().noneMatch(Character::isISOControl) && UNFINISHED.stream().noneMatch(lower::endsWith);
    }

    /** The name under which a file is held: unique by {@code mark}, and short enough for every file system. */
    static String claimed(String name, String mark) {
        return mark + "~" + shortened(name);
    }

    /** The name a held file had when it came, possibly shortened. */
    static String original(String claimed) {
        return MARK.matcher(claimed).replaceFirst("");
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
