package org.onestophub.complaint.contract.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A golden sample made of a receipt, personal data replaced by synthetic values. It is not stored.
 *
 * @param stem name proposed for its files
 * @param suffix suffix of the input's file, with its dot
 * @param input the input's bytes
 * @param text the input as text
 * @param meta what goes into {@code stem.meta.json}
 * @param answer what goes into {@code stem.expected.json}, or {@code stem.rejected.json}
 * @param rejected true if the answer is a rejection
 * @param differences JSON pointers and codes by which the answer's shape differs from that of the original; empty if it
 *     has the same shape
 */
public record GeneratedSample(
        String stem,
        String suffix,
        byte[] input,
        String text,
        Map<String, String> meta,
        JsonNode answer,
        boolean rejected,
        List<String> differences) {}
