package org.onestophub.intake.source.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.component.file.strategy.GenericFileProcessStrategySupport;
import org.apache.commons.net.ftp.FTPFile;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** How a file moves through the folders of an inbox, and what a listing says of it; alike for disks, FTP and SFTP. */
abstract class FileMoves extends GenericFileProcessStrategySupport<Object> {

    /**
     * Moves a file of the inbox into {@code hub-claimed}.
     * @throws ProblemException CH-303 if the source answers and refuses; it is tried again later
     */
    final GenericFile<Object> claim(
            GenericFileOperations<Object> operations, GenericFile<Object> file, SeenFiles book, String channel) {
        String name = file.getFileNameOnly();
        GenericFile<Object> held;
        try {
            held = claimed(operations, file, book.mark());
        } catch (GenericFileOperationFailedException e) {
            if (isLineBroken(e)) {
                throw e;
            }
            book.begun(name);
            throw new ProblemException(Problem.FILE_UNTAKEABLE, channel);
        }
        book.claimed(name);
        return held;
    }

    /** Moves a claimed file that is done with into the folder of this day in {@code folder}. */
    final void putAway(
            GenericFileOperations<Object> operations, GenericFile<Object> file, SeenFiles book, String folder) {
        moveOn(operations, file, folder + "/" + book.day());
        book.over(file.getFileNameOnly());
    }

    private GenericFile<Object> claimed(
            GenericFileOperations<Object> operations, GenericFile<Object> file, String mark) {
        GenericFile<Object> held = operations.newGenericFile();
        file.copyFrom(file, held);
        String name = FileNames.claimed(file.getFileNameOnly(), mark);
        held.changeFileName(parentOf(file.getAbsoluteFilePath()) + FileNames.CLAIMED + "/" + name);
        renameFile(operations, file, held);
        return held;
    }

    private void moveOn(GenericFileOperations<Object> operations, GenericFile<Object> file, String folder) {
        String path = file.getAbsoluteFilePath().replace('\\', '/');
        String inbox = parentOf(path.substring(0, path.lastIndexOf('/')));
        GenericFile<Object> away = operations.newGenericFile();
        file.copyFrom(file, away);
        away.changeFileName(inbox + folder + "/" + file.getFileNameOnly());
        renameFile(operations, file, away);
    }

    /** False if the source answered, and its answer is no. */
    private static boolean isLineBroken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && !(cause instanceof FileNotFoundException)) {
                return true;
            }
        }
        return false;
    }

    /** A local writer that still had the file open may have added to it after the claim; then it is read once more. */
    static boolean hasGrown(GenericFile<Object> file) {
        return file.getFile() instanceof java.io.File
                && new java.io.File(file.getAbsoluteFilePath()).length() != file.getFileLength();
    }

    static boolean isNoLink(GenericFile<Object> file) {
        Object raw = file.getFile();
        if (raw instanceof java.io.File local) {
            Path path = local.toPath();
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        }
        if (raw instanceof FTPFile remote) {
            return remote.isFile() || remote.isDirectory();
        }
        // The first letter of an SFTP long name is the file's type, l for a link.
        return !(raw instanceof SftpRemoteFile<?> remote)
                || !remote.getLongname().startsWith("l");
    }

    static boolean isClaimed(GenericFile<Object> file) {
        return slashed(file).startsWith(FileNames.CLAIMED + "/");
    }

    static String slashed(GenericFile<Object> file) {
        return file.getRelativeFilePath().replace('\\', '/');
    }

    private static String parentOf(String path) {
        return path.substring(0, path.replace('\\', '/').lastIndexOf('/') + 1);
    }
}
