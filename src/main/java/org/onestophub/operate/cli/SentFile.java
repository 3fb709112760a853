package org.onestophub.operate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.onestophub.complaint.contract.configuration.ChannelDrafts;

/** A file whose bytes a command hands to the hub. */
final class SentFile {

    private SentFile() {}

    /**
     * Its bytes in base64.
     * @throws CommandFailed if there is no such file, or it is larger than the hub takes from an operator
     * @throws IOException if it cannot be read
     */
    static String base64(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > ChannelDrafts.MOST_INPUT) {
            throw new CommandFailed("There is no such file, or it is larger than 8 MiB.", "没有此文件，或文件超过 8 MiB。");
        }
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }
}
