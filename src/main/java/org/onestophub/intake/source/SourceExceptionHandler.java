package org.onestophub.intake.source;

import jakarta.mail.MessageRemovedException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.ChannelActivity;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Gets every fault of a connector outside the route. It reports the problem to {@link ChannelActivity}, so that a channel that
 * cannot reach its source is shown as down, and logs the class of the fault: Camel's own handler would write the message, and
 * with it file names and addresses.
 */
public class SourceExceptionHandler extends CamelAwareBean implements ExceptionHandler {

    private static final HubLog LOG = HubLog.of("channel");

    private static final int MOST_CAUSES = 20;

    private String channel = "";

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    @Override
    public void handleException(Throwable exception) {
        if (exception instanceof MessageRemovedException) {
            // a mail moved by us or removed by somebody between listing and reading: the next poll sees what is left
            return;
        }
        Problem problem = exception instanceof ProblemException known ? known.problem() : Problem.SOURCE_UNREACHABLE;
        LOG.debug(
                "source-fault", LogKey.CHANNEL, channel, LogKey.CODE, problem.code(), LogKey.FAULT, classOf(exception));
        lifeIn(getCamelContext()).ifPresent(life -> life.failed(channel, problem.code()));
    }

    /** Where the state of the channel is reported; empty outside a hub. */
    public static Optional<ChannelActivity> lifeIn(@Nullable CamelContext context) {
        return context == null
                ? Optional.empty()
                : Optional.ofNullable(context.getRegistry().findSingleByType(ChannelActivity.class));
    }

    @Override
    public void handleException(@Nullable String message, Throwable exception) {
        handleException(exception);
    }

    @Override
    public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable exception) {
        handleException(exception);
    }

    /** Class of the deepest cause; it names what failed without quoting anything. */
    public static String classOf(Throwable exception) {
        Throwable root = exception;
        for (int depth = 0; root.getCause() != null && depth < MOST_CAUSES; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
