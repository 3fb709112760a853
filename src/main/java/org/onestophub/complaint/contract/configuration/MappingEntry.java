package org.onestophub.complaint.contract.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A folder under {@code mappings/} as its files are now.
 *
 * @param name the folder's name
 * @param direction {@code in}: makes complaints of inputs, or {@code out}: gives events a receiver's form
 * @param reader format READ uses, empty for {@code out}
 * @param program name of the JSLT file, empty for formats that make no complaints
 * @param lane where its receipts wait, empty for {@code out}
 * @param source who defined the format
 * @param samples number of golden samples
 * @param running true if the hub uses it, in this or another version
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MappingEntry(
        String name,
        String direction,
        String reader,
        String program,
        String lane,
        String source,
        int samples,
        boolean running) {}
