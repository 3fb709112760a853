package org.onestophub.outlet.sink;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.apache.camel.Message;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.remote.Deadline;
import org.onestophub.problem.Problem;

/**
 * Sends an HL7 message over MLLP and waits for its acknowledgement. A plain socket and a connection for each message: so a
 * late answer can never be taken for that of the next message (CAMEL-17022), and an answer has an end in time and in size.
 */
public class MllpSinkStep extends ServerSinkStep {

    private boolean tls;
    private boolean checkHostName = true;

    /** Whether the connection is encrypted. */
    public void setTls(boolean tls) {
        this.tls = tls;
    }

    /** With TLS, whether the certificate must name the host. */
    public void setCheckHostName(boolean checkHostName) {
        this.checkHostName = checkHostName;
    }

    @Override
    public String kind() {
        return "mllp";
    }

    @Override
    public void probe(ProbeSteps steps) {
        try (ProbeSocket line = new ProbeSocket(host(), port())) {
            line.resolve(steps);
            line.connect(steps);
            if (tls) {
                line.tls(steps, trust().judge(), checkHostName, clock(), plain -> {});
            }
        }
        steps.skip("hand-over", "a message would be taken for a complaint");
    }

    @Override
    protected SinkReply handOver(String shipmentId, Message message) {
        byte[] bytes = bytesOf(message);
        boolean isBegun = false;
        SinkReply reply = SinkReply.failed(Problem.OUTCOME_UNKNOWN, "", "");
        try (Socket plain = new Socket();
                Deadline end = Deadline.of(connectTimeout().plus(timeout()), plain)) {
            plain.connect(
                    new InetSocketAddress(host(), port()),
                    Math.toIntExact(connectTimeout().toMillis()));
            Socket line = tls ? trust().over(plain, host(), port(), checkHostName) : plain;
            isBegun = true;
            MllpFrames.write(line.getOutputStream(), bytes);
            Optional<byte[]> answer = MllpFrames.read(line.getInputStream());
            if (answer.isPresent()) {
                reply = Hl7Answer.of(answer.get()).judge(ShipmentNames.controlId(shipmentId));
            }
            return reply;
        } catch (IOException e) {
            return isBegun ? reply : HandOverFault.of(e).reply();
        }
    }
}
