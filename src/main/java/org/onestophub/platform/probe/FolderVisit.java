package org.onestophub.platform.probe;

import java.util.UUID;
import java.util.function.Predicate;

/**
 * What is done in a folder once it is entered.
 *
 * @param probe name of the file that is made, renamed and removed, without its end
 * @param counted which files are counted; null: the folder is not listed
 */
public record FolderVisit(String probe, Predicate<String> counted) {

    /** Of a folder that is read: under a name that this hub never takes for an input; {@code .tmp} first, then renamed. */
    public static FolderVisit ofSource(Predicate<String> isMeant) {
        return new FolderVisit(name(), isMeant);
    }

    /** Of a folder that others read: under a name that begins with a dot, which receivers are told to pass over. */
    public static FolderVisit ofSink() {
        return new FolderVisit("." + name(), null);
    }

    private static String name() {
        return "hub-probe-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
