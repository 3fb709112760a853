package org.onestophub.support;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A broker somebody else runs, with a user who may do everything; keeps its messages when it is stopped. */
public final class ExternalBroker implements AutoCloseable {

    /** The user. */
    public static final String USER = "hub-user";

    /** A user who may do everything but remove queues. */
    public static final String CAREFUL_USER = "careful-user";

    /** A system that sends status events. */
    public static final String STATUS_SENDER = "office-system";

    private final Path folder;
    private final String password;
    private final AtomicInteger commits = new AtomicInteger();
    private EmbeddedActiveMQ server;
    private int port;

    /** A broker, not started, that keeps its messages in {@code folder}. */
    public ExternalBroker(Path folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    /** Starts it; at the same port as before, if it ran before. */
    public ExternalBroker start() throws Exception {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(USER, password);
        users.addRole(USER, "all");
        users.addUser(CAREFUL_USER, password);
        users.addRole(CAREFUL_USER, "careful");
        users.addUser(STATUS_SENDER, password);
        users.addRole(STATUS_SENDER, "all");
        if (port == 0) {
            // of its own, as nobody must get it while the broker is stopped
            port = FreePort.next();
        }
        server = new EmbeddedActiveMQ();
        server.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setPopulateValidatedUser(true)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .addAcceptorConfiguration("net", "tcp://127.0.0.1:" + port)
                .putSecurityRoles(
                        "#",
                        Set.of(
                                new Role("all", true, true, true, true, true, true, true, true, true, true, true, true),
                                new Role(
                                        "careful", true, true, true, false, true, false, true, true, true, false, true,
                                        true))));
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        server.start();
        server.getActiveMQServer().getRemotingService().addIncomingInterceptor((Interceptor) (packet, connection) -> {
            if (packet.getType() == PacketImpl.SESS_COMMIT) {
                commits.incrementAndGet();
            }
            return true;
        });
        return this;
    }

    /** Its address. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Messages in a queue; -1 if there is none of that name. */
    public long depth(String queue) {
        Queue found = server.getActiveMQServer().locateQueue(queue);
        return found == null ? -1 : found.getMessageCount();
    }

    /** Takes a queue away with its messages, if there is one of that name. */
    public void remove(String queue) throws Exception {
        if (depth(queue) >= 0) {
            server.getActiveMQServer().destroyQueue(SimpleString.of(queue));
        }
    }

    /** Transactions that clients committed so far; each waits for one flush of the journal. */
    public int commits() {
        return commits.get();
    }

    /** Stops it. */
    public void stop() throws Exception {
        server.stop();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            // Artemis declares no narrower type
            throw new IllegalStateException(e);
        }
    }
}
