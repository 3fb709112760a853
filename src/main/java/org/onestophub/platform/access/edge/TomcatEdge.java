package org.onestophub.platform.access.edge;

import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ContinueResponseTiming;
import org.onestophub.platform.access.AccessProperties;
import org.onestophub.platform.access.Refusals;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** What Tomcat does with a request before Spring sees it: how long its head may take, and the answer to bytes that are no HTTP. */
@Component
class TomcatEdge implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final AccessProperties properties;
    private final Refusals refusals;

    TomcatEdge(AccessProperties properties, Refusals refusals) {
        this.properties = properties;
        this.refusals = refusals;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(BoundedHttp.class.getName());
        factory.addConnectorCustomizers(this::bound);
        factory.addContextCustomizers(this::report);
    }

    private void bound(Connector connector) {
        if (connector.getProtocolHandler() instanceof BoundedHttp http) {
            http.setMaxSwallowSize(UnreadBodies.MOST_BYTES);
            http.boundHeads(properties.headTimeout());
            // otherwise Tomcat would ask for the body before its sender's key and its size are checked
            http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
        }
    }

    /** Instead of the reports Spring Boot and Tomcat would add, which are pages for people. */
    private void report(Context context) {
        Container host = context.getParent();
        for (Valve valve : host.getPipeline().getValves()) {
            if (valve instanceof ErrorReportValve) {
                host.getPipeline().removeValve(valve);
            }
        }
        ((StandardHost) host).setErrorReportValveClass("");
        host.getPipeline().addValve(new ServerReport(refusals));
    }
}
