package org.onestophub.operate.cli.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.onestophub.complaint.DurableFolder;
import org.onestophub.operate.cli.CommandFailed;
import org.onestophub.operate.cli.HubAddress;
import org.onestophub.operate.cli.HubClient;

/**
 * Events in a file, one a line, and the cursor behind the last of them in another. The cursor file also says how long
 * the events' file was then: what a killed pull wrote behind that is cut off, because it is asked for again.
 */
final class FeedFile implements AutoCloseable {

    static final String CHANGES = "/api/district/v1/changes";
    private static final int LONGEST_CURSOR_FILE = 10_000;

    private final FileChannel events;
    private final Path cursorFile;
    private String cursor;

    private FeedFile(FileChannel events, Path cursorFile, String cursor) {
        this.events = events;
        this.cursorFile = cursorFile;
        this.cursor = cursor;
    }

    static FeedFile open(Path to, Path cursorFile) throws IOException {
        String cursor = "";
        long length = 0;
        if (Files.exists(cursorFile)) {
            if (Files.size(cursorFile) > LONGEST_CURSOR_FILE) {
                throw new CommandFailed(
                        "--cursor-file: this is not a cursor file of feed pull.", "--cursor-file：不是 feed pull 的游标文件。");
            }
            JsonNode kept = HubClient.JSON.readTree(Files.readAllBytes(cursorFile));
            cursor = kept.path("cursor").asText("");
            length = kept.path("length").asLong(-1);
        }
        FileChannel events = FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (length < 0 || events.size() < length || !Files.exists(cursorFile) && events.size() > 0) {
            events.close();
            throw new CommandFailed(
                    "The cursor file does not belong to the file of events. Name a new file for both.",
                    "游标文件与事件文件不匹配，请为两者指定新文件。");
        }
        events.truncate(length);
        events.position(length);
        return new FeedFile(events, cursorFile, cursor);
    }

    String cursor() {
        return cursor;
    }

    /**
     * Appends all events behind the cursor, page by page.
     * @param limit events a page
     * @return how many
     */
    long pull(HubClient hub, int limit) throws IOException {
        long count = 0;
        boolean more = true;
        while (more) {
            String before = cursor;
            Map<String, Object> asked = new LinkedHashMap<>();
            asked.put("cursor", before.isEmpty() ? null : before);
            asked.put("limit", limit);
            JsonNode page = hub.get(CHANGES, asked, HubAddress.PATIENCE);
            keep(page.path("events"), page.path("next").asText(""));
            count += page.path("events").size();
            more = page.path("hasMore").asBoolean(false);
            if (more && cursor.equals(before)) {
                throw new CommandFailed(
                        "The answer says that there is more, but its cursor does not move. Is this a hub?",
                        "应答表示还有数据，但游标没有前进，请确认地址是否为本系统。");
            }
        }
        return count;
    }

    /** A cursor file for a file of events that is empty or not there: what lies before the cursor is kept elsewhere. */
    static void begin(Path cursorFile, String cursor) throws IOException {
        writeCursor(cursorFile, cursor, 0);
    }

    /** Events first, forced; then the cursor, forced. */
    void keep(JsonNode page, String next) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JsonNode event : page) {
            lines.write(event.toString().getBytes(StandardCharsets.UTF_8));
            lines.write('\n');
        }
        write(events, lines.toByteArray());
        if (next.isEmpty()) {
            throw new CommandFailed("The answer has no cursor. Is this a hub?", "应答中没有游标，请确认地址是否为本系统。");
        }
        cursor = next;
        writeCursor(cursorFile, next, events.size());
    }

    private static void writeCursor(Path cursorFile, String cursor, long length) throws IOException {
        Path part = cursorFile.resolveSibling(cursorFile.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(
                    channel,
                    HubClient.JSON
                            .createObjectNode()
                            .put("cursor", cursor)
                            .put("length", length)
                            .toString()
                            .getBytes(StandardCharsets.UTF_8));
        }
        Files.move(part, cursorFile, StandardCopyOption.ATOMIC_MOVE);
        DurableFolder.force(cursorFile.toAbsolutePath().resolveSibling("."));
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
