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
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.contract.AdmissionReader;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * HL7 v2 messages about patients, versions 2.2 to 2.8, read by splitting. Nothing in a message but its header is
 * compulsory here; what the directory cannot use is left out. Bounds and character sets are those of each message.
 */
@Component
public class Hl7AdtReader implements FormatReader, AdmissionReader {

    /** Bytes of one message; the listener's frames are smaller, files and replays obey the same bound. */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    /** Bytes of a file of messages: a day of a large hospital. */
    private static final long MAX_BATCH_BYTES = 64L * 1024 * 1024;

    private static final int MAX_MESSAGES = 20_000;
    private static final int MAX_CONTROL_ID = 100;
    private static final Pattern EVENT = Pattern.compile("A\\d{2}");
    private static final Pattern TYPE = Pattern.compile("[A-Z0-9]{1,8}");
    /** Events whose message has a group of segments for each of several patients. */
    private static final Set<String> OF_MANY = Set.of(
            "A17", "A18", "A24", "A30", "A34", "A35", "A36", "A37", "A39", "A40", "A41", "A42", "A43", "A44", "A45",
            "A46", "A47", "A48", "A49", "A50", "A51");
    /** Events that link two patients or take the link back; both stand in PID segments. */
    private static final Set<String> LINKS = Set.of("A24", "A37");

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
        AdtWords words = memory.of(profile);
        List<byte[]> messages = Hl7Frames.of(receipt.content().bytes(MAX_BATCH_BYTES));
        if (messages.size() > MAX_MESSAGES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "messages");
        }
        if (messages.size() == 1) {
            return admissions(messages.get(0), receipt.receivedAt(), words);
        }
        List<Admission> found = new ArrayList<>(messages.size());
        for (byte[] message : messages) {
            found.addAll(admissionsOrFault(message, receipt.receivedAt(), words));
        }
        return found;
    }

    /** A message of a batch that cannot be read is an admission with a fault, so that its neighbours go on. */
    private List<Admission> admissionsOrFault(byte[] message, Instant receivedAt, AdtWords words) {
        try {
            return admissions(message, receivedAt, words);
        } catch (ProblemException e) {
            return List.of(Admission.unreadable(receivedAt, Finding.of(e.problem(), e.field())));
        }
    }

    private List<Admission> admissions(byte[] bytes, Instant receivedAt, AdtWords words) {
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
        Hl7Charset.Decoded decoded = Hl7Charset.read(bytes, words::charsetOf);
        List<Admission> found = new ArrayList<>();
        for (Hl7Message message : Hl7Message.messagesIn(decoded.text())) {
            for (Admission admission : admissions(message, receivedAt, words)) {
                found.add(
                        decoded.isByEvidence()
                                ? admission.withFinding(Finding.of(Problem.CHARSET_BY_EVIDENCE, "MSH-18"))
                                : admission);
            }
        }
        return found;
    }

    private List<Admission> admissions(Hl7Message message, Instant receivedAt, AdtWords words) {
        if (message.first("MSH").value(9).isBlank()) {
            // cut off in its header, or none: whom it was about nobody can say
            throw new ProblemException(Problem.NOT_HL7, "MSH-9");
        }
        String event = eventOf(message);
        List<Hl7Message> groups = OF_MANY.contains(event) ? message.byPatient() : List.of(message);
        List<Admission> found = new ArrayList<>(groups.size());
        for (Hl7Message group : groups) {
            List<Identifier> former = LINKS.contains(event) ? othersThan(group, groups, words) : List.of();
            found.add(admission(group, event, former, receivedAt, words));
        }
        return found;
    }

    private static List<Identifier> othersThan(Hl7Message group, List<Hl7Message> groups, AdtWords words) {
        return groups.stream()
                .filter(other -> !other.equals(group))
                .flatMap(other -> new AdtIdentifiers(other, words).identifiers().stream())
                .distinct()
                .toList();
    }

    private Admission admission(
            Hl7Message message, String event, List<Identifier> linked, Instant receivedAt, AdtWords words) {
        Instant at = happenedAt(message, receivedAt);
        if (event.isEmpty()) {
            return new Admission(controlId(message), typeOf(message), event, at, List.of(), List.of(), null, null);
        }
        AdtIdentifiers numbers = new AdtIdentifiers(message, words);
        AdtPerson person = new AdtPerson(message, words);
        AdtEncounter encounter = new AdtEncounter(message, zone, words);
        return new Admission(
                controlId(message),
                typeOf(message),
                event,
                at,
                numbers.identifiers(),
                LINKS.contains(event) ? linked : numbers.former(formerFields(event)),
                person.person(),
                encounter.encounter(event, at),
                encounter.changes(),
                person.findings(),
                null,
                numbers.assumedAssigners());
    }

    /** Fields of MRG in which an event gives numbers up: the external ones of old versions, the alternate ones, or the list. */
    private static int[] formerFields(String event) {
        return switch (event) {
            case "A39", "A46" -> new int[] {4, 1, 2};
            case "A48" -> new int[] {2, 1, 4};
            default -> new int[] {1, 4, 2};
        };
    }

    /** EVN-2, else MSH-7, else the arrival. A sender's clock that runs ahead must not lock out what comes later. */
    private Instant happenedAt(Hl7Message message, Instant receivedAt) {
        Instant recorded = Hl7Time.instant(message.first("EVN").value(2), zone)
                .or(() -> Hl7Time.instant(message.first("MSH").value(7), zone))
                .orElse(receivedAt);
        return recorded.isAfter(receivedAt) ? receivedAt : recorded;
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
        for (String code : List.of(
                msh.component(9, 2),
                message.first("EVN").value(1),
                type.substring(3).replace("_", ""))) {
            if (EVENT.matcher(code.toUpperCase(Locale.ROOT)).matches()) {
                return code.toUpperCase(Locale.ROOT);
            }
        }
        return "A00";
    }

    private static String code(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return TYPE.matcher(upper).matches() ? upper : "";
    }
}
