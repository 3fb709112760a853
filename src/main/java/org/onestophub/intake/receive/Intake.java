package org.onestophub.intake.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.InputMeaning;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.intake.receive.NewReceipt.Refusal;
import org.onestophub.platform.blob.BlobStore;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Takes an input into the hub's custody: limits bytes, keys and facts, writes large bytes to the disk, and commits the rest
 * together with the other inputs that wait.
 */
@Component
public class Intake {

    /** An index row of PostgreSQL holds 2,700 bytes; keys beyond this are replaced by their digest. */
    private static final int KEY_CHARS = 500;

    private static final int KEYS = 4;
    private static final int FACTS = 32;
    private static final int FACT_CHARS = 1000;

    private final Mappings mappings;
    private final BlobStore blobs;
    private final ReceiptWriter writer;
    private final InputMeaning meanings;
    private final Institutions institutions;
    private final ObjectWriter factsWriter;
    private final ReceiveProperties properties;

    Intake(
            Mappings mappings,
            BlobStore blobs,
            ReceiptWriter writer,
            InputMeaning meanings,
            Institutions institutions,
            ObjectMapper json,
            ReceiveProperties properties) {
        this.mappings = mappings;
        this.blobs = blobs;
        this.writer = writer;
        this.meanings = meanings;
        this.institutions = institutions;
        this.factsWriter = json.writerFor(new TypeReference<Map<String, String>>() {});
        this.properties = properties;
    }

    /** Keeps the input and returns what became of it; never throws for a fault of the store. */
    public Answer keep(Inbound inbound, String channel, String mapping) {
        return keepMarked(institutions.mark(inbound, channel), channel, mapping);
    }

    /**
     * The same for what the hub made of its own inputs: it belongs to the institution among its facts, also if its channel or
     * key was bound to another one since.
     */
    public Answer keepMarked(Inbound inbound, String channel, String mapping) {
        try {
            return writer.write(marked(inbound, channel, mapping));
        } catch (ProblemException e) {
            return new Answer(Answer.Kind.UNAVAILABLE, 0, "", e.problem(), e.field());
        }
    }

    /**
     * The input ready to be committed, of the institution among its facts; large bytes are on the disk afterwards.
     * @throws ProblemException RC-201 if there is no such mapping, RC-301 if the disk does not take it
     */
    NewReceipt marked(Inbound inbound, String channel, String mapping) {
        Mapping named = mappings.named(mapping);
        NewReceipt receipt = receiptOf(inbound, channel, named);
        if (inbound.sameKey() == Inbound.SameKey.KEEP_BOTH
                || inbound.content().size() > properties.inlineSize().toBytes()) {
            return receipt;
        }
        return meanings.digestOf(named, inbound.content()).map(receipt::saying).orElse(receipt);
    }

    private NewReceipt receiptOf(Inbound inbound, String channel, Mapping mapping) {
        Content content = inbound.content();
        String institution = inbound.transport().getOrDefault(Receipt.INSTITUTION, "");
        // two institutions may get the same mail or order; to each it is its own
        String prefix = institution.isEmpty() ? "" : institution + "!";
        List<String> keys = inbound.keys().stream()
                .limit(KEYS)
                .map(key -> boundedKey(prefix + key))
                .toList();
        Map<String, String> facts = boundedFacts(inbound.transport());
        Refusal refusal = refusalOf(content, inbound.transport());
        if (content.size() <= properties.inlineSize().toBytes()) {
            byte[] raw = content.bytes(properties.inlineSize().toBytes());
            return new NewReceipt(
                    channel,
                    mapping,
                    keys,
                    Digest.raw(raw),
                    raw.length,
                    raw,
                    write(facts),
                    inbound.sameKey(),
                    refusal,
                    "");
        }
        BlobStore.Stored stored = blobs.put(content);
        return new NewReceipt(
                channel,
                mapping,
                keys,
                HexFormat.of().parseHex(stored.sha256()),
                stored.sizeBytes(),
                null,
                write(facts),
                inbound.sameKey(),
                refusal,
                "");
    }

    private Refusal refusalOf(Content content, Map<String, String> transport) {
        if (transport.containsKey(Inbound.REFUSE)) {
            return new Refusal(
                    Problem.ofCode(transport.get(Inbound.REFUSE)).code(),
                    clean(transport.getOrDefault(Inbound.REFUSE_FIELD, ""), 200));
        }
        return content.size() > properties.maxSize().toBytes()
                ? new Refusal(Problem.TOO_LARGE.code(), "")
                : Refusal.NONE;
    }

    private static String boundedKey(String key) {
        String cleaned = clean(key, Integer.MAX_VALUE);
        return cleaned.length() <= KEY_CHARS
                ? cleaned
                : "sha256-of-key:" + Digest.sha256(key.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> boundedFacts(Map<String, String> transport) {
        Map<String, String> facts = new TreeMap<>();
        for (Map.Entry<String, String> fact : new TreeMap<>(transport).entrySet()) {
            if (facts.size() < FACTS && !fact.getKey().startsWith(Inbound.REFUSE)) {
                facts.put(clean(fact.getKey(), 100), clean(fact.getValue(), FACT_CHARS));
            }
        }
        if (transport.containsKey(Receipt.INSTITUTION)) {
            facts.put(Receipt.INSTITUTION, transport.get(Receipt.INSTITUTION));
        }
        return facts;
    }

    /** PostgreSQL takes neither NUL nor half a surrogate pair in text. */
    private static String clean(String text, int maxChars) {
        if (text.length() <= maxChars && isClean(text)) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(Math.min(text.length(), 64));
        text.codePoints()
                .limit(maxChars)
                .filter(c -> c != 0)
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private String write(Map<String, String> facts) {
        try {
            return factsWriter.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON");
        }
    }
}
