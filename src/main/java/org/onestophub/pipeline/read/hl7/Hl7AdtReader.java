package org.onestophub.pipeline.read.hl7;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.Walk;
import org.onestophub.complaint.contract.AdmissionReader;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * HL7 v2 messages about patients, versions 2.2 to 2.8, read by splitting. Nothing in a message but its header is
 * compulsory here; what the directory cannot use is left out.
 */
@Component
public class Hl7AdtReader implements FormatReader, AdmissionReader {

    /** Bytes read at most; the listener's frames are smaller, files and replays obey the same bound. */
    static final long MAX_BYTES = 8L * 1024 * 1024;

    private static final int MAX_MESSAGES = 1_000;
    private static final int MAX_CONTROL_ID = 100;
    private static final Pattern EVENT = Pattern.compile("A\\d{2}");
    private static final Pattern TYPE = Pattern.compile("[A-Z0-9]{1,8}");
    private static final Set<String> MERGES = Set.of("A34", "A40");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final ZoneId zone;
    private final Mappings mappings;
    private final AdtWords.Memory memory = new AdtWords.Memory();

    /** Times without a zone are in the zone of this hub; words of hospital systems come from the mappings. */
    public Hl7AdtReader(HubProperties hub, Mappings mappings) {
        this.zone = hub.zone();
        this.mappings = mappings;
    }

    @Override
    public String format() {
        return "hl7-adt";
    }

    @Override
    public Optional<String> text(byte[] bytes) {
        return Optional.of(Hl7Charset.decode(bytes).replace('\r', '\n'));
    }

    @Override
    public byte[] rewritten(Receipt receipt, JsonNode profile, TextReplacement texts) {
        return RewrittenHl7.of(receipt.content().bytes(MAX_BYTES), texts);
    }

    @Override
    public String ownWords() {
        return "未知 不详 无 空 null none unknown test";
    }

    /** The facts of each message as its view, for people who look at a receipt. */
    @Override
    public Walk read(Receipt receipt, JsonNode profile) {
        List<Candidate> candidates = new ArrayList<>();
        for (Admission admission : admissionsIn(receipt, profile)) {
            String key = "message-" + (candidates.size() + 1);
            candidates.add(Candidate.found(key, JSON.valueToTree(admission), List.of()));
        }
        return Walk.of(receipt).with(candidates, Map.of());
    }

    @Override
    public List<Admission> admissionsIn(Receipt receipt) {
        return admissionsIn(receipt, mappings.named(receipt.mapping()).profile());
    }

    private List<Admission> admissionsIn(Receipt receipt, JsonNode profile) {
        if (receipt.content().size() == 0) {
            throw new ProblemException(Problem.EMPTY);
        }
        String text = Hl7Charset.decode(receipt.content().bytes(MAX_BYTES));
        List<Hl7Message> messages = Hl7Message.messagesIn(text);
        if (messages.size() > MAX_MESSAGES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "messages");
        }
        AdtWords words = memory.of(profile);
        List<Admission> found = new ArrayList<>(messages.size());
        for (Hl7Message message : messages) {
            if (message.first("MSH").value(9).isBlank()) {
                // cut off in its header, or none: whom it was about nobody can say
                throw new ProblemException(Problem.NOT_HL7, "MSH-9");
            }
            for (Hl7Message group : MERGES.contains(eventOf(message)) ? message.byPatient() : List.of(message)) {
                found.add(admission(group, receipt.receivedAt(), words));
            }
        }
        return found;
    }

    private Admission admission(Hl7Message message, Instant receivedAt, AdtWords words) {
        String event = eventOf(message);
        AdtPerson person = new AdtPerson(message, words);
        Instant at = happenedAt(message, receivedAt);
        return new Admission(
                controlId(message),
                typeOf(message),
                event,
                at,
                event.isEmpty() ? List.of() : person.identifiers(),
                event.isEmpty() ? List.of() : person.formerIdentifiers(),
                event.isEmpty() ? null : person.person(),
                event.isEmpty() ? null : new AdtEncounter(message, zone, words).encounter(event, at));
    }

    /** EVN-2, else MSH-7, else the arrival. A sender's clock that runs ahead must not lock out what comes later. */
    private Instant happenedAt(Hl7Message message, Instant receivedAt) {
        Instant told = Hl7Time.instant(message.first("EVN").value(2), zone)
                .or(() -> Hl7Time.instant(message.first("MSH").value(7), zone))
                .orElse(receivedAt);
        return told.isAfter(receivedAt) ? receivedAt : told;
    }

    private static String controlId(Hl7Message message) {
        String id = message.first("MSH").value(10);
        return ShortText.of(id, MAX_CONTROL_ID);
    }

    private static String typeOf(Hl7Message message) {
        String type = code(message.first("MSH").component(9, 1));
        String event = code(message.first("MSH").component(9, 2));
        return event.isEmpty() ? type : type + '^' + event;
    }

    /** MSH-9.2, else EVN-1, of an ADT message; also {@code ADT_A01} in the first component. */
    private static String eventOf(Hl7Message message) {
        Hl7Message.Segment msh = message.first("MSH");
        String type = msh.component(9, 1).toUpperCase(Locale.ROOT);
        if (!type.startsWith("ADT")) {
            return "";
        }
        for (String told : List.of(
                msh.component(9, 2),
                message.first("EVN").value(1),
                type.substring(3).replace("_", ""))) {
            if (EVENT.matcher(told.toUpperCase(Locale.ROOT)).matches()) {
                return told.toUpperCase(Locale.ROOT);
            }
        }
        return "A00";
    }

    private static String code(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return TYPE.matcher(upper).matches() ? upper : "";
    }
}
