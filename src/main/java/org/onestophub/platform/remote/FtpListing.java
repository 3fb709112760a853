package org.onestophub.platform.remote;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPClientConfig;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPFileEntryParser;
import org.apache.commons.net.ftp.FTPListParseEngine;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.parser.DefaultFTPFileEntryParserFactory;
import org.apache.commons.net.ftp.parser.FTPFileEntryParserFactory;

/**
 * What an FTP server says is in a folder: by MLSD (RFC 3659), which is made for machines, where the server has it, else
 * by LIST.
 *
 * @param files what could be read
 * @param unreadable lines that are neither an entry nor the head of a listing. A name with a line break makes such lines
 * @param refused true if the server did not list the folder
 */
public record FtpListing(List<FTPFile> files, int unreadable, boolean refused) {

    /** Heads of listings, {@code total 12}, and empty lines are no entry. */
    private static final String NO_ENTRY = "(?i)\\s*|\\s*(\\p{L}{2,20})\\s*:?\\s*[\\d,.]+\\s*[kKMG]?\\s*";

    /** Of these a file may have several lines, or none of its own. */
    private static final Pattern OTHER_SYSTEMS =
            Pattern.compile("VMS|MVS|OS/400|AS/400|NETWARE|MACOS PETER|WIN_CE", Pattern.CASE_INSENSITIVE);

    /** Copies what was read. */
    public FtpListing {
        files = List.copyOf(files);
    }

    /** Makes the client's own listings read lines as here. */
    public static void prepare(FTPClient client, Clock clock) {
        // otherwise lines that cannot be read vanish without a trace
        FTPClientConfig keep = new FTPClientConfig();
        keep.setUnparseableEntries(true);
        client.configure(keep);
        client.setParserFactory(new AnyForm(client, clock));
    }

    /**
     * Lists a folder.
     *
     * @param client {@linkplain #prepare prepared}, logged in
     * @throws IOException if the line breaks
     */
    public static FtpListing of(FTPClient client, String path) throws IOException {
        if (client.hasFeature("MLST") || client.hasFeature("MLSD")) {
            FtpListing listing = read(client, client.initiateMListParsing(path));
            if (!listing.refused()) {
                return listing;
            }
        }
        return read(client, client.initiateListParsing(path));
    }

    private static FtpListing read(FTPClient client, FTPListParseEngine engine) throws IOException {
        List<FTPFile> files = new ArrayList<>();
        int unreadable = 0;
        for (FTPFile file : engine.getFiles()) {
            if (file == null) {
                continue;
            }
            if (file.getName() != null && file.isValid()) {
                files.add(file);
            } else if (!file.getRawListing().matches(NO_ENTRY)) {
                unreadable++;
            }
        }
        return new FtpListing(files, unreadable, isRefused(client.getReplyCode(), client.getReplyString()));
    }

    /** Some servers answer an empty folder with a "no", and vsftpd a folder it may not read with a "yes". */
    private static boolean isRefused(int code, String reply) {
        String text = reply == null ? "" : reply.toLowerCase(Locale.ROOT);
        return FTPReply.isPositiveCompletion(code)
                ? text.contains("failed to open directory")
                : !text.contains("no files") && !text.contains("empty");
    }

    /** Reads lines of whatever form; for systems with listings of another kind, as the library does. */
    private static final class AnyForm implements FTPFileEntryParserFactory {

        private final FTPClient client;
        private final Clock clock;
        private final DefaultFTPFileEntryParserFactory others = new DefaultFTPFileEntryParserFactory();

        private AnyForm(FTPClient client, Clock clock) {
            this.client = client;
            this.clock = clock;
        }

        @Override
        public FTPFileEntryParser createFileEntryParser(String system) {
            return OTHER_SYSTEMS.matcher(system).find()
                    ? others.createFileEntryParser(system)
                    : new FtpLineParser(clock);
        }

        @Override
        public FTPFileEntryParser createFileEntryParser(FTPClientConfig config) {
            try {
                return createFileEntryParser(client.getSystemType());
            } catch (IOException e) {
                // a server without SYST
                return new FtpLineParser(clock);
            }
        }
    }
}
