package org.onestophub.channel;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.mock.env.MockEnvironment;

/** A file connector of the product in a bare Camel, with a RECEIVE that remembers. */
final class FileChannelRig implements AutoCloseable {

    static final String PASSWORD_SETTING = "hub.channels.test.password";
    static final String ODD_PASSWORD = "p+a/ss w&rd%?=()#{}'\"\\";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Capture receive = new Capture();
    private final Watch watch = new Watch();

    private FileChannelRig() {}

    static FileChannelRig start(String kamelet, Map<String, String> parameters) {
        FileChannelRig rig = new FileChannelRig();
        try {
            rig.load(kamelet, parameters);
        } catch (Exception e) {
            rig.close();
            throw new IllegalStateException(e);
        }
        return rig;
    }

    private void load(String kamelet, Map<String, String> parameters) throws Exception {
        context.getRegistry()
                .bind("environment", new MockEnvironment().withProperty(PASSWORD_SETTING, ODD_PASSWORD));
        context.getRegistry().bind("fileItem", new FileItemStep());
        context.getRegistry().bind("receive", receive);
        context.getRegistry().bind("watch", watch);
        context.addComponent("kamelet", new KameletComponent());
        context.getComponent("kamelet", KameletComponent.class).setLocation("file:connectors");
        Map<String, String> all = new HashMap<>(
                Map.of("channel", "test", "delay", "100", "observations", "2", "quietSeconds", "0"));
        all.putAll(parameters);
        String lines = all.entrySet().stream()
                .map(p -> "          " + p.getKey() + ": '" + p.getValue() + "'\n")
                .collect(Collectors.joining());
        String yaml = """
                - route:
                    id: in-test
                    from:
                      uri: kamelet:%s
                      parameters:
                %s      steps:
                        - bean:
                            id: accept
                            ref: receive
                            method: "accept(${exchange}, 'letter')"
                """.formatted(kamelet, lines);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("in-test.yaml", yaml));
        context.start();
    }

    /** What RECEIVE was given. */
    record Item(byte[] bytes, long size, List<String> keys, Map<String, String> transport) {}

    List<Item> items() {
        return receive.items;
    }

    Watch watch() {
        return watch;
    }

    /** The next {@code count} inputs fail as if the store, or the input, had this problem. */
    void fail(int count, Problem problem) {
        receive.problem = problem;
        receive.failures.set(count);
    }

    int attempts() {
        return receive.attempts.get();
    }

    void awaitItems(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receive.items.size() >= count);
    }

    /** Waits until the source has been looked at {@code count} times more. */
    void awaitLooks(int count) {
        int target = watch.reached.get() + count;
        await().atMost(Duration.ofSeconds(20)).until(() -> watch.reached.get() >= target);
    }

    @Override
    public void close() {
        context.stop();
    }

    /** Stands for RECEIVE. */
    public static final class Capture {
        private final List<Item> items = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile Problem problem = Problem.STORE_UNAVAILABLE;

        /** Remembers, or fails as told. */
        public void accept(Exchange exchange, String mapping) {
            attempts.incrementAndGet();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new ProblemException(problem);
            }
            Inbound inbound = exchange.getMessage().getBody(Inbound.class);
            boolean readable = inbound.keys().get(0).startsWith("sha256:");
            items.add(new Item(
                    readable ? inbound.content().bytes(100_000_000) : new byte[0],
                    inbound.content().size(),
                    inbound.keys(),
                    inbound.transport()));
        }
    }

    /** Remembers how the looks went. */
    static final class Watch implements SourceWatch {
        private final AtomicInteger reached = new AtomicInteger();
        private final List<Problem> problems = new CopyOnWriteArrayList<>();

        @Override
        public void reached(String channel) {
            reached.incrementAndGet();
        }

        @Override
        public void failed(String channel, Problem problem) {
            problems.add(problem);
        }

        List<Problem> problems() {
            return problems;
        }
    }
}
