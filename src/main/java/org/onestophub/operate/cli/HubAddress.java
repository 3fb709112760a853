package org.onestophub.operate.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which hub is asked, and with which key. A key is never an argument: others on the machine see arguments. */
public class HubAddress {

    static final String KEY_VARIABLE = "ONESTOP_HUB_KEY";
    /** How long an answer is waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            description = "The hub's address; default ${DEFAULT-VALUE}.")
    private URI url;

    @Option(
            names = "--key-file",
            description = "File that holds the API key; without it the variable " + KEY_VARIABLE + " does.")
    private @Nullable Path keyFile;

    /**
     * A hub and the key for it.
     *
     * @param url where the hub is
     * @param key empty if there is none
     */
    public record Target(URI url, String key) {

        @Override
        public String toString() {
            return "Target";
        }
    }

    /** The hub, asked with the key. */
    public HubClient hub() {
        Target target = target();
        return new HubClient(target.url(), target.key());
    }

    /**
     * The hub and the key.
     * @throws ParameterException if the address is none, or the key cannot be read
     */
    public Target target() {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new ParameterException(command.commandLine(), "--url: begin with http:// or https:// and a host");
        }
        return new Target(url, key());
    }

    private String key() {
        if (keyFile == null) {
            String key = System.getenv(KEY_VARIABLE);
            return key == null ? "" : key.strip();
        }
        try {
            String key = SecretFile.read(keyFile).strip();
            if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new ParameterException(command.commandLine(), "--key-file: the file holds no key");
            }
            return key;
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), "--key-file: the file cannot be read");
        }
    }
}
