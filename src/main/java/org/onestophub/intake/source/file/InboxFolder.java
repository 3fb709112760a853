package org.onestophub.intake.source.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.remote.FtpOperations;
import org.apache.camel.component.file.remote.SftpOperations;
import org.apache.commons.net.ftp.FTPClient;
import org.onestophub.problem.Problem;

/** Whether a look that found nothing has looked at a folder at all: servers list a missing folder as an empty one. */
final class InboxFolder {

    private InboxFolder() {}

    /** What is wrong with the folder, empty if it is there and can be entered; {@code refused}: it was not listed. */
    static Optional<Problem> fault(Endpoint endpoint, GenericFileOperations<?> operations, boolean refused) {
        try {
            Optional<Problem> fault = fault(endpoint, operations);
            return fault.isEmpty() && refused ? Optional.of(Problem.RIGHT_MISSING) : fault;
        } catch (IOException | GenericFileOperationFailedException e) {
            return Optional.of(FileFault.of(e));
        }
    }

    private static Optional<Problem> fault(Endpoint endpoint, GenericFileOperations<?> operations) throws IOException {
        if (endpoint instanceof FileEndpoint local) {
            Path folder = Path.of(local.getConfiguration().getDirectory());
            if (!Files.isDirectory(folder)) {
                return Optional.of(Problem.FOLDER_MISSING);
            }
            return Files.isReadable(folder) && Files.isExecutable(folder)
                    ? Optional.empty()
                    : Optional.of(Problem.RIGHT_MISSING);
        }
        String folder = ((GenericFileEndpoint<?>) endpoint).getConfiguration().getDirectory();
        if (folder == null || folder.isEmpty() || folder.equals(".")) {
            return Optional.empty();
        }
        if (operations instanceof FtpOperations ftp) {
            return entered(ftp.getClient(), folder) ? Optional.empty() : Optional.of(Problem.FOLDER_MISSING);
        }
        return operations instanceof SftpOperations sftp ? fault(sftp, folder) : Optional.empty();
    }

    private static boolean entered(FTPClient client, String folder) throws IOException {
        String before = client.printWorkingDirectory();
        boolean isThere = client.changeWorkingDirectory(folder);
        if (isThere && (before == null || !client.changeWorkingDirectory(before))) {
            // every path is relative to where the login starts; the next look logs in anew
            client.disconnect();
        }
        return isThere;
    }

    private static Optional<Problem> fault(SftpOperations sftp, String folder) {
        String before = sftp.getCurrentDirectory();
        try {
            sftp.changeCurrentDirectory(folder);
        } catch (GenericFileOperationFailedException e) {
            return Optional.of(FileFault.of(e));
        }
        sftp.changeCurrentDirectory(before);
        return Optional.empty();
    }
}
