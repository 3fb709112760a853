package org.onestophub.outlet.sink.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Message;
import org.onestophub.complaint.Shipment;
import org.onestophub.outlet.sink.HandOverFault;
import org.onestophub.outlet.sink.ShipmentNames;
import org.onestophub.outlet.sink.SinkReply;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Calls an HTTP interface of another system: any method and path, a login as that system wants it, and a verdict that reads
 * in the answer what a yes is. After the server rejected a token the request is made once more with a new one: of the first
 * it took nothing.
 */
public class ApiSinkStep extends AuthorizedSinkStep {

    private static final String DELETE = "DELETE";
    /** GET is none of them: the JDK's client repeats it by itself. */
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", DELETE);

    private String method = "POST";
    private PathTemplate path = PathTemplate.of("");
    private String contentType = "json";
    private String bodyField = "";
    private String verdictSetting = "";
    private ApiBody body = ApiBody.of("", "json");
    private AnswerVerdict verdict = AnswerVerdict.of("");

    /** POST, PUT, PATCH or DELETE (without a body); CH-207 if it is another. */
    public void setMethod(String method) {
        if (!METHODS.contains(method)) {
            throw new ProblemException(Problem.SETTING_INVALID, "method");
        }
        this.method = method;
    }

    /** Path below the address, with fields of what the mapping made as JSON Pointers in braces; CH-207 if it is none. */
    public void setPath(String path) {
        this.path = PathTemplate.of(path);
    }

    /** {@code json} or {@code form}. */
    public void setContentType(String contentType) {
        this.contentType = contentType;
    }

    /** JSON Pointer of the part of what the mapping made that is the body; empty: all of it. */
    public void setBodyField(String bodyField) {
        this.bodyField = bodyField;
    }

    /** Name of the setting that holds the verdict, an expression in JSLT; empty, or without a value: the status decides. */
    public void setVerdictSetting(String verdictSetting) {
        this.verdictSetting = verdictSetting;
    }

    @Override
    protected void doStart() {
        body = ApiBody.of(bodyField, contentType);
        verdict = AnswerVerdict.of(
                verdictSetting.isBlank()
                        ? ""
                        : ConnectorSetting.of(getCamelContext(), verdictSetting).orElse(""));
        super.doStart();
    }

    @Override
    protected SinkReply handOver(String shipmentId, Message message) {
        OutgoingRequest request = requestOf(ShipmentNames.ascii(shipmentId), bytesOf(message));
        int attempt = Objects.requireNonNullElse(message.getHeader(Shipment.ATTEMPT, Integer.class), 1);
        try {
            HttpAnswer answer = answerTo(request, attempt);
            return answer.reply(verdict.problemOf(answer), clock().instant());
        } catch (HandOverFault fault) {
            return fault.reply();
        }
    }

    private OutgoingRequest requestOf(String shipmentId, byte[] given) {
        boolean isAsGiven = body.isWhole();
        JsonNode made = path.hasFields() || !isAsGiven ? ApiBody.read(given) : MissingNode.getInstance();
        byte[] sent = method.equals(DELETE) ? new byte[0] : isAsGiven ? given : body.in(made);
        return new OutgoingRequest(method, path.below(url(), made), sent, shipmentId);
    }

    private HttpAnswer answerTo(OutgoingRequest request, int attempt) throws HandOverFault {
        Map<String, String> shown = authorization().headersOf(request);
        HttpAnswer answer = send(signed(request, shown, attempt));
        return verdict.isOfToken(answer) && authorization().isRenewed(shown)
                ? send(signed(request, authorization().headersOf(request), attempt))
                : answer;
    }

    private HttpRequest signed(OutgoingRequest what, Map<String, String> shown, int attempt) {
        HttpRequest.Builder request = HttpRequest.newBuilder(what.address())
                .timeout(timeout())
                .header("Accept", "application/json")
                .header("User-Agent", "onestop-hub")
                .header("Idempotency-Key", what.id())
                .header("X-Onestop-Attempt", Integer.toString(attempt));
        if (what.method().equals(DELETE)) {
            request.DELETE();
        } else {
            request.header("Content-Type", body.mediaType())
                    .method(what.method(), HttpRequest.BodyPublishers.ofByteArray(what.body()));
        }
        try {
            shown.forEach(request::header);
        } catch (IllegalArgumentException e) {
            // a secret with a line end, for example
            throw new ProblemException(Problem.DESTINATION_UNREACHABLE, "secret");
        }
        return request.build();
    }
}
