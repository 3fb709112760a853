package org.onestophub.pipeline.patient;

import java.util.Set;

/** What the trigger events of ADT messages mean for the directory. Source: HL7 v2.2 to v2.8, chapter 3. */
final class AdtEvents {

    /** Facts about a patient or a stay. */
    private static final Set<String> FACTS = Set.of(
            "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A17", "A21",
            "A22", "A23", "A28", "A31", "A32", "A33", "A38", "A52", "A53", "A54", "A55", "A61", "A62");

    /** One patient was two, or a patient number is replaced by another: MRG-1 (in old versions 4, 2) by PID-3. */
    private static final Set<String> MERGES =
            Set.of("A18", "A30", "A34", "A36", "A39", "A40", "A43", "A46", "A47", "A48");
    /** The number of a visit or account is replaced by another: MRG-5 by PV1-19, MRG-3 by PID-18, MRG-6 by PV1-50. */
    private static final Set<String> RENUMBERED = Set.of("A35", "A41", "A42", "A49", "A50", "A51");
    /** A visit or account was entered under another patient (MRG-1) than the right one (PID-3). */
    private static final Set<String> MOVES = Set.of("A44", "A45");

    private static final Set<String> BEGINNINGS = Set.of("A01", "A04", "A05");
    private static final Set<String> CANCELLATIONS = Set.of("A11", "A23", "A38");
    /** Events about a person, whose visit segment counts only if it names the visit. */
    private static final Set<String> OF_THE_PERSON = Set.of("A24", "A28", "A31", "A37");

    private AdtEvents() {}

    /** True if the directory keeps events of this kind. */
    static boolean applies(String event) {
        return FACTS.contains(event) || isMerge(event) || isVisitChange(event) || isLink(event);
    }

    static boolean isMerge(String event) {
        return MERGES.contains(event);
    }

    /** True if the message replaces the number of a visit or account, or moves it. */
    static boolean isVisitChange(String event) {
        return RENUMBERED.contains(event) || MOVES.contains(event);
    }

    static boolean isRenumbering(String event) {
        return RENUMBERED.contains(event);
    }

    /** True for a link of two patients, and for the end of one. */
    static boolean isLink(String event) {
        return "A24".equals(event) || isUnlink(event);
    }

    static boolean isUnlink(String event) {
        return "A37".equals(event);
    }

    static boolean isBeginning(String event) {
        return BEGINNINGS.contains(event);
    }

    /** True for a cancelled discharge. */
    static boolean isReturn(String event) {
        return "A13".equals(event);
    }

    /** True where an outpatient becomes an inpatient or the other way round. */
    static boolean isChangeOfKind(String event) {
        return "A06".equals(event) || "A07".equals(event);
    }

    static boolean isCancellation(String event) {
        return CANCELLATIONS.contains(event);
    }

    /** True if a visit segment without a number speaks of the patient's current stay. */
    static boolean isAboutAStay(String event) {
        return FACTS.contains(event) && !OF_THE_PERSON.contains(event);
    }
}
