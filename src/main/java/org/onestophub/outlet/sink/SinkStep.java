package org.onestophub.outlet.sink;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Shipment;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.Probeable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The last step of a destination's route: hands the body over once, puts the answer into the headers, and returns only
 * if the destination has it. It never tries again by itself; what follows from the problem is for DELIVER to decide.
 */
public abstract class SinkStep extends ServiceSupport implements Processor, CamelContextAware, Probeable {

    /** No destination needs longer; a worker that waits for hours delays all that follow. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private CamelContext camelContext;

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /**
     * Hands over what the exchange carries.
     * @throws ProblemException DL-101 refused for good, DL-201 nothing this sink can send, DL-302 it was given nothing,
     *     DL-303 it takes nothing now, DL-304 nobody knows, DL-305 its answer says no
     */
    @Override
    public final void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String id = message.getHeader(Shipment.ID, String.class);
        if (id == null || id.isBlank()) {
            throw new ProblemException(Problem.DELIVER_FAULT, Shipment.ID);
        }
        if (message.getBody() instanceof byte[] bytes) {
            message.setHeader(Shipment.PAYLOAD_SHA256, Digest.sha256(bytes));
        }
        SinkReply reply = handOver(id, message);
        message.setHeader(Shipment.RESPONSE_STATUS, reply.status());
        message.setHeader(Shipment.RESPONSE, reply.text());
        if (reply.problem() != null) {
            message.setHeader(Shipment.RETRY_AFTER, reply.retryAfter());
            throw new ProblemException(reply.problem());
        }
    }

    protected abstract SinkReply handOver(String shipmentId, Message message);

    /** The body as bytes, as the methods of {@code format} for files and messages make it; DL-201 if it is anything else. */
    protected static byte[] bytesOf(Message message) {
        Object body = message.getBody();
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new ProblemException(Problem.OUTBOUND_FAILED, "body");
    }

    /**
     * A secret exactly as written, read at every hand-over, so that a changed one needs no restart and passes through no
     * URI (CAMEL-23594). Without it nothing can be handed over: DL-302 with the setting's name.
     */
    protected final String secretOf(String setting) {
        return ConnectorSetting.of(camelContext, setting)
                .orElseThrow(() -> new ProblemException(Problem.DESTINATION_UNREACHABLE, setting));
    }

    /** A setting read when the route starts; CH-204 if it is not there. */
    protected final String settingOf(String name) {
        return ConnectorSetting.needed(camelContext, name);
    }

    /** The first step of every test: the secrets are set. Only names of settings are shown. */
    protected final void probeSettings(ProbeSteps steps, String... names) {
        List<String> missing = Stream.of(names)
                .filter(name -> !name.isBlank()
                        && ConnectorSetting.of(camelContext, name).isEmpty())
                .toList();
        steps.step(
                "settings",
                Problem.SECRET_MISSING,
                () -> {
                    if (!missing.isEmpty()) {
                        throw new ProblemException(Problem.SECRET_MISSING);
                    }
                    return Map.of();
                },
                () -> Map.of("missing", String.join(", ", missing)));
    }

    protected final Clock clock() {
        return CamelContextHelper.mandatoryFindSingleByType(camelContext, Clock.class);
    }

    /** The value of a parameter that must be there; CH-207 if it is blank, so that the route does not start. */
    protected static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new ProblemException(Problem.SETTING_INVALID, name);
        }
        return value.strip();
    }

    /** A time to wait, 1 ms to 10 min; CH-207 if it is another. */
    protected static Duration waiting(String name, long millis) {
        if (millis < 1 || millis > LONGEST_WAIT.toMillis()) {
            throw new ProblemException(Problem.SETTING_INVALID, name);
        }
        return Duration.ofMillis(millis);
    }
}
