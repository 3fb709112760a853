package org.onestophub.operate.draft;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.operate.config.file.DurableFiles;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Files added to the configuration folder, which can be taken away again as long as nobody changed them. */
final class ConfigAddition {

    private final Path configDir;
    private final Map<String, byte[]> files;
    private final List<Path> folders = new ArrayList<>();
    private final Map<Path, byte[]> made = new LinkedHashMap<>();
    private byte[] settingsBefore = {};
    private byte[] settingsAfter = {};

    ConfigAddition(Path configDir, Map<String, byte[]> files) {
        this.configDir = configDir.toAbsolutePath().normalize();
        this.files = files;
    }

    /**
     * Adds the files, the route last: an apply in between finds all that runs, or nothing.
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
        } catch (FileAlreadyExistsException e) {
            takeAway();
            throw new ProblemException(Problem.REQUEST_INVALID, "id");
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
            folders.add(folder);
        }
        Files.createFile(file);
        try {
            Files.write(file, bytes, StandardOpenOption.WRITE);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        made.put(file, bytes);
    }

    private void settings(byte[] lines) throws IOException {
        Path file = configDir.resolve(MergedConfig.SETTINGS);
        if (!Files.isRegularFile(file)) {
            write(file, lines);
            return;
        }
        settingsBefore = Files.readAllBytes(file);
        byte[] after = MergedConfig.appended(file, lines);
        DurableFiles.write(file, after);
        settingsAfter = after;
    }

    /** Takes away what was added. What somebody changed meanwhile stays. */
    void takeAway() {
        boolean isAway = true;
        for (Map.Entry<Path, byte[]> file : made.entrySet()) {
            isAway &= isDone(() -> {
                if (Files.exists(file.getKey()) && Arrays.equals(Files.readAllBytes(file.getKey()), file.getValue())) {
                    Files.delete(file.getKey());
                }
            });
        }
        for (int i = folders.size() - 1; i >= 0; i--) {
            Path folder = folders.get(i);
            isAway &= isDone(() -> removeEmpty(folder));
        }
        isAway &= isDone(() -> {
            Path file = configDir.resolve(MergedConfig.SETTINGS);
            if (settingsAfter.length > 0 && Arrays.equals(Files.readAllBytes(file), settingsAfter)) {
                DurableFiles.write(file, settingsBefore);
            }
        });
        if (!isAway) {
            throw new ProblemException(Problem.CONFIG_CLOSED, "hub.config-dir");
        }
    }

    /** A step that may fail without keeping the others from being done. */
    private interface Step {
        void run() throws IOException;
    }

    private static boolean isDone(Step step) {
        try {
            step.run();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void removeEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // somebody put a file of his own beside ours
            return;
        }
    }
}
