package org.onestophub.channel;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Hears of everything that goes wrong in a file connector, outside the route. It tells the log and the channel's
 * {@link SourceWatch} the problem and the class of the fault: Camel's own handler would write the message, and with it
 * the name of a file.
 */
public class FileFaultStep implements ExceptionHandler, CamelContextAware {

    private static final HubLog LOG = HubLog.of("channel");

    private String channel = "";
    private CamelContext camelContext;

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public void handleException(Throwable exception) {
        Problem problem = exception instanceof ProblemException known ? known.problem() : Problem.SOURCE_UNREACHABLE;
        LOG.look(
                "source-failed",
                LogKey.CHANNEL, channel,
                LogKey.CODE, problem.code(),
                LogKey.FAULT, rootOf(exception).getClass().getSimpleName());
        SourceWatch watch = camelContext == null
                ? null
                : camelContext.getRegistry().findSingleByType(SourceWatch.class);
        if (watch != null) {
            watch.failed(channel, problem);
        }
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        handleException(exception);
    }

    private static Throwable rootOf(Throwable exception) {
        Throwable root = exception;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
