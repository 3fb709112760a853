package org.onestophub.operate.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret in a settings file: not the secret, but {@code file:<path>} or {@code env:<NAME>}. It is read anew each time, so
 * a changed secret needs no apply. A line break at the end of the file is no part of it.
 */
final class SecretReference {

    private static final Pattern REFERENCE = Pattern.compile("(file|env):(.+)");
    /** Spring knows its mark only where an end follows. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?=[^}]*})");
    /** No secret is longer; a wrong path may lead to anything. */
    private static final int MOST_BYTES = 8 * 1024;

    private SecretReference() {}

    /** True if the text refers to a secret. */
    static boolean isOne(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /**
     * The secret that the text refers to, null if it is not there; any other text itself. What looks like a placeholder in a
     * secret is none, and is marked so for Spring.
     */
    static @Nullable String valueOf(String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            return text;
        }
        String secret =
                reference.group(1).equals("env") ? System.getenv(reference.group(2)) : contentOf(reference.group(2));
        return secret == null ? null : PLACEHOLDER.matcher(secret).replaceAll("\\\\$0");
    }

    /** The file that the text refers to; empty if it refers to none. */
    static Optional<String> fileOf(String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.matches() && reference.group(1).equals("file")
                ? Optional.of(reference.group(2))
                : Optional.empty();
    }

    private static @Nullable String contentOf(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                return null;
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                return bytes.length > MOST_BYTES
                        ? null
                        : new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
            }
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
