package org.onestophub.intake.source.web;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** All that a connector says about a platform that is asked for its items; set by the Kamelet. */
public final class HttpPull extends WebSource {

    private final PullListing listing = new PullListing();
    private final PullItem item = new PullItem();

    /** How the platform lists its items. */
    public PullListing getListing() {
        return listing;
    }

    /** How an item is known. */
    public PullItem getItem() {
        return item;
    }

    PullListing listing() {
        return listing;
    }

    PullItem item() {
        return item;
    }

    @Override
    void start() {
        super.start();
        listing.check();
    }

    /** Address without its parameters, and account: under another one a position means nothing. */
    @Override
    String source() {
        URI address = server().address();
        return PullServer.originOf(address) + address.getRawPath() + " " + item.account();
    }

    /**
     * Asks once, and once more with a new token where the platform does not accept the one that it gave.
     * @throws ProblemException as {@link PullLine#answer}
     */
    HttpResponse<byte[]> ask(PullLine line, URI address, Map<String, Object> fields) {
        token().login(server(), line);
        try {
            return line.answer(request(address, fields));
        } catch (ProblemException e) {
            if (e.problem() != Problem.LOGIN_REFUSED || !token().forget()) {
                throw e;
            }
        }
        token().login(server(), line);
        return line.answer(request(address, fields));
    }

    private HttpRequest request(URI address, Map<String, Object> fields) {
        // the token may be replaced at any time, so it is in no address that is kept
        HttpRequest.Builder request =
                PullRequests.of(PullRequests.with(address, token().parameters()), listing.request, fields);
        token().sign(request);
        return request.build();
    }
}
