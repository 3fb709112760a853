package org.onestophub.intake.source.web;

import org.onestophub.intake.source.CamelAwareBean;

/** What a connector says about any source that is asked over HTTP; set by the Kamelet. */
public abstract class WebSource extends CamelAwareBean {

    private final PullServer server = new PullServer();
    private final PullToken token = new PullToken();
    private String channel = "";

    /** Only this package has sources. */
    WebSource() {}

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    /** Where the source is. */
    public PullServer getServer() {
        return server;
    }

    /** How the hub shows who it is. */
    public PullToken getToken() {
        return token;
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

    /**
     * Makes it ready.
     * @throws org.onestophub.problem.ProblemException CH-207 if settings contradict each other
     */
    void start() {
        server.setCamelContext(getCamelContext());
        token.setCamelContext(getCamelContext());
    }

    /** Address and account, without what may hold a token: under another one a position means nothing. */
    abstract String source();
}
