package org.onestophub.complaint.contract;

import java.util.Optional;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Mapping;

/** Distinguishes inputs that say the same from inputs that say something else. READ provides it; RECEIVE uses it. */
public interface InputMeaning {

    /**
     * Digest of what an input says: the same for two inputs that differ only in how they are written, and in fields that
     * the mapping names as volatile. Empty if the format has no such digest, or the input cannot be read.
     */
    Optional<String> digestOf(Mapping mapping, Content content);
}
