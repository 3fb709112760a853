package org.onestophub.complaint.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.onestophub.complaint.Complaint;

/** What the patient directory adds to a complaint. ENRICH provides it; RECORD uses it for complaints already recorded. */
public interface PatientContext {

    /**
     * The canonical complaint with what the directory knows now, findings included. Never overwrites what the
     * complainant said and never removes a link.
     * @return the same node if nothing changed, else a new one
     * @throws org.onestophub.problem.ProblemException EN-301 if the directory cannot be asked now
     */
    ObjectNode enriched(ObjectNode document);

    /**
     * The claims by which a patient who becomes known later is matched to this complaint, normalised: visit-number, patient-number,
     * id-card, phone (E.164). Empty once the complaint is linked. {@code source} is the JSON pointer of the claim.
     */
    List<Complaint.Claim> openClaims(ObjectNode document);
}
