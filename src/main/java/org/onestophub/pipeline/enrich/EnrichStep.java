package org.onestophub.pipeline.enrich;

import java.util.List;
import org.apache.camel.Handler;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Walk;
import org.springframework.stereotype.Component;

/** The ENRICH room: adds the patient and the visit to every sound complaint of a walk. */
@Component("enrich")
public class EnrichStep {

    private final Enrichment enrichment;

    EnrichStep(Enrichment enrichment) {
        this.enrichment = enrichment;
    }

    /**
     * The walks with what the directory knows of their patients. Contradictions are findings (EN-101), never a reason to stop.
     * @throws org.onestophub.problem.ProblemException EN-301 if the directory cannot be read now
     */
    @Handler
    public List<Walk> enrich(List<Walk> walks) {
        return walks.stream()
                .map(walk -> walk.in("enrich", checked -> checked.mapSound(this::enriched)))
                .toList();
    }

    /** A recorded case with what the directory knows now; the same document if nothing is new. */
    public CaseFile again(CaseFile file) {
        return file.with(enrichment.again(file.document()));
    }

    private Candidate enriched(Candidate candidate) {
        if (candidate.document() == null) {
            return candidate;
        }
        Enrichment.Enriched result = enrichment.enrich(candidate.document());
        return candidate.with(result.document()).withFindings(result.findings());
    }
}
