package org.onestophub.operate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one secret, a key or a password. A secret is never an argument: others on the machine see arguments. */
final class SecretFile {

    /** Longest file, in bytes: more than a secret of 1,000 characters, which is what the hub takes, has in any script. */
    private static final int LONGEST = 4_096;

    private SecretFile() {}

    /**
     * What is in the file, UTF-8.
     * @throws CommandFailed if it is longer than any secret
     */
    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new CommandFailed(
                        "The file is too long: it must hold a key or a password, nothing else.", "文件过长：文件中只能有一个密钥或密码。");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
