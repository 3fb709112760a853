package org.onestophub.operate.cli.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.DurableFolder;
import org.onestophub.operate.cli.CommandFailed;
import org.onestophub.operate.cli.HubClient;

/**
 * What a district keeps of one hub in a folder: a snapshot, the events after it, and the cursor behind the last of them. A
 * file is complete or not there, so a run that was killed can go on.
 */
final class DistrictFolder {

    private static final Duration SNAPSHOT_PATIENCE = Duration.ofMinutes(10);
    private static final String SNAPSHOT_PATH = "/api/district/v1/snapshot";

    private final Path folder;

    DistrictFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path events() {
        return folder.resolve("events.ndjson");
    }

    Path cursor() {
        return folder.resolve("cursor.json");
    }

    private Path snapshot() {
        return folder.resolve("snapshot.ndjson.gz");
    }

    /** Takes a snapshot if the folder holds nothing yet; the number of events in it, or −1 if none was needed. */
    long begin(HubClient hub) throws IOException {
        if (Files.exists(cursor())) {
            return -1;
        }
        Path part = folder.resolve("snapshot.part");
        HttpResponse<InputStream> answer = hub.download(SNAPSHOT_PATH, SNAPSHOT_PATIENCE);
        MessageDigest digest = Digest.begin();
        try (InputStream body = new DigestInputStream(answer.body(), digest)) {
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailed("The snapshot was cut off. Try again.", "快照传输中断，请重试。");
        }
        String given = answer.headers().firstValue("Repr-Digest").orElse("");
        if (!given.equals("sha-256=:" + Base64.getEncoder().encodeToString(digest.digest()) + ":")) {
            throw new CommandFailed("The snapshot is not what the hub sent. Try again.", "快照与系统发送的内容不一致，请重试。");
        }
        force(part);
        Files.move(part, snapshot(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(events());
        DurableFolder.force(folder);
        FeedFile.begin(cursor(), answer.headers().firstValue("Hub-Feed-Cursor").orElse(""));
        return answer.headers().firstValueAsLong("Hub-Feed-Count").orElse(0);
    }

    /** Reads one event after the other. */
    interface Reader {
        void read(JsonNode event) throws IOException;
    }

    /** All events that are kept, those of the snapshot first. */
    void read(Reader reader) throws IOException {
        if (Files.exists(snapshot())) {
            try (InputStream file = new GZIPInputStream(Files.newInputStream(snapshot()))) {
                // the first line says what the snapshot is
                read(file, 1, reader);
            }
        }
        if (Files.exists(events())) {
            try (InputStream file = Files.newInputStream(events())) {
                read(file, 0, reader);
            }
        }
    }

    private static void read(InputStream file, int skipped, Reader reader) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (number++ >= skipped) {
                reader.read(HubClient.JSON.readTree(line));
            }
        }
    }

    /** Writes to a file. */
    interface Writer {
        void write(BufferedWriter out) throws IOException;
    }

    /** A file with that content, in place of an older one; complete or as before. */
    void write(String name, Writer writer) throws IOException {
        Path part = folder.resolve(name + ".part");
        try (OutputStream file = Files.newOutputStream(part);
                BufferedWriter out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8))) {
            writer.write(out);
        }
        force(part);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFolder.force(folder);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
