package org.onestophub.intake.source.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import org.apache.commons.net.ftp.FTPClientConfig;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPFileEntryParser;
import org.apache.commons.net.ftp.parser.DefaultFTPFileEntryParserFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an FTP server lists, and reports lines that are no file. A name with a line break makes such a line;
 * without this the file behind it would stay in the inbox unseen.
 */
final class FtpListing extends DefaultFTPFileEntryParserFactory {

    /** Heads of listings, {@code total 12}, and empty lines are not reported. */
    private static final String NO_FILE = "(?i)(total|总用量|总计)?[\\s\\d]*";

    private final Runnable whenUnreadable;

    FtpListing(Runnable whenUnreadable) {
        this.whenUnreadable = whenUnreadable;
    }

    @Override
    public FTPFileEntryParser createFileEntryParser(String key) {
        return new ReportingParser(super.createFileEntryParser(key));
    }

    @Override
    public FTPFileEntryParser createFileEntryParser(FTPClientConfig config) {
        return new ReportingParser(super.createFileEntryParser(config));
    }

    private final class ReportingParser implements FTPFileEntryParser {
        private final FTPFileEntryParser parser;

        ReportingParser(FTPFileEntryParser parser) {
            this.parser = parser;
        }

        @Override
        public @Nullable FTPFile parseFTPEntry(String line) {
            FTPFile file = parser.parseFTPEntry(line);
            if (file == null && !line.matches(NO_FILE)) {
                whenUnreadable.run();
            }
            return file;
        }

        @Override
        public List<String> preParse(List<String> lines) {
            return parser.preParse(lines);
        }

        @Override
        public String readNextEntry(BufferedReader reader) throws IOException {
            return parser.readNextEntry(reader);
        }
    }
}
