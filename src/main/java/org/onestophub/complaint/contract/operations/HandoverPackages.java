package org.onestophub.complaint.contract.operations;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Packages of a case for those outside the hospital: a cover sheet, a time line, and the documents. */
public interface HandoverPackages {

    /** For whom a package is. */
    enum Receiver {
        /** Health authority and government. */
        AUTHORITY,
        /** Police. */
        POLICE,
        /** A committee or a court that mediates. */
        MEDIATION;

        /** The word for it in addresses, commands and names of files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The receiver of that word. */
        public static Optional<Receiver> of(String word) {
            return List.of(values()).stream()
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    /**
     * A package.
     *
     * @param fileName safe everywhere
     * @param zip the bytes; the same case as it stands gives the same bytes
     */
    record HandoverPackage(String fileName, byte[] zip) {

        @Override
        public String toString() {
            return "HandoverPackage";
        }
    }

    /**
     * The package of the case with that number. Who gives it away records that before.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such case or its content is erased, RP-203 if the
     *     template of the cover sheet is faulty
     */
    HandoverPackage of(String number, Receiver receiver);

    /** The id of the case with that number; empty if there is none, or its content is erased. */
    Optional<Long> idOf(String number);
}
