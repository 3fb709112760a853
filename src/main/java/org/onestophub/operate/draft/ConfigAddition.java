package org.onestophub.operate.draft;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Files added to the configuration folder, which can be taken away again as long as nobody changed them. */
final class ConfigAddition {

    private final Path configDir;
    private final Map<String, byte[]> files;
    private final List<Path> made = new ArrayList<>();
    private byte[] settingsBefore = {};
    private byte[] settingsAfter = {};
    private boolean hadSettings;

    ConfigAddition(Path configDir, Map<String, byte[]> files) {
        this.configDir = configDir.toAbsolutePath().normalize();
        this.files = files;
    }

    /**
     * Adds the files; the route last, so that whoever applies meanwhile finds all or nothing that runs.
     * @throws ProblemException AC-104 if one of them is there already, CH-102 if the folder cannot be written; then nothing was added
     */
    void add() {
        for (String name : files.keySet()) {
            if (!name.equals(MergedConfig.SETTINGS) && Files.exists(configDir.resolve(name))) {
                throw new ProblemException(Problem.REQUEST_INVALID, "id");
            }
        }
        try {
            write(false);
            byte[] lines = files.get(MergedConfig.SETTINGS);
            if (lines != null) {
                settings(lines);
            }
            write(true);
        } catch (IOException e) {
            takeAway();
            throw new ProblemException(Problem.CONFIG_CLOSED, "hub.config-dir");
        }
    }

    private void write(boolean routes) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            boolean isMeant = file.getKey().startsWith("routes/") == routes;
            if (isMeant && !file.getKey().equals(MergedConfig.SETTINGS)) {
                write(configDir.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path folder = file.getParent(); folder != null && !Files.exists(folder); folder = folder.getParent()) {
            missing.add(0, folder);
        }
        for (Path folder : missing) {
            Files.createDirectory(folder);
            made.add(folder);
        }
        made.add(file);
        Files.write(file, bytes);
    }

    private void settings(byte[] lines) throws IOException {
        Path file = configDir.resolve(MergedConfig.SETTINGS);
        hadSettings = Files.isRegularFile(file);
        settingsBefore = hadSettings ? Files.readAllBytes(file) : new byte[0];
        byte[] after = MergedConfig.appended(file, lines);
        replace(file, after);
        settingsAfter = after;
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void remove(Path path) throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            // somebody put a file of his own beside ours
            return;
        }
    }

    /** Takes away what was added. What somebody changed meanwhile stays. */
    void takeAway() {
        try {
            Path file = configDir.resolve(MergedConfig.SETTINGS);
            if (settingsAfter.length > 0 && Arrays.equals(Files.readAllBytes(file), settingsAfter)) {
                if (hadSettings) {
                    replace(file, settingsBefore);
                } else {
                    Files.delete(file);
                }
            }
            for (int i = made.size() - 1; i >= 0; i--) {
                remove(made.get(i));
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.CONFIG_CLOSED, "hub.config-dir");
        }
    }
}
