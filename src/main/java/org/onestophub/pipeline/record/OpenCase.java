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
    /** Without what came for cases merged into it; null: there is nothing of others in it. */
    private @Nullable ObjectNode own;

    private @Nullable OpenCase standing;

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

    /** {@link #load} with what the case has beside what came for others; null: there is nothing of others in it. */
    void load(CaseFile file, @Nullable ObjectNode withoutOthers) {
        load(file);
        own = withoutOthers;
    }

    /** The case that stands for this one, which was merged into it: what comes is added there. */
    void mergedInto(OpenCase other) {
        standing = other;
    }

    /** The case to which is added what comes for this one: mostly itself. */
    OpenCase host() {
        return standing != null && standing.isOpen() ? standing : this;
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

    /** The next revision, which adds what came for a case that was merged into it. */
    void changeForOther(ObjectNode next) {
        if (own == null) {
            own = document();
        }
        change(next);
    }

    /** Has this beside what came for others; null: there is nothing of others in it any more. */
    void own(@Nullable ObjectNode withoutOthers) {
        own = withoutOthers;
    }

    /** Its document without what came for others; null: that is the document. */
    @Nullable
    ObjectNode own() {
        return own;
    }

    /** What it has by itself: by this alone it is named. */
    ObjectNode ownDocument() {
        return own == null ? document() : own;
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
