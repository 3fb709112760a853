package org.onestophub.pipeline.map;

import java.nio.file.Path;
import java.util.List;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** Collects faults of files below {@code mappings/}. */
record FolderFaults(Path root, List<Fault> faults) {

    void add(Path file, int line, String message) {
        String shown = "mappings/" + root.relativize(file).toString().replace('\\', '/');
        faults.add(Fault.of(Problem.MAPPING_INVALID, shown, line, message));
    }

    int count() {
        return faults.size();
    }
}
