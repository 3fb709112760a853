package org.onestophub.intake.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.contract.ChannelActivity;
import org.onestophub.complaint.contract.configuration.ConnectionStep;
import org.onestophub.platform.connector.ConnectorBeans;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** Channel {@code hotline-pull} of the product, from the platform up to what it hands to RECEIVE. */
class HttpPullIT {

    private final JdbcClient jdbc = JdbcClient.create(TestPostgres.freshDatabase());
    private final Properties settings = new Properties();
    private final Received received = new Received();
    private final Life life = new Life();
    private ScriptedPlatform platform;
    private DefaultCamelContext camel;

    @BeforeEach
    void prepare() throws IOException {
        platform = new ScriptedPlatform((asked, reply) -> reply.json("{\"code\":\"0\",\"data\":["
                + ("1".equals(asked.query().get("page")) ? "{\"taskId\":\"A1\"},{\"taskId\":\"A2\",\"round\":2}" : "")
                + "]}"));
        set("url", platform.address());
        set("secret", "token&%+ {x}");
        set("allow-plain-http", "true");
        set("items-field", "/data");
        set("answer-field", "/code");
        set("accepted-values", "0,200");
        set("fields", "status=dispatched, sort=asc");
        set("delay", "100");
    }

    @AfterEach
    void stop() throws IOException {
        if (camel != null) {
            camel.stop();
        }
        platform.close();
    }

    private void set(String name, String value) {
        settings.setProperty("hub.channels.hotline-pull." + name, value);
    }

    private void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.getPropertiesComponent().setInitialProperties(settings);
        MockEnvironment environment = new MockEnvironment();
        settings.stringPropertyNames().forEach(name -> environment.setProperty(name, settings.getProperty(name)));
        camel.getRegistry().bind("environment", environment);
        camel.getRegistry().bind("receive", received);
        camel.getRegistry().bind("life", life);
        camel.getRegistry().bind("positions", new PullPositionTable(jdbc));
        camel.getComponent("kamelet", KameletComponent.class).setLocation("file:" + Path.of("connectors"));
        ConnectorBeans.addTo(camel);
        camel.addComponent("http-pull", new HttpPullComponent());
        camel.addRoutesConfigurations(new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration("source-errors").onException(Throwable.class).handled(false);
            }
        });
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:routes/in-hotline-pull.yaml"));
        camel.start();
    }

    private List<String> positions() {
        return jdbc.sql("select position from pull_position where channel = 'hotline-pull'")
                .query(String.class)
                .list();
    }

    @Test
    void ordersArriveUnderTheKeysOfAPushAndThePositionIsKept() throws Exception {
        start();

        await().until(() -> positions().size() == 1);

        assertThat(received.keys).startsWith("hotline:platform:A1#1", "hotline:platform:A2#2");
        assertThat(platform.asked().get(0).authorization()).isEqualTo("Bearer token&%+ {x}");
        assertThat(platform.asked().get(0).query())
                .containsEntry("status", "dispatched")
                .containsEntry("sort", "asc")
                .containsEntry("size", "50");
        await().until(() -> life.looks > 0);
        assertThat(life.faults).isEmpty();
    }

    @Test
    void positionStaysUntilTheStoreTakesTheOrders() throws Exception {
        received.isDown = true;
        start();

        await().until(() -> life.faults.contains(Problem.STORE_UNAVAILABLE.code()));

        assertThat(positions()).isEmpty();
    }

    @Test
    void platformThatFailsIsLeftAloneForAWhile() throws Exception {
        platform.script((asked, reply) -> reply.header("Retry-After", "3600").status(429));
        start();

        await().until(() -> life.faults.stream()
                        .filter(Problem.PLATFORM_BUSY.code()::equals)
                        .count()
                > 2);

        assertThat(platform.asked()).hasSize(1);
    }

    @Test
    void clockThatIsOffIsARemarkOnTheChannel() throws Exception {
        platform.script((asked, reply) ->
                reply.header("Date", "Sun, 06 Nov 1994 08:49:37 GMT").json("{\"code\":0,\"data\":[]}"));
        start();

        await().until(() -> life.limits.contains(Problem.PLATFORM_CLOCK_OFF.code()));
    }

    @Test
    void connectionTestSaysWhatIsWrongAndKeepsNothing() throws Exception {
        received.isDown = true;
        start();
        HttpPullEndpoint source = camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof HttpPullEndpoint)
                .map(route -> (HttpPullEndpoint) route.getEndpoint())
                .findFirst()
                .orElseThrow();
        assertThat(camel.getRoute("in-hotline-pull").getEndpoint()).isInstanceOf(KameletEndpoint.class);

        assertThat(tested(source)).allMatch(step -> step.result().equals("ok"));
        assertThat(tested(source).get(3).facts()).containsEntry("items", "2");

        platform.script((asked, reply) -> reply.json("{\"code\":401}"));
        assertThat(tested(source).get(3).code()).isEqualTo(Problem.ANSWER_NEGATIVE_AT_SOURCE.code());
        platform.script((asked, reply) -> reply.status(401));
        assertThat(tested(source).get(3).code()).isEqualTo(Problem.LOGIN_REFUSED.code());
        assertThat(positions()).isEmpty();
    }

    private static List<ConnectionStep> tested(HttpPullEndpoint source) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            ProbeSteps steps = new ProbeSteps(threads);
            source.probe(steps, Clock.systemUTC());
            return steps.steps();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Stands where RECEIVE stands. */
    public static final class Received {
        private final List<String> keys = new CopyOnWriteArrayList<>();
        private volatile boolean isDown;

        /** Keeps the keys of an input. */
        public void accept(Exchange exchange, String mapping) {
            if (isDown) {
                throw new ProblemException(Problem.STORE_UNAVAILABLE);
            }
            keys.addAll(exchange.getMessage().getBody(Inbound.class).keys());
        }
    }

    private static final class Life implements ChannelActivity {
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final List<String> limits = new CopyOnWriteArrayList<>();
        private volatile int looks;

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
            looks = 1;
        }
    }
}
