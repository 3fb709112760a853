package org.onestophub.channel;

import jakarta.mail.MessageRemovedException;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Hears of what goes wrong in a mailbox connector outside the route, and tells the log the problem and the class of the
 * fault: Camel's own handler would write the server's words, and with them addresses.
 */
public class MailFaultStep implements ExceptionHandler {

    private static final HubLog LOG = HubLog.of("channel");

    private String channel = "";

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    @Override
    public void handleException(Throwable exception) {
        if (exception instanceof MessageRemovedException) {
            // moved by us or removed by somebody between listing and reading: the next poll sees what is left
            LOG.detail("mail-gone", LogKey.CHANNEL, channel);
            return;
        }
        Problem problem = exception instanceof ProblemException known ? known.problem() : Problem.SOURCE_UNREACHABLE;
        LOG.look("source-failed", LogKey.CHANNEL, channel, LogKey.CODE, problem.code(),
                LogKey.FAULT, exception.getClass().getSimpleName());
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        handleException(exception);
    }
}
