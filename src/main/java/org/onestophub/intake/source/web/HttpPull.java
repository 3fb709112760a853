package org.onestophub.intake.source.web;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.onestophub.intake.source.CamelAwareBean;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** All that a connector says about a platform that is asked for its items; set by the Kamelet. */
public final class HttpPull extends CamelAwareBean {

    private final PullServer server = new PullServer();
    private final PullToken token = new PullToken();
    private final PullListing listing = new PullListing();
    private final PullItem item = new PullItem();
    private String channel = "";

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    /** Where the platform is. */
    public PullServer getServer() {
        return server;
    }

    /** How the hub shows who it is. */
    public PullToken getToken() {
        return token;
    }

    /** How the platform lists its items. */
    public PullListing getListing() {
        return listing;
    }

    /** How an item is known. */
    public PullItem getItem() {
        return item;
    }

    String channel() {
        return channel;
    }

    PullServer server() {
        return server;
    }

    PullToken token() {
        return token;
    }

    PullListing listing() {
        return listing;
    }

    PullItem item() {
        return item;
    }

    /**
     * Makes it ready.
     * @throws ProblemException CH-207 if settings contradict each other
     */
    void start() {
        CamelContext around = getCamelContext();
        server.setCamelContext(around);
        token.setCamelContext(around);
        listing.check();
    }

    /** Address without its parameters, and account: under another one a position means nothing. */
    String source() {
        URI address = server.address();
        return PullServer.originOf(address) + address.getRawPath() + " " + item.account();
    }

    /**
     * Asks once, and once more with a new token where the platform does not accept the one that it gave.
     * @throws ProblemException as {@link PullLine#answer}
     */
    HttpResponse<byte[]> ask(PullLine line, URI address, Map<String, Object> fields) {
        token.login(server, line);
        try {
            return line.answer(request(address, fields));
        } catch (ProblemException e) {
            if (e.problem() != Problem.LOGIN_REFUSED || !token.forget()) {
                throw e;
            }
        }
        token.login(server, line);
        return line.answer(request(address, fields));
    }

    private HttpRequest request(URI address, Map<String, Object> fields) {
        // the token may be replaced at any time, so it is in no address that is kept
        HttpRequest.Builder request =
                PullRequests.of(PullRequests.with(address, token.parameters()), listing.request, fields);
        token.sign(request);
        return request.build();
    }
}
