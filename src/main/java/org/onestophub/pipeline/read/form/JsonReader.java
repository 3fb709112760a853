package org.onestophub.pipeline.read.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.InputPlace;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.LocalTimes;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.StrictJson;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.springframework.stereotype.Component;

/** Reads one JSON object, such as a work order of the hotline, as one candidate; see {@link JsonProfile}. */
@Component
public class JsonReader implements FormatReader {

    private final JsonProfile.Memory profiles = new JsonProfile.Memory();
    private final LocalTimes times;

    /** A reader that takes times without an offset as local to the hub's zone. */
    public JsonReader(HubProperties hub) {
        this.times = new LocalTimes(hub.zone());
    }

    @Override
    public String format() {
        return "json";
    }

    @Override
    public Optional<String> text(byte[] bytes) {
        return Optional.of(MimeText.detect(bytes, false).text());
    }

    @Override
    public Optional<InputPlace> place(String text, JsonNode profile, JsonNode view, String pointer) {
        return JsonPlaces.of(text, profiles.of(profile)).at(pointer);
    }

    @Override
    public byte[] rewritten(Receipt receipt, JsonNode profile, TextReplacement texts) {
        return RewrittenJson.of(receipt.content().bytes(StrictJson.MAX_BYTES), texts);
    }

    @Override
    public Optional<String> meaning(Content content, JsonNode profile) {
        return Optional.of(
                JsonMeaning.digest(StrictJson.object(content.bytes(StrictJson.MAX_BYTES)), profiles.of(profile)));
    }

    /**
     * {@inheritDoc}
     * RD-107 above 1 MiB, RD-108 if empty, RD-109 if it is no sound JSON object in UTF-8, RD-201 for a bad profile.
     */
    @Override
    public Walk read(Receipt receipt, JsonNode profile) {
        JsonProfile options = profiles.of(profile);
        byte[] bytes = receipt.content().bytes(StrictJson.MAX_BYTES);
        Candidate candidate = new JsonView(options, times).candidate(StrictJson.object(bytes), receipt, List.of());
        return Walk.of(receipt).with(List.of(candidate), Map.of());
    }
}
