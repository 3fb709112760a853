package org.onestophub.intake.source.mllp;

import java.util.ArrayList;
import java.util.List;

/**
 * What a sender is answered: nothing, one acknowledgement, or two.
 *
 * @param messages acknowledgements in their order, each without its frame
 */
record Hl7Answers(List<byte[]> messages) {

    private static final String ORIGINAL_MODE = "";

    /** How RECEIVE ended, as the codes of MSA-1 in the original mode and for the accept acknowledgement. */
    enum End {
        KEPT("AA", "CA"),
        UNAVAILABLE("AE", "CE"),
        REFUSED("AR", "CR");

        private final String application;
        private final String accept;

        End(String application, String accept) {
            this.application = application;
            this.accept = accept;
        }
    }

    /**
     * The codes of the acknowledgements that a request asks for. Where MSH-15 and MSH-16 are both empty that is the
     * application's alone (original mode). Else MSH-15 decides on the accept acknowledgement and MSH-16 on the
     * application's: AL always, ER on errors, SU on success, NE never, and empty is never. An input that was not accepted
     * has no second answer. Source: HL7 v2.3 to v2.8, 2.9.3, table 0155.
     */
    static List<String> codes(String accept, String application, End end) {
        if (accept.equals(ORIGINAL_MODE) && application.equals(ORIGINAL_MODE)) {
            return List.of(end.application);
        }
        List<String> codes = new ArrayList<>();
        if (isWanted(accept, end)) {
            codes.add(end.accept);
        }
        if (isWanted(application, end) && (end == End.KEPT || codes.isEmpty())) {
            codes.add(end.application);
        }
        return codes;
    }

    private static boolean isWanted(String condition, End end) {
        return switch (condition) {
            case "NE", "" -> false;
            case "ER" -> end != End.KEPT;
            case "SU" -> end == End.KEPT;
            // a word that the table does not have: a sender that waits in vain repeats for ever
            default -> true;
        };
    }
}
