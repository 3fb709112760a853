package org.onestophub.complaint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder whose entries outlive a crash. */
public final class DurableFolder {

    private DurableFolder() {}

    /**
     * Makes every file created, renamed or deleted in the folder so far survive a crash of the machine.
     * @throws IOException if the disk refuses, or the system cannot open folders
     */
    public static void force(Path folder) throws IOException {
        try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
            open.force(true);
        }
    }
}
