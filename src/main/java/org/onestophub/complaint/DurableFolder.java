package org.onestophub.complaint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder whose entries outlive a crash. */
public final class DurableFolder {

    private DurableFolder() {}

    /**
     * Names that were given, changed or taken away in the folder before this are so after a crash of the machine too.
     * @throws IOException if the disk refuses, or the system opens no folders
     */
    public static void force(Path folder) throws IOException {
        try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
            open.force(true);
        }
    }
}
