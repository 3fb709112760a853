package org.onestophub.intake.source.mail;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.contract.ChannelActivity;
import org.onestophub.platform.connector.ConnectorBeans;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** Channel {@code email} of the product in a bare Camel, up to what it hands to RECEIVE. */
final class MailChannelRig implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties settings = new Properties();
    private final Life life = new Life();
    private boolean errorsHandled;
    private Path connectors = Path.of("connectors");

    private MailChannelRig() {}

    /** A channel that is not started, for a mailbox of this machine. */
    static MailChannelRig of(Path home, int port, String user, String password) {
        MailChannelRig rig = new MailChannelRig();
        rig.settings.putAll(Map.of(
                "hub.home", home.toString(),
                "hub.channels.email.enabled", "true",
                "hub.channels.email.protocol", "imap",
                "hub.channels.email.start-tls-required", "false",
                "hub.channels.email.host", "127.0.0.1",
                "hub.channels.email.port", Integer.toString(port),
                "hub.channels.email.username", user,
                "hub.channels.email.password", password,
                "hub.channels.email.delay", "200"));
        return rig;
    }

    MailChannelRig with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    MailChannelRig with(Properties more) {
        settings.putAll(more);
        return this;
    }

    MailChannelRig withErrorsHandled(boolean handled) {
        errorsHandled = handled;
        return this;
    }

    MailChannelRig withConnectors(Path folder) {
        connectors = folder;
        return this;
    }

    /** What the hub remembers of a mailbox lies in this database. */
    MailChannelRig on(JdbcClient database) {
        context.getRegistry().bind("mails", new StoredMailTable(database));
        return this;
    }

    MailChannelRig at(Clock clock) {
        context.getRegistry().bind("clock", clock);
        return this;
    }

    /** Starts the channel; {@code receive} stands where RECEIVE stands and has a method {@code accept}. */
    MailChannelRig start(Object receive) throws Exception {
        context.getPropertiesComponent().setInitialProperties(settings);
        MockEnvironment environment = new MockEnvironment();
        settings.stringPropertyNames().forEach(name -> environment.setProperty(name, settings.getProperty(name)));
        context.getRegistry().bind("environment", environment);
        context.getComponent("kamelet", KameletComponent.class).setLocation("file:" + connectors);
        ConnectorBeans.addTo(context);
        for (String scheme : MailboxComponent.SCHEMES) {
            context.addComponent(scheme, new MailboxComponent());
        }
        context.getRegistry().bind("receive", receive);
        context.getRegistry().bind("life", life);
        boolean handled = errorsHandled;
        context.addRoutesConfigurations(new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration("source-errors").onException(Throwable.class).handled(handled);
            }
        });
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:routes/in-email.yaml"));
        context.start();
        return this;
    }

    /** Codes of what the source reported. */
    List<String> faults() {
        return life.faults;
    }

    /** Codes by which the channel was reported as limited, empty ones for "no more". */
    List<String> limits() {
        return life.limits;
    }

    /** Looks that ended without a fault. */
    int looks() {
        return life.looks.get();
    }

    /** Waits until so many more looks have ended without a fault. */
    void awaitLooks(int count) {
        int target = looks() + count;
        await().until(() -> looks() >= target);
    }

    @Override
    public void close() {
        context.stop();
    }

    private static final class Life implements ChannelActivity {
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final List<String> limits = new CopyOnWriteArrayList<>();
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public void arrived(String channel, Answer answer) {}

        @Override
        public void failed(String channel, String code) {
            faults.add(code);
        }

        @Override
        public void limited(String channel, String code) {
            limits.add(code);
        }

        @Override
        public void looked(String channel) {
            looks.incrementAndGet();
        }
    }
}
