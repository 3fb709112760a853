package org.onestophub.outlet.deliver.broker;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQQueueExistsException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.EventTypes;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/** Names on the broker. Clients consume {@code complaint.intake::complaint.intake.<destination>}. */
final class IntakeQueue {

    static final String ADDRESS = "complaint.intake";
    static final String DEAD = "complaint.dead";
    /** Property of every message: the type of the event. */
    static final String TYPE = "ce_type";

    /** Property of a message: the institution whose complaint it is about; empty if the hub has none. */
    static final String INSTITUTION = "institution";

    private static final HubLog LOG = HubLog.of("deliver");

    /**
     * Complaints share so many groups, each of which has one consumer. Without a bound the broker remembers each complaint for as
     * long as a consumer stays.
     */
    private static final int GROUPS = 1_024;

    private IntakeQueue() {}

    static String of(String destination) {
        return ADDRESS + "." + destination;
    }

    /** The destination of a queue; empty if it is no destination's. */
    static Optional<String> destinationOf(String queue) {
        String begin = of("");
        return queue.startsWith(begin) && queue.length() > begin.length()
                ? Optional.of(queue.substring(begin.length()))
                : Optional.empty();
    }

    /**
     * Which events a queue takes of those types; without types all but those that are sent only on request, also a message that
     * names no type.
     */
    static String filterOf(Collection<String> types) {
        Collection<String> named = types.isEmpty() ? EventTypes.ON_REQUEST : types;
        return types.isEmpty()
                ? TYPE + " IS NULL OR " + TYPE + " NOT IN " + listOf(named)
                : TYPE + " IN " + listOf(named);
    }

    /** The same of a system outside; of institutions, if it names any, it gets the events of these alone. */
    static String filterOf(BrokerProperties.Destination outside) {
        String ofTypes = filterOf(outside.types());
        return outside.institutions().isEmpty()
                ? ofTypes
                : "(" + ofTypes + ") AND " + INSTITUTION + " IN " + listOf(outside.institutions());
    }

    /** The words hold no quotes: the settings are checked. */
    private static String listOf(Collection<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "(", ")"));
    }

    /** Only an own broker gives a queue another filter at its start. */
    private static void warnOfOther(@Nullable SimpleString present, @Nullable String wanted, String destination) {
        if (!Objects.equals(present == null ? null : present.toString(), wanted)) {
            LOG.warn("queue-has-another-filter", LogKey.DESTINATION, destination);
        }
    }

    /** What its broker is to know of it. A null filter: all. */
    static QueueConfiguration configuration(String destination, @Nullable String filter) {
        return QueueConfiguration.of(of(destination))
                .setAddress(ADDRESS)
                .setFilterString(filter)
                .setRoutingType(RoutingType.MULTICAST)
                .setGroupBuckets(GROUPS)
                .setDurable(true);
    }

    /** Makes it if it is missing: an external broker may not have it, and no broker has that of a new route. A null filter: all. */
    static void make(ClientSession session, String destination, @Nullable String filter) throws ActiveMQException {
        SimpleString queue = SimpleString.of(of(destination));
        ClientSession.QueueQuery known = session.queueQuery(queue);
        if (known.isExists()) {
            warnOfOther(known.getFilterString(), filter, destination);
            return;
        }
        try {
            session.createQueue(configuration(destination, filter));
        } catch (ActiveMQQueueExistsException e) {
            // the relay and the reader of a new destination both make it, and the other one was faster
        }
    }
}
