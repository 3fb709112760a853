package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.MachineAnswer;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;

/**
 * One candidate of a walk, with what RECORD asks about it more than once.
 *
 * @param number of the item in its receipt, from 0
 * @param alias its key with its mapping, and the institution if it is not the hub's own
 * @param view what READ saw, as JSON text
 * @param digest of what READ saw, without what only the transport tells; two arrivals with one digest are the same
 * @param answer what a machine said, if a machine sent it
 */
record Thing(
        Walk walk,
        int number,
        Candidate candidate,
        String alias,
        String view,
        byte[] digest,
        Optional<MachineAnswer> answer) {

    static Thing of(Walk walk, int number) {
        Candidate candidate = walk.candidates().get(number);
        String view = JsonText.of(candidate.view());
        return new Thing(
                walk,
                number,
                candidate,
                walk.receipt().keySpace() + "|" + candidate.key(),
                view,
                digestOf(candidate.view(), view),
                MachineAnswer.in(candidate.view()));
    }

    /** The same thing with another candidate of the same view. */
    Thing with(Candidate other) {
        return new Thing(walk, number, other, alias, view, digest, answer);
    }

    Receipt receipt() {
        return walk.receipt();
    }

    CaseName itemName() {
        return CaseName.of(CaseName.ITEM, alias);
    }

    /** The name it has once its complaint is erased: a digest of its key and of how READ saw it. */
    CaseName erasedName() {
        byte[] key = alias.getBytes(StandardCharsets.UTF_8);
        return new CaseName(
                CaseFinder.ERASED_ITEM,
                Digest.sha256(ByteBuffer.allocate(key.length + digest.length)
                        .put(key)
                        .put(digest)
                        .array()));
    }

    private static byte[] digestOf(JsonNode view, String text) {
        String facts = text;
        if (view instanceof ObjectNode object && (object.has("transport") || object.has("author"))) {
            // who the author is follows from the headers
            facts = JsonText.of(object.deepCopy().without(List.of("transport", "author")));
        }
        return Digest.raw(facts.getBytes(StandardCharsets.UTF_8));
    }
}
