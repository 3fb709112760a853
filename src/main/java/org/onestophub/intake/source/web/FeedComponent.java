package org.onestophub.intake.source.web;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;

/** {@code http-feed:<channel>}: a feed of RSS or Atom that is read again and again. */
@Component("http-feed")
public class FeedComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String channel, Map<String, Object> parameters) throws Exception {
        FeedEndpoint endpoint = new FeedEndpoint(uri, this);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
