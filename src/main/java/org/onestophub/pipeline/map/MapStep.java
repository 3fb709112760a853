package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.Handler;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.StatusSenders;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The MAP room: runs the mapping's program on what READ found and adds what only the hub knows. */
@Component("map")
public class MapStep {

    private static final String STATUS_EVENTS = "statusEvents";
    private static final String OCCURRED_AT = "occurredAt";

    private final FolderMappings mappings;
    private final Provenance provenance;
    private final HubFields hubFields;
    private final StatusFields statusFields;

    /** A map room with these mappings; zone and institution are the hub's. Every sender may speak of every case. */
    public MapStep(FolderMappings mappings, CodeLists codeLists, HubProperties hub) {
        this(
                mappings,
                codeLists,
                hub,
                account -> new StatusSenders.Scope(hub.institution().uscc(), false),
                channel -> "");
    }

    /** A map room with these mappings; zone and institution are the hub's. */
    @Autowired
    MapStep(
            FolderMappings mappings,
            CodeLists codeLists,
            HubProperties hub,
            StatusSenders senders,
            Environment settings) {
        // read anew each time: settings of a channel may change while the hub runs
        this(
                mappings,
                codeLists,
                hub,
                senders,
                channel -> settings.getProperty("hub.channels." + channel + ".kind", ""));
    }

    private MapStep(
            FolderMappings mappings,
            CodeLists codeLists,
            HubProperties hub,
            StatusSenders senders,
            UnaryOperator<String> kindOfChannel) {
        this.mappings = mappings;
        this.provenance = new Provenance(codeLists);
        this.hubFields = new HubFields(hub, kindOfChannel);
        this.statusFields = new StatusFields(hub, senders);
    }

    /**
     * Every sound candidate with its canonical document, a complaint or a status event; of a complaint with the provenance of
     * its fields. A program that makes complaints may also give {@code statusEvents}, beside a complaint or instead of it: each
     * is a thing of its own. A candidate whose program
     * fails is stopped with MP-201, one that gives no object with MP-202.
     * @throws org.onestophub.problem.ProblemException RC-201 if the receipt's mapping is not there
     */
    @Handler
    public Walk map(Walk walk) {
        return map(walk, !walk.receipt().isTrial());
    }

    /** The same without the provenance, for who runs a program many times; it is the most expensive part. */
    public Walk withoutProvenance(Walk walk) {
        return map(walk, false);
    }

    /** Whether the hub fills this field, by its JSON pointer, and no mapping. */
    public static boolean isOfHub(String pointer) {
        return HubFields.NAMES.stream().anyMatch(name -> pointer.startsWith("/" + name));
    }

    private Walk map(Walk walk, boolean isTold) {
        Expression program = walk.mapping() == null
                ? mappings.programOf(walk.receipt().mapping())
                : mappings.programOf(walk.mapping());
        boolean isStatus = walk.mapping() == null
                ? mappings.named(walk.receipt().mapping()).makesStatus()
                : walk.isOfStatus();
        return walk.in(
                "map",
                read -> read.flatMapSound(candidate -> mapped(read.receipt(), program, candidate, isStatus, isTold)));
    }

    private List<Candidate> mapped(
            Receipt receipt, Expression program, Candidate candidate, boolean isStatus, boolean isTold) {
        JsonNode result;
        try {
            result = program.apply(candidate.view());
        } catch (JsltException | StackOverflowError e) {
            // the message quotes the datum; a regular expression can run out of stack on a long text
            return List.of(candidate.stopped(Problem.MAPPING_FAILED, ""));
        }
        if (!(result instanceof ObjectNode object)) {
            return List.of(candidate.stopped(Problem.MAPPING_NO_OBJECT, ""));
        }
        ObjectNode document = object.deepCopy();
        BlankValues.removeFrom(document);
        if (isStatus) {
            statusFields.fill(document, receipt);
            return List.of(candidate.withStatus(candidate.key(), document));
        }
        List<Candidate> made = new ArrayList<>();
        JsonNode events = document.remove(STATUS_EVENTS);
        if (!document.isEmpty() || events == null || events.isEmpty()) {
            made.add(complaint(receipt, candidate, document, isTold));
        }
        if (events != null) {
            for (JsonNode event : events) {
                // the findings of READ go with the first thing
                Candidate one =
                        made.isEmpty() ? candidate : Candidate.found(candidate.key(), candidate.view(), List.of());
                made.add(status(receipt, one, event));
            }
        }
        return made;
    }

    /** The key names it among the things of its input only: an event is known by its id. */
    private Candidate status(Receipt receipt, Candidate candidate, JsonNode made) {
        if (!(made instanceof ObjectNode event)) {
            return candidate.stopped(Problem.MAPPING_NO_OBJECT, "/" + STATUS_EVENTS);
        }
        statusFields.fill(event, receipt);
        if (!event.has(OCCURRED_AT)) {
            event.put(OCCURRED_AT, receipt.receivedAt().toString());
        }
        return candidate.withStatus(
                candidate.key() + "~" + event.path("eventId").asText(), event);
    }

    private Candidate complaint(Receipt receipt, Candidate candidate, ObjectNode document, boolean isTold) {
        document.remove(HubFields.NAMES);
        if (isTold) {
            // the most expensive part of the walk, not needed for the answer a sender waits for
            document.set("provenance", provenance.of(document, candidate.view(), receipt.id()));
        }
        hubFields.fill(document, receipt, candidate);
        return candidate.with(document);
    }
}
