package org.onestophub.outlet.sink;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.onestophub.platform.remote.Refusal;
import org.onestophub.problem.Problem;

/** Nothing was handed over, and why: in the words of the server or of the machine, without a name of a file. */
public final class HandOverFault extends IOException {

    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final String status;
    private final String words;
    private Duration pause = Duration.ZERO;

    /**
     * A fault with its problem.
     *
     * @param status the reason in short: a code of the protocol, or a word
     * @param words the reason as it was given
     */
    public HandOverFault(Problem problem, String status, String words) {
        super(status);
        this.problem = problem;
        this.status = status;
        this.words = words;
    }

    /** One whose problem follows from the words of the server: DL-306 if there is no space, DL-307 if there is no right, else DL-302. */
    public static HandOverFault judged(String status, String words) {
        return judged(Refusal.of(words), status, words);
    }

    /** The same where why is known already. */
    public static HandOverFault judged(Refusal refusal, String status, String words) {
        Problem problem = switch (refusal) {
            case FULL -> Problem.STORAGE_FULL;
            case FORBIDDEN -> Problem.WRITE_FORBIDDEN;
            case OTHER -> Problem.DESTINATION_UNREACHABLE;
        };
        return new HandOverFault(problem, status, words);
    }

    /** What a library or the machine threw, in its own words where they name no file. */
    public static HandOverFault of(IOException fault) {
        if (fault instanceof HandOverFault known) {
            return known;
        }
        if (fault instanceof FileSystemException file) {
            return ofFileSystem(file);
        }
        if (fault instanceof SSLException) {
            return new HandOverFault(Problem.DESTINATION_UNREACHABLE, "tls", wordsOf(rootOf(fault)));
        }
        if (fault instanceof UnknownHostException) {
            return new HandOverFault(Problem.DESTINATION_UNREACHABLE, "host", "the host name has no address");
        }
        if (fault instanceof ConnectException || fault instanceof NoRouteToHostException) {
            return new HandOverFault(Problem.DESTINATION_UNREACHABLE, "connect", wordsOf(fault));
        }
        if (fault instanceof SocketTimeoutException) {
            return new HandOverFault(Problem.DESTINATION_UNREACHABLE, "timeout", "no answer in time");
        }
        return judged("io", fault instanceof FileNotFoundException ? "" : wordsOf(fault));
    }

    private static HandOverFault ofFileSystem(FileSystemException fault) {
        if (fault instanceof NoSuchFileException || fault instanceof NotDirectoryException) {
            return new HandOverFault(Problem.DESTINATION_UNREACHABLE, "folder", "no such folder");
        }
        if (fault instanceof AccessDeniedException) {
            return new HandOverFault(Problem.WRITE_FORBIDDEN, "permission", "permission denied");
        }
        return judged("io", fault.getReason() == null ? "" : fault.getReason());
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String wordsOf(Throwable fault) {
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }

    /** The same of a server that asks to be left alone for a time. */
    public HandOverFault withPause(Duration asked) {
        this.pause = asked;
        return this;
    }

    /** What it means for the shipment. */
    public SinkReply reply() {
        return new SinkReply(status, words, problem, pause);
    }
}
