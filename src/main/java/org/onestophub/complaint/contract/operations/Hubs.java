package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hubs that share this hub's database. */
public interface Hubs {

    /**
     * A hub.
     *
     * @param name the name under its {@code hub.home}, as leases carry it
     * @param label what people call it: {@code hub.node.name}, else the name of its machine
     * @param self true for the hub that answers
     * @param alive false if it has said nothing for so long that others take over its sources
     * @param startedAt when it started, UTC
     * @param seenAt when it last said that it runs, UTC
     * @param broker identity of its broker, null while it uses none
     * @param blobs where it keeps large bytes: {@code home}, {@code database} or {@code folder}
     * @param polls channels whose source it looks at, ordered by name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Hub(
            String name,
            String label,
            boolean self,
            boolean alive,
            Instant startedAt,
            Instant seenAt,
            @Nullable String broker,
            @Nullable String blobs,
            List<String> polls) {}

    /** All hubs known, ordered by label; one that ended in order is not among them. */
    List<Hub> hubs();

    /** Label of the hub that looks at the source of each channel; empty if the database cannot be asked. */
    Map<String, String> pollers();

    /**
     * Forgets a hub that is gone for good, so that nobody waits for its lease. One that runs after all enters again at once.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name, AC-104 if it is this hub
     */
    void remove(String name);
}
