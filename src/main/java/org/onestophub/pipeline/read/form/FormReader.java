package org.onestophub.pipeline.read.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.InputPlace;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.LocalTimes;
import org.onestophub.pipeline.read.format.MediaTypes;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.StreamDigest;
import org.onestophub.pipeline.read.format.StrictJson;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Reads what a form sends: a JSON object, or {@code multipart/form-data} with the object in part {@code complaint} and
 * attachments in all others. The transport's {@code contentType} decides which. The object is read as by
 * {@link JsonReader}; attachments are numbered by their place in the body.
 */
@Component
public class FormReader implements FormatReader {

    private static final String OBJECT_PART = "complaint";
    /** A photograph of a phone has 10 MiB, a scanned file of 100 pages 30; the whole body is bounded by its door. */
    private static final int MAX_ATTACHMENT = 64 * 1024 * 1024;

    private final JsonProfile.Memory profiles = new JsonProfile.Memory();
    private final LocalTimes times;

    /** A reader that takes times without an offset as local to the hub's zone. */
    public FormReader(HubProperties hub) {
        this.times = new LocalTimes(hub.zone());
    }

    @Override
    public String format() {
        return "json-or-multipart";
    }

    /**
     * {@inheritDoc}
     * As {@link JsonReader}; RD-111 if the multipart body is malformed or has not exactly one part {@code complaint}.
     */
    @Override
    public Walk read(Receipt receipt, JsonNode profile) {
        JsonProfile options = profiles.of(profile);
        String contentType = contentTypeOf(receipt);
        AtomicReference<byte[]> object = new AtomicReference<>();
        List<Part> parts = new ArrayList<>();
        if (MultipartForm.isMultipart(contentType)) {
            MultipartForm.visit(receipt.content(), contentType, (number, headers, body) -> {
                if (isObject(headers)) {
                    keepObject(object, body);
                } else {
                    addAttachment(parts, number, headers, body);
                }
            });
        } else {
            object.set(receipt.content().bytes(StrictJson.MAX_BYTES));
        }
        if (object.get() == null) {
            throw new ProblemException(Problem.MULTIPART_MALFORMED, OBJECT_PART);
        }
        Candidate candidate = new JsonView(options, times).candidate(StrictJson.object(object.get()), receipt, parts);
        return Walk.of(receipt).with(List.of(candidate), Map.of());
    }

    @Override
    public Content part(Receipt receipt, JsonNode profile, String number) {
        String contentType = contentTypeOf(receipt);
        AtomicReference<byte[]> found = new AtomicReference<>();
        if (MultipartForm.isMultipart(contentType)) {
            MultipartForm.visit(receipt.content(), contentType, (position, headers, body) -> {
                if (String.valueOf(position).equals(number) && !isObject(headers)) {
                    found.set(body.readNBytes(MAX_ATTACHMENT));
                }
            });
        }
        if (found.get() == null) {
            throw new ProblemException(Problem.NOT_FOUND, "part");
        }
        return Content.of(found.get());
    }

    /** Empty for a multipart body: attachments are not text. */
    @Override
    public Optional<String> text(byte[] bytes) {
        return MimeText.strict(bytes, StandardCharsets.UTF_8, false);
    }

    @Override
    public Optional<InputPlace> place(String text, JsonNode profile, JsonNode view, String pointer) {
        return JsonPlaces.of(text, profiles.of(profile)).at(pointer);
    }

    @Override
    public byte[] rewritten(Receipt receipt, JsonNode profile, TextReplacement texts) {
        if (MultipartForm.isMultipart(contentTypeOf(receipt))) {
            throw new ProblemException(Problem.SAMPLE_NOT_REPLACEABLE, "attachments");
        }
        return RewrittenJson.of(receipt.content().bytes(StrictJson.MAX_BYTES), texts);
    }

    private static String contentTypeOf(Receipt receipt) {
        return receipt.transport().getOrDefault("contentType", "");
    }

    private static boolean isObject(FormHeaders headers) {
        return headers.name().equals(OBJECT_PART);
    }

    private static void keepObject(AtomicReference<byte[]> object, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(StrictJson.MAX_BYTES + 1);
        if (!object.compareAndSet(null, bytes)) {
            throw new ProblemException(Problem.MULTIPART_MALFORMED, OBJECT_PART);
        }
    }

    private static void addAttachment(List<Part> parts, int number, FormHeaders headers, InputStream body)
            throws IOException {
        StreamDigest digest = StreamDigest.of(body, MAX_ATTACHMENT);
        boolean emptyChoice = digest.sizeBytes() == 0 && headers.fileName().isEmpty();
        if (!emptyChoice) {
            String mediaType = MediaTypes.of(digest.head(), headers.mediaType());
            parts.add(new Part(
                    String.valueOf(number), headers.fileName(), mediaType, digest.sizeBytes(), digest.sha256()));
        }
    }
}
