package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.StatusSenders;

/**
 * Fills the fields of a status event that follow from who sent it: whose cases it may be about, whose event it is, and when
 * it arrived. What the sender wrote there is dropped.
 */
final class StatusFields {

    private static final List<String> NAMES =
            List.of("schemaVersion", "institution", "source", "receivedAt", "findings");
    private static final String WORK_ORDER = "work-order";
    /** Opens what is private; an outsider does not know whom the hospital has seen. */
    private static final String IDENTITY = "identity-checked";

    private static final int SOURCE_CHARS = 64;

    private final HubProperties hub;
    private final StatusSenders senders;

    StatusFields(HubProperties hub, StatusSenders senders) {
        this.hub = hub;
        this.senders = senders;
    }

    void fill(ObjectNode event, Receipt receipt) {
        String account = receipt.transport().getOrDefault("account", "");
        StatusSenders.Scope scope = senders.scopeOf(account);
        event.remove(NAMES);
        event.put("schemaVersion", "1");
        if (scope.isOwnOrdersOnly()) {
            // it would take the case out of everybody's sight
            event.remove("disciplineRoute");
            if (event.path("type").asText().equals(IDENTITY)) {
                event.remove("type");
            }
        }
        String institution = receipt.institution().isEmpty() ? scope.institution() : receipt.institution();
        if (!institution.isEmpty()) {
            event.putObject("institution").put("uscc", institution);
            String name = hub.nameOf(institution);
            if (!name.isBlank()) {
                event.withObject("/institution").put("name", name);
            }
        }
        String source = account.isEmpty() ? receipt.channel() : account;
        event.put("source", source.substring(0, Math.min(source.length(), SOURCE_CHARS)));
        event.put("receivedAt", receipt.receivedAt().toString());
        List.of("complaint", "others").forEach(field -> {
            if (event.get(field) instanceof ArrayNode numbers) {
                event.set(field, numbersOf(numbers, account, scope));
            }
        });
    }

    /** A number of an order without a system is one of the sender's own. */
    private static ArrayNode numbersOf(ArrayNode said, String account, StatusSenders.Scope scope) {
        ArrayNode numbers = said.arrayNode();
        for (JsonNode number : said) {
            boolean isOrder = number.path("kind").asText().equals(WORK_ORDER);
            if (number instanceof ObjectNode order
                    && isOrder
                    && !account.isEmpty()
                    && (scope.isOwnOrdersOnly() || !order.has("system"))) {
                order.put("system", account);
            }
            if (isOrder || !scope.isOwnOrdersOnly()) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
