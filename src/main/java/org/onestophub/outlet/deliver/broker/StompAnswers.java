package org.onestophub.outlet.deliver.broker;

import java.util.List;
import java.util.function.Function;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.core.protocol.stomp.StompConnection;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrame;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrameInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/**
 * Keeps events from being lost by what a STOMP consumer answers. Artemis takes NACK for ACK and removes the message; here
 * the event becomes a dead letter, as with {@code rejected} over AMQP 1.0. Artemis also removes a message as soon as it is
 * sent if the subscription says {@code ack:auto} or nothing; such a subscription is refused with ERROR. Public because
 * the broker makes it by its name, before the first consumer can connect.
 */
public final class StompAnswers implements StompFrameInterceptor {

    private static final HubLog LOG = HubLog.of("deliver");

    @Override
    public boolean intercept(StompFrame frame, RemotingConnection connection) {
        if (!(connection instanceof StompConnection consumer)) {
            return true;
        }
        return switch (frame.getCommand()) {
            case "NACK" -> {
                reject(frame, consumer);
                yield false;
            }
            case "SUBSCRIBE" -> acknowledges(frame) || refuse(consumer, "ack must be client or client-individual");
            default -> true;
        };
    }

    private static boolean acknowledges(StompFrame subscribe) {
        String mode = subscribe.getHeader("ack");
        return "client".equals(mode) || "client-individual".equals(mode);
    }

    /** Always false: the frame goes no further. The connection ends after ERROR, as STOMP demands. */
    private static boolean refuse(StompConnection connection, String why) {
        StompFrame error = connection.getFrameHandler().createStompFrame("ERROR");
        error.addHeader("message", why);
        error.setNeedsDisconnect(true);
        connection.sendFrame(error, null);
        return false;
    }

    private static void reject(StompFrame nack, StompConnection connection) {
        try {
            rejectNow(nack, connection);
        } catch (Exception e) {
            // Artemis declares no narrower type. Closed without its acknowledgement, the consumer gets the message
            // again
            LOG.warn("nack-refused", LogKey.FAULT, e.getClass().getSimpleName());
            refuse(connection, "the message of this NACK is unknown");
            return;
        }
        if (nack.hasHeader("receipt")) {
            connection.sendFrame(connection.getFrameHandler().handleReceipt(nack.getHeader("receipt")), null);
        }
        goOn(connection);
    }

    private static void rejectNow(StompFrame nack, StompConnection connection) throws Exception {
        // "<consumer>,<message>", as the broker wrote it into the header ack; STOMP 1.1 calls it message-id
        String id = nack.hasHeader("id") ? nack.getHeader("id") : nack.getHeader("message-id");
        int comma = id.indexOf(',');
        long message = Long.parseLong(id, comma + 1, id.length(), 10);
        ServerConsumer consumer =
                connection.getSession().getCoreSession().locateConsumer(Long.parseLong(id, 0, Math.max(comma, 0), 10));
        Function<MessageReference, Boolean> isIt = reference -> reference.getMessageID() == message;
        List<MessageReference> delivered = consumer.scanDeliveringReferences(false, isIt, isIt);
        if (delivered.isEmpty()) {
            throw new IllegalArgumentException("not delivered");
        }
        // The room of the message in the consumer's window, rather too much: with less the consumer would stop one day.
        // A character takes 2 bytes in the broker, and up to 3 on the line.
        int size = Math.toIntExact(2L * delivered.get(0).getMessageMemoryEstimate());
        consumer.reject(message);
        consumer.receiveCredits(size);
    }

    /** Artemis leaves frames that came together with one that goes no further until more bytes come. */
    private static void goOn(StompConnection connection) {
        if (connection.getTransportConnection() instanceof NettyServerConnection network) {
            network.getEventLoop()
                    .execute(() -> connection.getManager().handleBuffer(connection, ActiveMQBuffers.fixedBuffer(0)));
        }
    }
}
