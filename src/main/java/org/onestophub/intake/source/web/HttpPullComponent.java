package org.onestophub.intake.source.web;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;

/** {@code http-pull:<channel>}: a platform that is asked for its items again and again. */
@Component("http-pull")
public class HttpPullComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String channel, Map<String, Object> parameters) throws Exception {
        HttpPullEndpoint endpoint = new HttpPullEndpoint(uri, this);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
