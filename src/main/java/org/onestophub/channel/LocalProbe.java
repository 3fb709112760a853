package org.onestophub.channel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.onestophub.complaint.DoorKeys;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries what is on this machine: a folder, a port of the hub's own, a door of its API. */
final class LocalProbe {

    private LocalProbe() {}

    static void folder(Path directory, ProbeSteps steps, Clock clock) {
        steps.step("folder", Problem.FOLDER_MISSING, () -> {
            if (!Files.isDirectory(directory)) {
                throw new ProblemException(Problem.FOLDER_MISSING);
            }
            return Map.of();
        });
        steps.step("rights", Problem.RIGHT_MISSING, () -> {
            String name = ProbeStock.probeName();
            Path made = Files.createFile(directory.resolve(name + ".tmp"));
            Path moved = directory.resolve(name + ".part");
            try {
                Files.move(made, moved);
            } finally {
                Files.deleteIfExists(made);
                Files.deleteIfExists(moved);
            }
            return Map.of("tried", "create, rename, delete");
        });
        steps.step("list", Problem.RIGHT_MISSING, () -> list(directory, clock));
    }

    static void listener(ProbeTarget.Listener target, ProbeSteps steps) {
        // who listens on all addresses is reached at the nearest one
        boolean everywhere = target.host().equals("0.0.0.0") || target.host().equals("::");
        try (ProbeSocket line = new ProbeSocket(everywhere ? "127.0.0.1" : target.host(), target.port())) {
            line.resolve(steps);
            line.connect(steps);
        }
    }

    static void door(String role, boolean isOpen, DoorKeys keys, ProbeSteps steps) {
        steps.step("door", Problem.CHANNEL_STOPPED, () -> {
            if (!isOpen) {
                throw new ProblemException(Problem.CHANNEL_STOPPED);
            }
            return Map.of();
        });
        steps.step("key", Problem.DOOR_KEYLESS, () -> {
            if (!keys.hasKeyFor(role)) {
                throw new ProblemException(Problem.DOOR_KEYLESS);
            }
            return Map.of("role", role);
        });
    }

    private static Map<String, String> list(Path directory, Clock clock) throws IOException {
        ProbeStock stock = new ProbeStock();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                boolean isItem = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && FileNames.isMeant(file.getFileName().toString());
                if (isItem && !stock.add(Files.getLastModifiedTime(file).toInstant())) {
                    break;
                }
            }
        }
        return stock.facts(clock);
    }
}
