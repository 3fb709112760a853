package org.onestophub.outlet.deliver.broker;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;

/**
 * A persistent Artemis in the hub's own process, journal under {@code hub.home}. It stops itself when its disk fails; it is
 * then started again, until it runs.
 */
final class EmbeddedBroker implements AutoCloseable {

    private static final String HUB = "hub";
    private static final String ACCEPTOR = "clients";
    private static final String SENDER = "status-sender";
    /** Without CORE: before Artemis 2.57 anybody who reaches its port may take over a session (CVE-2026-57967). */
    private static final String NETWORK_PROTOCOLS = "AMQP,STOMP";
    /** The default of 3.3 ms would be added to every send; with 0.1 ms each flush is as durable (docs/benchmarks.md). */
    private static final int JOURNAL_BUFFER_TIMEOUT_NANOS = 100_000;
    /** Above this share of the disk Artemis blocks senders; the relay then waits with its events in the outbox. */
    private static final int MAX_DISK_PERCENT = 95;

    /** In-VM names are taken per process; two hubs in one process, as in tests, need two. */
    private static final AtomicInteger NAMES = new AtomicInteger(7700);

    private static final HubLog LOG = HubLog.of("deliver");
    private static final GrowingPause RESTART_PAUSE = new GrowingPause(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final long LOOK_MILLIS = 1_000;

    private final BrokerProperties properties;
    private final Path folder;
    private final SecurityConfiguration users = new SecurityConfiguration();
    private final Thread guard = new Thread(this::guard, "broker-guard");
    private final String url = "vm://" + NAMES.getAndIncrement();
    private final String password;

    private volatile EmbeddedActiveMQ server;
    private volatile int port;

    EmbeddedBroker(BrokerProperties properties, Path folder) throws Exception {
        this.properties = properties;
        this.folder = folder;
        this.port = properties.port();
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.password = HexFormat.of().formatHex(random);
        users.addUser(HUB, password);
        users.addRole(HUB, HUB);
        properties.destinations().forEach((name, destination) -> {
            if (!destination.secret().isEmpty()) {
                users.addUser(name, destination.secret());
                users.addRole(name, name);
            }
        });
        properties.statusSenders().forEach((name, sender) -> {
            users.addUser(name, sender.secret());
            users.addRole(name, SENDER);
        });
        server = newServer();
        server.start();
        // a port that the system chose stays the same, or no client finds the broker again
        port = Math.max(port, port());
        guard.setDaemon(true);
        guard.start();
    }

    private EmbeddedActiveMQ newServer() throws Exception {
        EmbeddedActiveMQ fresh = new EmbeddedActiveMQ();
        fresh.setConfiguration(configuration());
        fresh.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        return fresh;
    }

    /** Looks whether the broker stopped itself; ends when it is interrupted. */
    private void guard() {
        int failures = 0;
        try {
            while (true) {
                Thread.sleep(
                        failures == 0
                                ? LOOK_MILLIS
                                : RESTART_PAUSE.after(failures).toMillis());
                if (isActive()) {
                    failures = 0;
                    continue;
                }
                failures++;
                LOG.warn("broker-ended", LogKey.CODE, Problem.BROKER_UNAVAILABLE.code(), LogKey.ATTEMPT, failures);
                if (isRestarted()) {
                    LOG.event("broker-restarted", LogKey.ATTEMPT, failures);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRestarted() throws InterruptedException {
        try {
            // what is left of it, such as its hold on the journal
            server.stop();
            EmbeddedActiveMQ fresh = newServer();
            server = fresh;
            fresh.start();
            return isActive();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Artemis declares no narrower type; its text may name a folder
            LOG.warn("broker-not-restarted", LogKey.FAULT, e.getClass().getSimpleName());
            return false;
        }
    }

    String url() {
        return url;
    }

    String username() {
        return HUB;
    }

    String password() {
        return password;
    }

    /** True while it works; it stops itself when its disk fails. A server that is being made says it is active. */
    boolean isActive() {
        ActiveMQServer running = server.getActiveMQServer();
        return running != null && running.isStarted() && running.isActive();
    }

    /** The acceptor's port, -1 if it is off. */
    int port() {
        return server.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR) instanceof NettyAcceptor acceptor
                ? acceptor.getActualPort()
                : -1;
    }

    @Override
    public void close() {
        guard.interrupt();
        try {
            guard.join();
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // Artemis declares no narrower type; its text may name a folder, and what it was given is on the disk
            throw new IllegalStateException("the broker did not stop as it should");
        }
    }

    private ConfigurationImpl configuration() throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(properties.persistent());
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalBufferTimeout_NIO(JOURNAL_BUFFER_TIMEOUT_NANOS);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setMaxDiskUsage(MAX_DISK_PERCENT);
        configuration.setSecurityEnabled(true);
        configuration.setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration("in-vm", url);
        if (port >= 0) {
            configuration.addAcceptorConfiguration(
                    ACCEPTOR, "tcp://" + properties.host() + ":" + port + "?protocols=" + NETWORK_PROTOCOLS);
            configuration.setIncomingInterceptorClassNames(List.of(StompAnswers.class.getName()));
        }
        addQueues(configuration, properties.destinations());
        configuration.addAddressSetting("#", settings());
        configuration.addAddressSetting(IntakeQueue.DEAD, deadSettings());
        addStatusQueue(configuration);
        return configuration;
    }

    private static void addQueues(
            ConfigurationImpl configuration, Map<String, BrokerProperties.Destination> destinations) {
        CoreAddressConfiguration intake =
                new CoreAddressConfiguration().setName(IntakeQueue.ADDRESS).addRoutingType(RoutingType.MULTICAST);
        configuration.putSecurityRoles("#", Set.of(all()));
        destinations.forEach((name, destination) -> {
            String queue = IntakeQueue.of(name);
            intake.addQueueConfig(IntakeQueue.configuration(name, IntakeQueue.filterOf(destination)));
            Set<Role> roles = new HashSet<>(Set.of(all()));
            roles.add(reader(name));
            configuration.putSecurityRoles(IntakeQueue.ADDRESS + "::" + queue, roles);
        });
        configuration.addAddressConfiguration(intake);
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(IntakeQueue.DEAD)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(IntakeQueue.DEAD).setRoutingType(RoutingType.ANYCAST)));
    }

    /** Every message shows who sent it, by the login and not by what the sender says. */
    private static void addStatusQueue(ConfigurationImpl configuration) {
        configuration.registerBrokerPlugin(new StatusSenderMark());
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(StatusInbox.QUEUE)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(StatusInbox.QUEUE)
                        .setAddress(StatusInbox.QUEUE)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true)));
        configuration.putSecurityRoles(
                StatusInbox.QUEUE,
                Set.of(
                        all(),
                        new Role(
                                SENDER, true, false, false, false, false, false, false, false, false, false, false,
                                false)));
        // an event that cannot be kept now waits on the queue for as long as it takes
        configuration.addAddressSetting(StatusInbox.QUEUE, settings().setMaxDeliveryAttempts(-1));
    }

    private static Role all() {
        return new Role(HUB, true, true, true, true, true, true, true, true, true, true, true, true);
    }

    /** Consume and browse its own queue, nothing else. */
    private static Role reader(String name) {
        return new Role(name, false, true, false, false, false, false, false, true, false, false, false, false);
    }

    private static AddressSettings settings() {
        AddressSettings settings = new AddressSettings();
        settings.setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
        settings.setDeadLetterAddress(SimpleString.of(IntakeQueue.DEAD));
        settings.setAutoCreateQueues(false);
        settings.setAutoCreateAddresses(false);
        settings.setAutoDeleteQueues(false);
        settings.setAutoDeleteAddresses(false);
        // ten failures in a millisecond would be the default; a consumer that is ill gets a day
        settings.setRedeliveryDelay(1_000);
        settings.setRedeliveryMultiplier(2);
        settings.setMaxRedeliveryDelay(300_000);
        settings.setMaxDeliveryAttempts(300);
        return settings;
    }

    /** Who looks into it or takes from it may do so for ever: what dies here would be gone. */
    private static AddressSettings deadSettings() {
        AddressSettings settings = new AddressSettings();
        settings.setMaxDeliveryAttempts(-1);
        settings.setRedeliveryDelay(0);
        return settings;
    }
}
