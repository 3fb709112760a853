package org.onestophub.operate.cli.feed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.onestophub.operate.cli.CommandFailed;

/** Held while a run writes its files, so that another run does not write them too. The system lets it go if the run is killed. */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Holds that file, which is made if it is not there and stays.
     * @throws CommandFailed if another run holds it
     */
    static RunLock on(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isHeld(channel)) {
            channel.close();
            throw new CommandFailed(
                    "Another run writes the same files (" + file + "). Wait until it has ended.",
                    "另一个运行正在写入相同的文件（" + file + "），请等待其结束。");
        }
        return new RunLock(channel);
    }

    private static boolean isHeld(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Closing the channel releases the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
