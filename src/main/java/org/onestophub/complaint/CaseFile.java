package org.onestophub.complaint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A recorded complaint in hand: its id, the revision it was read at, and its canonical document.
 *
 * @param isChanged true if the document is not the recorded one any more
 */
public record CaseFile(long id, int revision, ObjectNode document, boolean isChanged) {

    /** A case as it is recorded. */
    public CaseFile(long id, int revision, ObjectNode document) {
        this(id, revision, document, false);
    }

    /** The same case with another document. */
    public CaseFile with(ObjectNode newDocument) {
        return new CaseFile(id, revision, newDocument, isChanged || !document.equals(newDocument));
    }
}
