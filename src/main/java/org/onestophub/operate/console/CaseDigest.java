package org.onestophub.operate.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person reads first of a complaint.
 *
 * @param title its title, empty if it has none
 * @param facts what it says
 * @param request what is asked for
 * @param people label and value: who complains, whom it is about
 * @param evidence attachments
 */
record CaseDigest(String title, String facts, String request, List<Line> people, List<Evidence> evidence) {

    /**
     * A value.
     *
     * @param key of the label's text
     * @param value the value
     */
    record Line(String key, String value) {}

    /**
     * An attachment.
     *
     * @param receiptId the input it is in
     * @param part number of the part
     * @param name as the sender named it
     * @param mediaType as the sender said
     * @param size bytes
     */
    record Evidence(long receiptId, String part, String name, String mediaType, long size) {}

    static CaseDigest of(JsonNode document) {
        List<Line> people = new ArrayList<>();
        add(people, "digest.complainant", document.at("/complainant/name"));
        document.at("/complainant/phones").forEach(phone -> add(people, "digest.phone", phone.path("raw")));
        document.at("/complainant/emails").forEach(mail -> add(people, "digest.mail", mail));
        add(people, "digest.address", document.at("/complainant/address"));
        add(people, "digest.patient", document.at("/patient/name"));
        add(people, "digest.patientNumber", document.at("/patient/patientNumber"));
        add(people, "digest.link", document.at("/patient/link/state"));
        add(people, "digest.visit", document.at("/visit/visitNumber"));
        List<Evidence> evidence = new ArrayList<>();
        document.path("evidence")
                .forEach(one -> evidence.add(new Evidence(
                        one.path("receiptId").asLong(),
                        one.path("part").asText(),
                        Preview.visible(one.path("name").asText()),
                        Preview.visible(one.path("mediaType").asText()),
                        one.path("sizeBytes").asLong())));
        return new CaseDigest(
                Preview.visible(document.at("/matter/title").asText()),
                Preview.visible(document.at("/matter/facts").asText()),
                Preview.visible(document.at("/matter/request").asText()),
                people,
                evidence);
    }

    private static void add(List<Line> lines, String key, JsonNode value) {
        if (value.isValueNode() && !value.asText().isBlank()) {
            lines.add(new Line(key, Preview.visible(value.asText())));
        }
    }
}
