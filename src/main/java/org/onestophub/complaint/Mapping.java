package org.onestophub.complaint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * A folder under {@code mappings/}, as its {@code mapping.yaml} describes it.
 *
 * @param name the folder's name, for example {@code phone-cdr}
 * @param folder where it is
 * @param reader the format READ must use, for example {@code csv}, {@code mime}, {@code json}, {@code hl7}, {@code scan}
 * @param profile the reader's options, an object; empty if there are none. Where they name a dialect, {@code dialect} is an
 *     object of its {@code name} and its {@code lines}, which the other options override
 * @param program the JSLT file as seen from the folder, {@code ../<other>/<file>} where it is that of another mapping;
 *     empty for formats that make no complaints
 * @param lane where its receipts wait for their flow, a word of {@link Lane}
 * @param target what its program makes: {@link #COMPLAINT} or {@link #STATUS}
 */
public record Mapping(
        String name, Path folder, String reader, JsonNode profile, String program, String lane, String target) {

    /** Its program makes complaints. */
    public static final String COMPLAINT = "complaint";
    /** Its program makes status events: what happened to cases. */
    public static final String STATUS = "status";

    /** A mapping that makes complaints. */
    public Mapping(String name, Path folder, String reader, JsonNode profile, String program, String lane) {
        this(name, folder, reader, profile, program, lane, COMPLAINT);
    }

    /** True if its program makes status events. */
    public boolean makesStatus() {
        return target.equals(STATUS);
    }
}
