package org.onestophub.platform.access.edge;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.access.Refusals;

/** The body of an error that no controller has answered, above all of requests that are no HTTP: a problem, not a page. */
class ServerReport extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;

    private final transient Refusals refusals;

    ServerReport(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean canWrite = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, canWrite);
        if (!canWrite.get()) {
            return;
        }
        try {
            response.resetBuffer(true);
            refusals.ofServer(request, response);
            response.finishResponse();
        } catch (IOException e) {
            // the caller is gone already; nothing was accepted from him
            HubLog.of("access")
                    .warn("refusal-not-sent", LogKey.FAULT, e.getClass().getName());
        }
    }
}
