package org.onestophub.platform.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPFileEntryParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of an FTP server's LIST in whatever language the server's system speaks. Name, size and kind are what
 * counts; the date is given where it can be read ({@link FtpDate}), and a line without a date that can be read is a file
 * all the same. Known forms: {@code ls -l} of Unix servers, with or without owner and group, and {@code dir} of Windows.
 */
public final class FtpLineParser implements FTPFileEntryParser {

    /** Longer lines are no entry: a name has at most 255 characters. */
    private static final int MOST_CHARACTERS = 2_000;

    private static final String MODE = "^([bcdelpsfDP-])[rwxsStTlL-]{9}[+.@]?\\s+";

    /** Owner and group are words; the ones after them are tried in turn for systems that leave one out or add blanks. */
    private static final List<Pattern> UNIX = List.of(
            Pattern.compile(MODE + "\\d+\\s+\\S+\\s+\\S+\\s+(\\d+)\\s+" + FtpDate.FORM + "\\s(.+)$"),
            Pattern.compile(MODE + "\\d+\\s+\\S+\\s+(\\d+)\\s+" + FtpDate.FORM + "\\s(.+)$"),
            Pattern.compile(MODE + "(?:\\S+\\s+){0,8}?(\\d+)\\s+" + FtpDate.FORM + "\\s(.+)$"),
            // a date of three words, or of two of which the second is a time, in a form nobody has seen yet
            Pattern.compile(MODE + "\\d+\\s+\\S+\\s+\\S+\\s+(\\d+)\\s+(\\S+\\s+\\d{1,2}[:.]\\d{2}\\S*)\\s(.+)$"),
            Pattern.compile(MODE + "\\d+\\s+\\S+\\s+\\S+\\s+(\\d+)\\s+(\\S+\\s+\\S+\\s+\\S+)\\s(.+)$"));

    private static final Pattern DOS = Pattern.compile(
            "^(\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}\\s+\\S{0,2}?\\d{1,2}:\\d{2}(?::\\d{2})?\\s?(?:[AaPp][Mm]?)?)"
                    + "\\s+(<[^>]{1,20}>|\\d[\\d,. ]{0,20}?)\\s+(\\S.*)$");

    private final Clock clock;

    /** Dates without a year are of the last twelve months by this clock. */
    public FtpLineParser(Clock clock) {
        this.clock = clock;
    }

    /** The entry, null if the line is none that can be read. */
    @Override
    public @Nullable FTPFile parseFTPEntry(String line) {
        if (line.length() > MOST_CHARACTERS) {
            return null;
        }
        for (Pattern form : UNIX) {
            Matcher unix = form.matcher(line);
            if (unix.matches()) {
                return unix(line, unix);
            }
        }
        Matcher dos = DOS.matcher(line);
        return dos.matches() ? dos(line, dos) : null;
    }

    private FTPFile unix(String line, Matcher parts) {
        String name = parts.group(4);
        int kind = switch (parts.group(1)) {
            case "d" -> FTPFile.DIRECTORY_TYPE;
            case "-", "f" -> FTPFile.FILE_TYPE;
            case "l", "e" -> FTPFile.SYMBOLIC_LINK_TYPE;
            default -> FTPFile.UNKNOWN_TYPE;
        };
        int arrow = kind == FTPFile.SYMBOLIC_LINK_TYPE ? name.indexOf(" -> ") : -1;
        FTPFile file = file(line, kind, arrow < 0 ? name : name.substring(0, arrow), parts.group(3));
        if (arrow >= 0) {
            file.setLink(name.substring(arrow + 4));
        }
        file.setSize(sizeOf(parts.group(2)));
        return file;
    }

    private FTPFile dos(String line, Matcher parts) {
        String what = parts.group(2);
        boolean isMark = what.startsWith("<");
        int kind = !isMark
                ? FTPFile.FILE_TYPE
                : what.toUpperCase(Locale.ROOT).matches("<(SYMLINKD?|JUNCTION)>")
                        ? FTPFile.SYMBOLIC_LINK_TYPE
                        : FTPFile.DIRECTORY_TYPE;
        FTPFile file = file(line, kind, parts.group(3), parts.group(1));
        file.setSize(isMark ? 0 : sizeOf(what.replaceAll("[,. ]", "")));
        return file;
    }

    private FTPFile file(String line, int kind, String name, String date) {
        FTPFile file = new FTPFile();
        file.setRawListing(line);
        file.setType(kind);
        file.setName(name);
        FtpDate.read(date, clock).ifPresent(at -> file.setTimestamp(GregorianCalendar.from(at)));
        return file;
    }

    private static long sizeOf(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            // more than a long: as a file it is far above every bound
            return Long.MAX_VALUE;
        }
    }

    @Override
    public String readNextEntry(BufferedReader reader) throws IOException {
        return reader.readLine();
    }

    @Override
    public List<String> preParse(List<String> lines) {
        return lines;
    }
}
