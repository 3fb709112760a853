package org.onestophub.operate.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.configuration.SecretFiles;
import org.onestophub.operate.config.file.DurableFiles;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/**
 * Secrets that the settings file in use refers to by {@code file:}. Only in folders named {@code secrets}: who may write the
 * settings file must not be able to have any other file overwritten.
 */
@Component
class AppliedSecrets implements SecretFiles {

    private static final String FOLDER = "secrets";

    private final ConfigurableEnvironment environment;
    private final AppliedSettings settings;

    AppliedSecrets(ConfigurableEnvironment environment, AppliedSettings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    @Override
    public boolean has(String setting) {
        return fileOf(setting).isPresent();
    }

    @Override
    public Runnable replace(String setting, byte[] secret) {
        Path file = fileOf(setting).orElseThrow(() -> new ProblemException(Problem.SECRET_FIXED, setting));
        try {
            byte[] before = Files.readAllBytes(file);
            write(file, secret, setting);
            // whatever the setting says meanwhile: it is this file that was changed
            return () -> write(file, before, setting);
        } catch (IOException e) {
            throw new ProblemException(Problem.SECRET_FIXED, setting);
        }
    }

    private static void write(Path file, byte[] bytes, String setting) {
        try {
            DurableFiles.write(file, bytes);
        } catch (IOException e) {
            throw new ProblemException(Problem.SECRET_FIXED, setting);
        }
    }

    private Optional<Path> fileOf(String setting) {
        @Nullable String written = settings.written(setting);
        if (written == null || !isInUse(setting, written)) {
            return Optional.empty();
        }
        try {
            return SecretReference.fileOf(written)
                    .map(Path::of)
                    .filter(Files::isRegularFile)
                    .map(Path::toAbsolutePath)
                    .flatMap(AppliedSecrets::real)
                    .filter(AppliedSecrets::isInFolder);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isInFolder(Path file) {
        @Nullable Path folder = file.getParent();
        return folder != null && folder.endsWith(FOLDER) && Files.isWritable(folder);
    }

    /** A value that was given at the start hides that of the file. */
    private boolean isInUse(String setting, String written) {
        @Nullable String secret = SecretReference.valueOf(written);
        return secret != null && environment.resolvePlaceholders(secret).equals(environment.getProperty(setting));
    }

    private static Optional<Path> real(Path file) {
        try {
            return Optional.of(file.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
