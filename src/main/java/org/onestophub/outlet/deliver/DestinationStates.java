package org.onestophub.outlet.deliver;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.contract.DestinationRouteStatus;
import org.onestophub.outlet.deliver.broker.Broker;
import org.springframework.stereotype.Component;

/** Which destinations there are routes for, and how these are. */
@Component
class DestinationStates implements DestinationRouteStatus {

    private final DestinationTable table;
    private final Map<String, Deployed> deployed = new ConcurrentHashMap<>();

    DestinationStates(DestinationTable table, Broker broker) {
        this.table = table;
        // before the relay starts and before routes are loaded: what had a queue must have it when the first event goes
        // out
        table.fed().forEach(broker::feed);
    }

    /** State of a route. */
    record Deployed(boolean enabled, String state, String reason) {}

    @Override
    public void set(String name, boolean enabled, String state, String reason) {
        deployed.put(name, new Deployed(enabled, state, reason));
        table.ensure(name);
    }

    @Override
    public void forgetAllBut(List<String> names) {
        deployed.keySet().retainAll(names);
        keepFed();
    }

    @Override
    public void forget(String name) {
        deployed.remove(name);
        keepFed();
    }

    private void keepFed() {
        table.keepFed(deployed.entrySet().stream()
                .filter(entry -> entry.getValue().enabled())
                .map(Map.Entry::getKey)
                .toList());
    }

    /** The destination's row is there, and says whether the route takes forms of reports. */
    void ensure(String name, boolean takesPapers) {
        table.ensure(name);
        table.keepPapers(name, takesPapers);
    }

    /** All there is a route for. */
    Map<String, Deployed> all() {
        return new TreeMap<>(deployed);
    }

    /** True if there is a route of that name that is to run, whether it does or not. */
    boolean feeds(String name) {
        Deployed route = deployed.get(name);
        return route != null && route.enabled();
    }

    /** True if there is a route of that name. */
    boolean knows(String name) {
        return deployed.containsKey(name);
    }
}
