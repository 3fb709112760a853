package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseFile;

/**
 * A case while a list of walks is recorded: one that the database knows, or one that the list opens and that has no id before
 * all is decided. Equal only to itself.
 */
final class OpenCase {

    private @Nullable Long id;
    private @Nullable ObjectNode document;
    private int revision;
    private boolean isChanged;
    private boolean isNew;

    /** A known case, not yet looked at. */
    static OpenCase known(long id) {
        OpenCase known = new OpenCase();
        known.id = id;
        return known;
    }

    /** A case that begins with this document. */
    static OpenCase begun(ObjectNode document) {
        OpenCase begun = new OpenCase();
        begun.isNew = true;
        begun.change(document);
        return begun;
    }

    /** What the database has, locked until the transaction ends. */
    void load(CaseFile file) {
        document = file.document();
        revision = file.revision();
    }

    /** False of one that is not loaded: it is erased, or nothing of the list belongs to it. */
    boolean isOpen() {
        return document != null;
    }

    /** True if the list opens it. */
    boolean isNew() {
        return isNew;
    }

    /** True if the list gave it a revision. */
    boolean isChanged() {
        return isChanged;
    }

    /** The next revision. */
    void change(ObjectNode next) {
        document = next;
        revision++;
        isChanged = true;
    }

    /** Another form of the present revision. */
    void keep(ObjectNode same) {
        document = same;
    }

    void number(long newId) {
        id = newId;
    }

    long id() {
        return Objects.requireNonNull(id, "an id is given before anything is written");
    }

    int revision() {
        return revision;
    }

    ObjectNode document() {
        return Objects.requireNonNull(document, "only an open case has a document");
    }
}
