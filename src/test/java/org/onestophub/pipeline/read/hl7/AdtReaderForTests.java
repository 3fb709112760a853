package org.onestophub.pipeline.read.hl7;

import org.onestophub.complaint.contract.AdmissionReader;

/** Gives tests of other rooms the real reader of ADT messages. */
public final class AdtReaderForTests {

    private AdtReaderForTests() {}

    /** The reader, in the zone Asia/Shanghai. */
    public static AdmissionReader reader() {
        return Hl7AdtReaderTest.reader();
    }
}
