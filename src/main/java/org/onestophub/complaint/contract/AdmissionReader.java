package org.onestophub.complaint.contract;

import java.util.List;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Receipt;

/** Takes the receipt of an HL7 frame apart. READ provides it, the patient directory uses it. */
public interface AdmissionReader {

    /**
     * What each message in the frame says, in their order and at least one; a batch envelope (FHS, BHS) may hold
     * several, and a merge of several patients (A40) gives one for each.
     * @throws org.onestophub.problem.ProblemException RD-101, RD-102, RD-107, RD-108 if the frame cannot be read,
     *     RD-201 if the profile of its mapping cannot be used
     */
    List<Admission> admissionsIn(Receipt receipt);
}
