package org.onestophub.platform.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The file systems on which the hub's data lie: that of {@code hub.home}, and those of its folders that lie elsewhere, as
 * mounts or links.
 */
@Component
public class DataDisks {

    private final Path home;

    DataDisks(HubHome home) {
        this.home = home.folder();
    }

    /**
     * One file system.
     *
     * @param folder name of the first folder of {@code hub.home} that lies on it; empty for {@code hub.home} itself
     * @param freeBytes what the hub's account can still write
     */
    public record Disk(String folder, long freeBytes) {}

    /** Each file system once, that of {@code hub.home} first. One that cannot be measured, as a lost share, counts as full. */
    public List<Disk> look() {
        List<Disk> disks = new ArrayList<>();
        Set<FileStore> seen = new HashSet<>();
        add(home, "", seen, disks);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(home, Files::isDirectory)) {
            folders.forEach(folder -> add(folder, folder.getFileName().toString(), seen, disks));
        } catch (IOException | DirectoryIteratorException e) {
            disks.add(new Disk("", 0));
        }
        return disks;
    }

    private static void add(Path folder, String name, Set<FileStore> seen, List<Disk> disks) {
        try {
            FileStore store = Files.getFileStore(folder.toRealPath());
            if (seen.add(store)) {
                disks.add(new Disk(name, store.getUsableSpace()));
            }
        } catch (IOException e) {
            disks.add(new Disk(name, 0));
        }
    }
}
