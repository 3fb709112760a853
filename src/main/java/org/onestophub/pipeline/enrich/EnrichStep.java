package org.onestophub.pipeline.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Handler;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.walk.Walk;
import org.springframework.stereotype.Component;

/** The ENRICH room: adds the patient and the visit to every sound complaint of a list of walks. */
@Component("enrich")
public class EnrichStep {

    private final Enrichment enrichment;

    EnrichStep(Enrichment enrichment) {
        this.enrichment = enrichment;
    }

    /**
     * The walks with what the directory knows of their patients. Contradictions are findings (EN-101), never a reason to stop.
     * The time noted with each walk is its share of the time for all.
     * @throws org.onestophub.problem.ProblemException EN-301 if the directory cannot be read now
     */
    @Handler
    public List<Walk> enrich(List<Walk> walks) {
        long begin = System.nanoTime();
        List<ObjectNode> documents = walks.stream()
                .flatMap(walk -> walk.candidates().stream())
                .filter(EnrichStep::isComplaint)
                .map(Candidate::mapped)
                .toList();
        Iterator<Enrichment.Enriched> enriched = enrichment.enrichAll(documents).iterator();
        List<Walk> done = new ArrayList<>(walks.size());
        for (Walk walk : walks) {
            done.add(walk.mapSound(candidate -> isComplaint(candidate) ? with(candidate, enriched.next()) : candidate));
        }
        Duration share = Duration.ofNanos((System.nanoTime() - begin) / Math.max(1, walks.size()));
        return done.stream().map(walk -> walk.timed("enrich", share)).toList();
    }

    /** Recorded cases with what the directory knows now; each the same document if nothing is new. */
    public List<CaseFile> again(List<CaseFile> files) {
        Iterator<ObjectNode> documents = enrichment
                .againAll(files.stream().map(CaseFile::document).toList())
                .iterator();
        return files.stream().map(file -> file.with(documents.next())).toList();
    }

    private static boolean isComplaint(Candidate candidate) {
        return candidate.isSound() && candidate.document() != null && !candidate.isStatus();
    }

    private static Candidate with(Candidate candidate, Enrichment.Enriched result) {
        return candidate.with(result.document()).withFindings(result.findings());
    }
}
