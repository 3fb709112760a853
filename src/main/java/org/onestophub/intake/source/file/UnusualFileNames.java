package org.onestophub.intake.source.file;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/**
 * Claims files of a local inbox whose names Camel cannot carry: control characters, a backslash, or bytes that are no
 * text in the system's character set, as GBK names on a UTF-8 system. A {@link java.io.File} made of such a name may be
 * another file or none; a {@link Path} keeps the bytes of the name, so the file can be renamed.
 */
final class UnusualFileNames {

    private UnusualFileNames() {}

    /** Moves every complete file of an odd name into {@code hub-claimed}, where the look that follows finds it. */
    static void claim(Path inbox, FileCompleteness completeness, Supplier<String> mark) throws IOException {
        if (!Files.isDirectory(inbox)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(inbox, UnusualFileNames::isOdd)) {
            for (Path file : files) {
                String name = printed(file);
                if (completeness.isComplete(
                        name, Files.size(file), Files.getLastModifiedTime(file).toMillis())) {
                    Path claimed = Files.createDirectories(inbox.resolve(FileNames.CLAIMED));
                    Files.move(
                            file, claimed.resolve(FileNames.claimed(name, mark.get())), StandardCopyOption.ATOMIC_MOVE);
                    completeness.forget(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isOdd(Path file) {
        String name = file.getFileName().toString();
        return !FileNames.isOrdinary(name)
                && FileNames.isMeant(name)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The name with every byte that is not plain ASCII as {@code %XX}; unlike its text, the URI keeps the bytes. */
    private static String printed(Path file) {
        String path = URI.create(file.toUri().toString()).getRawPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
