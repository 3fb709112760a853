package org.onestophub.outlet.sink.http;

import java.net.http.HttpRequest;
import java.util.Objects;
import org.apache.camel.Message;
import org.onestophub.complaint.Shipment;
import org.onestophub.outlet.sink.HandOverFault;
import org.onestophub.outlet.sink.ShipmentNames;
import org.onestophub.outlet.sink.SinkReply;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.remote.WebhookSignature;
import org.onestophub.problem.Problem;

/** Posts JSON to a webhook, signed. */
public class WebhookSinkStep extends HttpSinkStep {

    private String secretSetting = "";
    private String answerFields = "";
    private String acceptedValues = "";
    private String refusedValues = "";
    private AcceptedAnswer acceptedAnswer;

    /** Name of the setting that holds the secret shared with the receiver. */
    public void setSecretSetting(String secretSetting) {
        this.secretSetting = required("secretSetting", secretSetting);
    }

    /**
     * JSON Pointers (RFC 6901) to the field of a 2xx answer that says whether it was accepted, separated by commas: the
     * first that the answer has counts. Empty: the whole answer.
     */
    public void setAnswerFields(String answerFields) {
        this.answerFields = answerFields;
    }

    /** Values of that field that mean yes, separated by commas; empty: the status line alone decides. */
    public void setAcceptedValues(String acceptedValues) {
        this.acceptedValues = acceptedValues;
    }

    /** Values of that field that mean no for good, separated by commas. */
    public void setRefusedValues(String refusedValues) {
        this.refusedValues = refusedValues;
    }

    @Override
    protected void doStart() {
        acceptedAnswer = AcceptedAnswer.of(answerFields, acceptedValues, refusedValues);
        super.doStart();
    }

    @Override
    public void probe(ProbeSteps steps) {
        probeSettings(steps, urlSetting(), secretSetting);
        probeLine(steps);
        steps.skip("hand-over", "whatever is posted would be taken for a complaint");
    }

    @Override
    protected SinkReply handOver(String shipmentId, Message message) {
        int attempt = Objects.requireNonNullElse(message.getHeader(Shipment.ATTEMPT, Integer.class), 1);
        HttpRequest request = requestOf(shipmentId, attempt, bytesOf(message));
        try {
            HttpAnswer answer = send(request);
            Problem problem = answer.isSuccess() ? acceptedAnswer.problemOf(answer.body()) : answer.problemOfStatus();
            return answer.reply(problem, clock().instant());
        } catch (HandOverFault fault) {
            return fault.reply();
        }
    }

    private HttpRequest requestOf(String shipmentId, int attempt, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url())
                .timeout(timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "onestop-hub")
                .header("Idempotency-Key", ShipmentNames.ascii(shipmentId))
                .header("X-Onestop-Attempt", Integer.toString(attempt))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return WebhookSignature.sign(request, secretOf(secretSetting), clock().instant(), body)
                .build();
    }
}
