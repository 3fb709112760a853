package org.onestophub.pipeline.read.scan;

import java.io.IOException;
import java.util.Optional;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Calls libraries that decode hostile bytes: any exception they throw becomes a problem of the input. */
final class LibraryEdge {

    private LibraryEdge() {}

    /** Work of a library on bytes from outside. */
    @FunctionalInterface
    interface Decoding<T> {
        T run() throws IOException;
    }

    /**
     * The result of the library.
     *
     * <p>PDFBox, FontBox and the ImageIO plug-ins report broken input not only by IOException but also by
     * NegativeArraySize, IndexOutOfBounds, ClassCast, IllegalArgument, NullPointer and more, so runtime exceptions
     * thrown from inside them are a verdict on the input. A stack overflow (nesting) is, too: the frames are gone and
     * the JVM is intact. Memory that runs out ends the decoder's process.
     * @throws ProblemException RD-103 if the bytes are corrupt, RD-107 if they exceed a bound
     */
    static <T> T decode(Decoding<T> work) {
        try {
            return work.run();
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw boundWithin(e).orElseGet(() -> new ProblemException(Problem.CORRUPT));
        } catch (StackOverflowError e) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "nesting");
        }
    }

    /**
     * True if the library did its work; false if the bytes are corrupt.
     * @throws ProblemException RD-107 if they exceed a bound
     */
    static boolean succeeds(Decoding<?> work) {
        try {
            decode(work);
            return true;
        } catch (ProblemException e) {
            if (e.problem() != Problem.CORRUPT) {
                throw e;
            }
            return false;
        }
    }

    // a library may have wrapped a problem that one of our bounds raised
    private static Optional<ProblemException> boundWithin(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof ProblemException problem) {
                return Optional.of(problem);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
