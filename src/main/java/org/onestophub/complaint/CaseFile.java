package org.onestophub.complaint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A recorded complaint in hand: its id, the revision it was read at, and its canonical document. */
public record CaseFile(long id, int revision, ObjectNode document) {

    /** The same case with another document. */
    public CaseFile with(ObjectNode newDocument) {
        return new CaseFile(id, revision, newDocument);
    }
}
