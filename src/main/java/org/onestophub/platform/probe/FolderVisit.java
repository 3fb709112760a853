package org.onestophub.platform.probe;

import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is done in a folder once it is entered.
 *
 * @param probe name of the file that is made, renamed and removed, without its end
 * @param counted which files are counted; null: the folder is not listed
 */
public record FolderVisit(String probe, @Nullable Predicate<String> counted) {

    /** For a folder that is read: the file's name is one that this hub never takes for an input; first {@code .tmp}, then renamed. */
    public static FolderVisit ofSource(Predicate<String> isMeant) {
        return new FolderVisit(name(), isMeant);
    }

    /** For a folder that others read: the file's name begins with a dot, and the documentation asks receivers to ignore those. */
    public static FolderVisit ofSink() {
        return new FolderVisit("." + name(), null);
    }

    private static String name() {
        return "hub-probe-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
