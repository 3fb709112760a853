package org.onestophub.loop.status;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/** Checks that the types of status events fit together. */
@Component
public final class StatusFolderCheck implements FolderCheck {

    private static final Set<String> FIELDS = Arrays.stream(StatusEvent.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public List<Fault> faultsIn(Path configDir) {
        List<Fault> faults = new ArrayList<>();
        CodeLists lists = new CodeLists(configDir.resolve("mappings/code-lists"));
        String file = "mappings/code-lists/" + StatusTypes.LIST + ".csv";
        List<String> lines = linesOf(configDir.resolve(file));
        StatusTypes.in(lists)
                .check(
                        lists,
                        FIELDS,
                        (type, message) -> faults.add(
                                Fault.of(Problem.MAPPING_INVALID, file, lineOf(type, lines), type + ": " + message)));
        return faults;
    }

    private static int lineOf(String type, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(type + ",")) {
                return i + 1;
            }
        }
        return 0;
    }

    /** None if the file cannot be read, which the check of code lists reports. */
    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
