package org.onestophub.operate.handover;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.pipeline.read.ReadStep;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * The original inputs of a case and their attachments, under names of the hub's own: a name that a stranger chose may lead out
 * of a folder, or hide what a file is.
 */
@Component
class PackageDocuments {

    /** All of them are in memory while the package is made. */
    static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final int MOST_DOCUMENTS = 500;

    private final ReceiptBytes receipts;
    private final ReadStep read;

    PackageDocuments(ReceiptBytes receipts, ReadStep read) {
        this.receipts = receipts;
        this.read = read;
    }

    /**
     * A document.
     *
     * @param name of the file in the package, safe everywhere
     * @param title what the sender called it, empty if it has no name
     * @param sizeBytes its size, 0 if it could not be read
     * @param sha256 of its bytes, empty if they are not in the package
     * @param bytes null: not in the package
     */
    record Document(
            String name,
            String title,
            String channel,
            String receiptNumber,
            long sizeBytes,
            String sha256,
            byte @Nullable [] bytes) {

        @Override
        public String toString() {
            return "Document";
        }
    }

    /** The documents of a case, oldest input first, its attachments behind it. */
    List<Document> of(JsonNode complaint, List<Long> receiptIds) {
        List<Document> documents = new ArrayList<>();
        long room = MOST_BYTES;
        List<Receipt> inputs = receipts.receipts(receiptIds.stream().sorted().toList());
        for (int i = 0; i < inputs.size(); i++) {
            Receipt input = inputs.get(i);
            room -= add(documents, input, i + 1, "", "", input.content(), room);
            Set<String> parts = new HashSet<>();
            for (JsonNode one : complaint.path("evidence")) {
                String part = one.path("part").asText("");
                if (one.path("receiptId").asLong() == input.id() && isPart(part) && parts.add(part)) {
                    room -= add(documents, input, i + 1, part, one.path("name").asText(""), partOf(input, part), room);
                }
            }
        }
        return documents;
    }

    /** Gives how many bytes it took. */
    private static long add(
            List<Document> documents,
            Receipt input,
            int number,
            String part,
            String title,
            @Nullable Content content,
            long room) {
        if (documents.size() >= MOST_DOCUMENTS) {
            return 0;
        }
        long size = content == null ? 0 : content.size();
        byte[] bytes = content == null || size > room ? null : bytesOf(content);
        String stem = String.format(Locale.ROOT, "documents/%03d", number) + (part.isEmpty() ? "" : "-part-" + part);
        documents.add(new Document(
                stem + (bytes == null ? "" : FileKind.endingOf(bytes, input.mapping())),
                title,
                input.channel(),
                input.number(),
                size,
                bytes == null ? "" : Digest.sha256(bytes),
                bytes));
        return bytes == null ? 0 : bytes.length;
    }

    private static byte @Nullable [] bytesOf(Content content) {
        try {
            return content.bytes(MOST_BYTES);
        } catch (ProblemException e) {
            // the list says that it is not here
            return null;
        }
    }

    private @Nullable Content partOf(Receipt input, String part) {
        try {
            return read.part(input, part);
        } catch (ProblemException e) {
            // the input itself is in the package
            return null;
        }
    }

    private static boolean isPart(String part) {
        return part.matches("[0-9]{1,4}(\\.[0-9]{1,4}){0,15}");
    }
}
