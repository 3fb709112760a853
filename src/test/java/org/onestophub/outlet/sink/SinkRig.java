package org.onestophub.outlet.sink;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.configuration.ConnectionStep;
import org.onestophub.operate.channel.LoadedSinks;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.Connectors;
import org.springframework.mock.env.MockEnvironment;

/** A sink of the product in a bare Camel, its parameters given as a route file gives them. */
public final class SinkRig implements AutoCloseable {

    public static final String PASSWORD_SETTING = "hub.destinations.test.password";
    public static final String USERNAME_SETTING = "hub.destinations.test.username";
    public static final String URL_SETTING = "hub.destinations.test.url";
    public static final String ODD_PASSWORD = "p+a/ss w&rd%?=()#{}'\"\\密";
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MockEnvironment environment = new MockEnvironment();
    private final ProducerTemplate template = context.createProducerTemplate();

    private Duration lastRetryAfter;

    private SinkRig() {}

    /** What became of one hand-over; the code is empty if the sink returned. */
    public record Outcome(String code, String status, String response) {}

    public static SinkRig start(String kamelet, Map<String, String> parameters) {
        return start(kamelet, parameters, "hub", ODD_PASSWORD);
    }

    public static SinkRig start(String kamelet, Map<String, String> parameters, String username, String password) {
        SinkRig rig = new SinkRig();
        rig.environment.setProperty(USERNAME_SETTING, username);
        rig.environment.setProperty(PASSWORD_SETTING, password);
        if (parameters.containsKey("urlSetting")) {
            rig.environment.setProperty(URL_SETTING, parameters.get("url"));
        }
        parameters.entrySet().stream()
                .filter(p -> p.getKey().startsWith("hub."))
                .forEach(p -> rig.environment.setProperty(p.getKey(), p.getValue()));
        try {
            rig.load(kamelet, parameters);
        } catch (Exception e) {
            rig.close();
            throw new IllegalStateException(e);
        }
        return rig;
    }

    private void load(String kamelet, Map<String, String> parameters) throws Exception {
        context.getRegistry().bind("environment", environment);
        context.getRegistry().bind("clock", Clock.fixed(NOW, ZoneOffset.UTC));
        Connectors.addTo(context);
        String lines = parameters.entrySet().stream()
                .filter(p -> !isSetting(p.getKey(), parameters))
                .map(p -> "              " + p.getKey() + ": '" + p.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
        String yaml = """
                - route:
                    id: out-test
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:out
                      steps:
                        - to:
                            id: hand-over
                            uri: kamelet:%s
                            parameters:
                %s""".formatted(kamelet, lines);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("out-test.yaml", yaml));
        context.start();
    }

    /** For the convenience of tests settings stand among the parameters: the address, and what has the name of a setting. */
    private static boolean isSetting(String parameter, Map<String, String> parameters) {
        return parameter.equals("url") && parameters.containsKey("urlSetting") || parameter.startsWith("hub.");
    }

    /** Changes a setting as an operator would, while the route runs. */
    public void set(String setting, String value) {
        environment.setProperty(setting, value);
    }

    /** What a test of the way says: "name result" of each step, and the code of what failed; skipped after that left out. */
    public List<String> probe() {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            ProbeSteps steps = new ProbeSteps(threads);
            new LoadedSinks(context).of("test").orElseThrow().probe(steps);
            List<String> said = new ArrayList<>();
            for (ConnectionStep step : steps.steps()) {
                if (!step.result().equals("skipped") || step.facts().containsKey("reason")) {
                    said.add(step.code() == null ? step.name() + " " + step.result() : step.name() + " " + step.code());
                }
            }
            return said;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same, the last that was tried. */
    public String probeEnd() {
        return probe().stream()
                .filter(step -> !step.endsWith("skipped"))
                .reduce((one, next) -> next)
                .orElse("");
    }

    public Outcome send(String id, String body) {
        return send(id, body.getBytes(StandardCharsets.UTF_8));
    }

    public Outcome send(String id, Object body) {
        Exchange sent = template.send("direct:out", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(Shipment.ID, id);
            exchange.getMessage().setHeader(Shipment.DESTINATION, "test");
            exchange.getMessage().setHeader(Shipment.ATTEMPT, 2);
        });
        lastRetryAfter = sent.getMessage().getHeader(Shipment.RETRY_AFTER, Duration.class);
        return new Outcome(
                codeOf(sent.getException()),
                sent.getMessage().getHeader(Shipment.RESPONSE_STATUS, "", String.class),
                sent.getMessage().getHeader(Shipment.RESPONSE, "", String.class));
    }

    /** The pause that the destination asked for in its last answer; null if it said yes. */
    public Duration lastRetryAfter() {
        return lastRetryAfter;
    }

    @Override
    public void close() {
        context.stop();
    }

    private static String codeOf(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known.problem().code();
            }
        }
        if (fault != null) {
            throw new AssertionError("no problem, but " + fault, fault);
        }
        return "";
    }
}
