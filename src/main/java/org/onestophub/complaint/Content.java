package org.onestophub.complaint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Bytes exactly as they came: in memory, in a file, or somewhere they are fetched from. */
public sealed interface Content {

    /** Number of bytes. */
    long size();

    /** A fresh stream over the bytes; the caller closes it. */
    InputStream open();

    /**
     * All bytes, if they are at most {@code maxBytes}.
     * @throws ProblemException RD-107 if there are more
     */
    default byte[] bytes(long maxBytes) {
        if (size() > maxBytes) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    /** Bytes in memory; the array is not copied. */
    static Content of(byte[] bytes) {
        return new InMemory(bytes);
    }

    /** Bytes in a file that does not change while it is in use. */
    static Content of(Path file) {
        try {
            return new InFile(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Content held in memory. */
    record InMemory(byte[] array) implements Content {
        @Override
        public long size() {
            return array.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(array);
        }

        @Override
        public byte[] bytes(long maxBytes) {
            if (array.length > maxBytes) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
            }
            return array;
        }
    }

    /** Content held in a file. */
    record InFile(Path file, long size) implements Content {
        @Override
        public InputStream open() {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new ProblemException(Problem.STORE_UNAVAILABLE);
            }
        }
    }

    /** Content that lies elsewhere and is fetched while it is read; {@code source} gives a fresh stream each time. */
    record Streamed(long size, Supplier<InputStream> source) implements Content {
        @Override
        public InputStream open() {
            return source.get();
        }
    }
}
