package org.onestophub.outlet.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.camel.Message;
import org.onestophub.complaint.DurableFolder;
import org.onestophub.platform.probe.FolderProbe;
import org.onestophub.platform.probe.FolderVisit;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.problem.Problem;

/**
 * Writes a file to a local folder: under another name, forced to the disk, then renamed, then the folder forced.
 * Camel's own producer forces nothing (its {@code forceWrites} has had no effect since 2.20).
 */
public class FolderSinkStep extends SinkStep {

    private Path directory = Path.of("");
    private boolean createDirectory;
    private String prefix = "";
    private String extension = "";
    private SinkFileName names;

    /** The folder; CH-207 if blank. */
    public void setDirectory(String directory) {
        this.directory = Path.of(required("directory", directory));
    }

    /** Whether the folder is made if it is not there. Not for mounted folders: the file would lie under the mount point. */
    public void setCreateDirectory(boolean createDirectory) {
        this.createDirectory = createDirectory;
    }

    /** What all file names begin with. */
    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** What they end with, without the dot. */
    public void setExtension(String extension) {
        this.extension = extension;
    }

    @Override
    protected void doStart() {
        names = new SinkFileName(prefix, extension);
    }

    @Override
    public String kind() {
        return "folder";
    }

    @Override
    public void probe(ProbeSteps steps) {
        new FolderProbe(directory, clock(), FolderVisit.ofSink(), createDirectory).run(steps);
    }

    @Override
    protected SinkReply handOver(String shipmentId, Message message) {
        String name = names.of(shipmentId, message);
        Path part = directory.resolve(SinkFileName.partOf(name));
        byte[] bytes = bytesOf(message);
        try {
            if (createDirectory) {
                Files.createDirectories(directory);
            }
            write(part, bytes);
        } catch (IOException e) {
            quietlyRemove(part);
            return HandOverFault.of(e).reply();
        }
        try {
            Files.move(
                    part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DurableFolder.force(directory);
            return SinkReply.taken("stored", name);
        } catch (IOException e) {
            return SinkReply.failed(Problem.OUTCOME_UNKNOWN, "", name);
        }
    }

    /** Leaves nothing of a file that could not be written. */
    private static void quietlyRemove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // the next attempt writes over it
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
    }
}
