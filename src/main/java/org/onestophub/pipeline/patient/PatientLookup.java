package org.onestophub.pipeline.patient;

import java.util.List;
import java.util.Map;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.KnownVisit;
import org.onestophub.pipeline.patient.PatientSearch.Sought;

/** What ENRICH asks the patient directory. */
public interface PatientLookup {

    /**
     * The patients found by each of the given values, at most 20 for each; a value nobody has is absent. Of patients that
     * the hospital linked as one person the one found first stands for all.
     * @throws org.onestophub.problem.ProblemException EN-301 if the database refuses
     */
    Map<Sought, List<KnownPatient>> find(List<Sought> sought);

    /**
     * The patient's visits of that number, or, without a number, those that have not ended; at most two, the newest first.
     * @throws org.onestophub.problem.ProblemException EN-301 if the database refuses
     */
    List<KnownVisit> visits(long patientId, String number);
}
