package org.onestophub.pipeline.patient;

import java.time.Instant;

/** Which of two tellings of a fact counts. At the same time of event the one that arrived later does. */
final class FactPrecedence {

    private FactPrecedence() {}

    static boolean orSame(Instant at, Instant known) {
        return known == null || !at.isBefore(known);
    }

    /** The told value if it is newer or nothing is known, else the known one; null is silence and never overwrites. */
    static <T> T of(boolean newer, T told, T known) {
        if (told == null) {
            return known;
        }
        return newer || known == null ? told : known;
    }
}
