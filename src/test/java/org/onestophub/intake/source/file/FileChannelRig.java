package org.onestophub.intake.source.file;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.contract.ChannelActivity;
import org.onestophub.complaint.contract.PollTurns;
import org.onestophub.operate.channel.LoadedSources;
import org.onestophub.platform.connector.ConnectorBeans;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.mock.env.MockEnvironment;

/** A file connector of the product in a bare Camel, with a RECEIVE that remembers. */
public final class FileChannelRig implements AutoCloseable {

    static final String PASSWORD_SETTING = "hub.channels.test.password";
    public static final String ODD_PASSWORD = "p+a/ss w&rd%?=()#{}'\"\\";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Capture receive = new Capture();
    private final Life life = new Life();

    private FileChannelRig() {}

    static FileChannelRig start(String kamelet, Map<String, String> parameters) {
        return start(kamelet, parameters, true);
    }

    /** Loaded as any, but it does not look until it is ordered to. */
    static FileChannelRig load(String kamelet, Map<String, String> parameters) {
        return start(kamelet, parameters, false);
    }

    /** One that looks only while it is its turn. */
    static FileChannelRig start(String kamelet, Map<String, String> parameters, PollTurns turns) {
        FileChannelRig rig = new FileChannelRig();
        rig.context.getRegistry().bind("turns", turns);
        return started(rig, kamelet, parameters);
    }

    private static FileChannelRig start(String kamelet, Map<String, String> parameters, boolean looks) {
        FileChannelRig rig = new FileChannelRig();
        rig.context.setAutoStartup(looks);
        return started(rig, kamelet, parameters);
    }

    private static FileChannelRig started(FileChannelRig rig, String kamelet, Map<String, String> parameters) {
        try {
            rig.loadRoute(kamelet, parameters);
        } catch (Exception e) {
            rig.close();
            throw new IllegalStateException(e);
        }
        return rig;
    }

    private void loadRoute(String kamelet, Map<String, String> parameters) throws Exception {
        context.getRegistry().bind("environment", new MockEnvironment().withProperty(PASSWORD_SETTING, ODD_PASSWORD));
        context.getRegistry().bind("fileItem", new FileItemStep());
        context.getRegistry().bind("receive", receive);
        context.getRegistry().bind("life", life);
        context.addComponent("kamelet", new KameletComponent());
        context.getComponent("kamelet", KameletComponent.class).setLocation("file:connectors");
        context.addComponent("ftp", new FtpFilesComponent());
        context.addComponent("ftps", new FtpsFilesComponent());
        ConnectorBeans.addTo(context);
        Map<String, String> all =
                new HashMap<>(Map.of("channel", "test", "delay", "100", "observations", "2", "quietSeconds", "0"));
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

    /** Where it looks, as a test of its connection needs it. */
    ProbeTarget target() {
        return new LoadedSources(context).of("test").orElseThrow();
    }

    /** Lays a file down complete, as a look that came in between could take the half of it for the whole. */
    static void lay(Path file, byte[] bytes) throws IOException {
        Path part = Files.write(file.resolveSibling(file.getFileName() + ".part"), bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What RECEIVE was given. */
    record Item(byte[] bytes, long size, List<String> keys, Map<String, String> transport) {}

    List<Item> items() {
        return receive.items;
    }

    /** Codes of what the source reported. */
    List<String> faults() {
        return life.codes;
    }

    /** The next {@code count} inputs fail as if the store, or the input, had this problem. */
    void fail(int count, Problem problem) {
        receive.problem = problem;
        receive.failures.set(count);
    }

    /** Inputs are taken again. */
    void mend() {
        receive.failures.set(0);
    }

    int attempts() {
        return receive.attempts.get();
    }

    void awaitItems(int count) {
        await().until(() -> receive.items.size() >= count);
    }

    /** Waits until the source has been looked at {@code count} times more. */
    void awaitLooks(int count) {
        FileInbox inbox = context.getEndpoints().stream()
                .filter(GenericFileEndpoint.class::isInstance)
                .map(endpoint -> (FileInbox) ((GenericFileEndpoint<?>) endpoint).getPollStrategy())
                .findFirst()
                .orElseThrow();
        long target = inbox.looks() + count;
        await().until(() -> inbox.looks() >= target);
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

        /** Remembers, or fails as set. */
        public void accept(Exchange exchange, String mapping) {
            attempts.incrementAndGet();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new ProblemException(problem);
            }
            Inbound inbound = exchange.getMessage().getBody(Inbound.class);
            items.add(new Item(
                    inbound.content().bytes(100_000_000),
                    inbound.content().size(),
                    inbound.keys(),
                    inbound.transport()));
        }
    }

    /** Remembers what went wrong. */
    static final class Life implements ChannelActivity {
        private final List<String> codes = new CopyOnWriteArrayList<>();

        @Override
        public void arrived(String channel, Answer answer) {}

        @Override
        public void failed(String channel, String code) {
            codes.add(code);
        }
    }
}
