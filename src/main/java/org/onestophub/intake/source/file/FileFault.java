package org.onestophub.intake.source.file;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import java.nio.file.AccessDeniedException;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What a failed look at an inbox means, as far as the source says. */
final class FileFault {

    private static final int MOST_CAUSES = 20;

    private FileFault() {}

    static Problem of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof ProblemException known) {
                return known.problem();
            }
            if (cause instanceof SftpException answer) {
                return switch (answer.id) {
                    case ChannelSftp.SSH_FX_NO_SUCH_FILE -> Problem.FOLDER_MISSING;
                    case ChannelSftp.SSH_FX_PERMISSION_DENIED -> Problem.RIGHT_MISSING;
                    default -> Problem.SOURCE_UNREACHABLE;
                };
            }
            if (cause instanceof AccessDeniedException) {
                return Problem.RIGHT_MISSING;
            }
            cause = cause.getCause();
        }
        return Problem.SOURCE_UNREACHABLE;
    }
}
