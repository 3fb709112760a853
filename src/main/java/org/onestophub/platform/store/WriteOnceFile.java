package org.onestophub.platform.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Small files that are written once for ever: a process killed while writing one leaves none, never half of one. */
final class WriteOnceFile {

    private WriteOnceFile() {}

    /** The file's text; if there is none, {@code fresh} is written first, readable by the owner only (mode 0600). */
    static String textOf(Path file, Supplier<String> fresh) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            return Files.readString(file).strip();
        }
        // a temporary file belongs to its owner alone from the start
        Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "once", ".part");
        try {
            String text = fresh.get();
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return text;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
