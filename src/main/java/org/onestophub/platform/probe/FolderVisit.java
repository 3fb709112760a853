package org.onestophub.platform.probe;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is done in a folder once it is entered.
 *
 * @param probe name of the file that is made, renamed and removed, without its end
 * @param counted which files are counted; null: the folder is not listed
 * @param example takes one of the counted files; null: none is read
 */
public record FolderVisit(
        String probe,
        @Nullable Predicate<String> counted,
        @Nullable ExampleFile example) {

    /** For a folder that is read: the file's name is one that this hub never takes for an input; first {@code .tmp}, then renamed. */
    public static FolderVisit ofSource(Predicate<String> isMeant) {
        return new FolderVisit(name(), isMeant, null);
    }

    /** For a folder that others read: the file's name begins with a dot, and the documentation asks receivers to ignore those. */
    public static FolderVisit ofSink() {
        return new FolderVisit("." + name(), null, null);
    }

    /** The same, and one of the counted files is read. */
    public FolderVisit with(ExampleFile file) {
        return new FolderVisit(probe, counted, file);
    }

    void offer(String name, long size, @Nullable Instant at) {
        if (example != null) {
            example.offer(name, size, at);
        }
    }

    void take(ProbeSteps steps, ExampleFile.Opening opening) {
        if (example != null) {
            example.take(steps, opening);
        }
    }

    private static String name() {
        return "hub-probe-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
