package org.onestophub.platform.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.onestophub.complaint.contract.BrokerRegister;
import org.onestophub.complaint.contract.operations.Hubs;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.store.HubHome;
import org.onestophub.platform.store.StoreProperties;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says in the database that this hub runs, as long as it does, and what it uses that all hubs of a database must have in
 * common. A start that does not agree with a hub that runs is refused.
 */
@Component
public class LiveHubs implements BrokerRegister, Hubs, AutoCloseable {

    private static final HubLog LOG = HubLog.of("hub");

    /** Signs of life in the time of a lease: a hub that is only slow is not taken for dead. */
    private static final int BEATS_IN_LEASE = 30;
    /** A sign from a hub of this name within so many beats shows that it lives. */
    private static final int BEATS_WATCHED = 3;

    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    private final HubTable table;
    private final TransactionTemplate transaction;
    private final HubTable.Self self;
    private final boolean isShared;
    private final Thread beats;
    private volatile HubTable.Claims claims = new HubTable.Claims(null, null, null);
    private volatile boolean running = true;
    private boolean isNameTaken;

    /**
     * Enters this hub among those of the database. After a kill on a shared database this takes some seconds: it waits
     * whether a hub of the same name gives another sign of life.
     * @throws ProblemException CH-340 if one does
     */
    LiveHubs(
            HubTable table, TransactionTemplate transaction, HubHome home, NodeProperties node, StoreProperties store) {
        this.table = table;
        this.transaction = transaction;
        this.isShared = !store.isEmbedded();
        String label = node.name().isBlank() ? nameOfMachine() : node.name();
        this.self = new HubTable.Self(home.name(), label, UUID.randomUUID(), node.lease());
        enter();
        this.beats = new Thread(this::beat, "hub-alive");
        beats.setDaemon(true);
        beats.start();
    }

    /** True if other hubs may work on the same database. */
    boolean isShared() {
        return isShared;
    }

    /** This hub in this run. */
    HubTable.Self self() {
        return self;
    }

    @Override
    public void use(String identity) {
        inAgreement(() -> {
            refuseIf(
                    other -> !identity.equals(
                            Objects.requireNonNullElse(other.claims().broker(), identity)),
                    Problem.BROKER_NOT_SHARED);
            claim(known -> new HubTable.Claims(identity, known.blobs(), known.proof()));
        });
    }

    @Override
    public void leave() {
        changed(known -> new HubTable.Claims(null, known.blobs(), known.proof()));
    }

    /**
     * This hub keeps large bytes there. {@code isFound} says whether what another hub wrote is found where this one looks;
     * {@code prove} writes the same for this hub and gives the text. Both run while no other hub makes claims.
     * @throws ProblemException CH-339 if a hub that runs keeps them elsewhere, RC-301 if the database cannot be asked
     */
    public void keepBlobsIn(String place, Predicate<Proof> isFound, Supplier<String> prove) {
        inAgreement(() -> {
            refuseIf(other -> !isAgreed(other, place, isFound), Problem.BLOBS_NOT_SHARED);
            String proof = prove.get();
            claim(known -> new HubTable.Claims(known.broker(), place, proof));
        });
    }

    /** A hub that has made no claim yet will look at this one's. */
    private static boolean isAgreed(OtherHub other, String place, Predicate<Proof> isFound) {
        String its = other.claims().blobs();
        String proof = Objects.requireNonNullElse(other.claims().proof(), "");
        return its == null || its.equals(place) && isFound.test(new Proof(other.hub(), proof));
    }

    /** What a hub says it wrote into the shared folder; {@code text} is empty where there is no such folder. */
    public record Proof(String hub, String text) {}

    @Override
    public List<Hub> hubs() {
        return table.hubs(self.hub());
    }

    @Override
    public Map<String, String> pollers() {
        Map<String, String> labels = new TreeMap<>();
        if (isShared) {
            try {
                table.hubs(self.hub()).stream()
                        .filter(Hub::alive)
                        .forEach(hub -> hub.polls().forEach(channel -> labels.put(channel, hub.label())));
            } catch (DataAccessException e) {
                LOG.debug("hubs-not-read", LogKey.FAULT, e.getClass().getSimpleName());
            }
        }
        return labels;
    }

    @Override
    public void remove(String name) {
        if (name.equals(self.hub())) {
            throw new ProblemException(Problem.REQUEST_INVALID, "name");
        }
        if (!table.remove(name)) {
            throw new ProblemException(Problem.NOT_FOUND, "name");
        }
    }

    @Override
    public void close() {
        running = false;
        beats.interrupt();
        try {
            beats.join(STOP_WAIT.toMillis());
            table.leave(self);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            // the others wait until the lease is over
            LOG.debug("not-left", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    private void enter() {
        // nobody else can work on an embedded database: its folder is locked
        while (!table.enter(self, !isShared)) {
            HubTable.Sign last = table.sign(self.hub()).orElse(null);
            if (last != null && isAnotherSignWithin(last)) {
                throw new ProblemException(Problem.HUB_NAME_TAKEN, "hub.name");
            }
            if (last != null && table.enter(self, true)) {
                return;
            }
        }
    }

    private boolean isAnotherSignWithin(HubTable.Sign last) {
        Duration patience = last.lease().dividedBy(BEATS_IN_LEASE).multipliedBy(BEATS_WATCHED);
        pause(patience);
        HubTable.Sign now = table.sign(self.hub()).orElse(last);
        return !now.run().equals(last.run()) || !now.seenAt().equals(last.seenAt());
    }

    private void refuseIf(Predicate<OtherHub> isInTheWay, Problem problem) {
        table.others(self.hub()).stream().filter(isInTheWay).findFirst().ifPresent(other -> {
            throw new ProblemException(problem, other.label());
        });
    }

    private void claim(UnaryOperator<HubTable.Claims> change) {
        table.beat(self, changed(change));
    }

    private synchronized HubTable.Claims changed(UnaryOperator<HubTable.Claims> change) {
        HubTable.Claims next = change.apply(claims);
        claims = next;
        return next;
    }

    private void inAgreement(Runnable claiming) {
        try {
            transaction.executeWithoutResult(status -> {
                table.lock();
                claiming.run();
            });
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private void beat() {
        while (running) {
            pause(self.lease().dividedBy(BEATS_IN_LEASE));
            try {
                if (running && !table.beat(self, claims)) {
                    enterAgain();
                }
            } catch (DataAccessException e) {
                // others report a database that is away
                LOG.debug("no-sign-given", LogKey.FAULT, e.getClass().getSimpleName());
            }
        }
    }

    /** The row was removed by a person who took this hub for dead, or by a second hub of the same name. */
    private void enterAgain() {
        if (table.enter(self, false)) {
            isNameTaken = false;
            table.beat(self, claims);
            LOG.event("entered-again");
        } else if (!isNameTaken) {
            isNameTaken = true;
            LOG.error("name-taken", LogKey.CODE, Problem.HUB_NAME_TAKEN.code());
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String nameOfMachine() {
        try {
            return Objects.requireNonNullElse(InetAddress.getLocalHost().getHostName(), "");
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
