package org.onestophub.intake.source.web;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.Problem;

/** Tries a platform: name, port, TLS, login, and the first page. Nothing is kept and no position moves. */
final class HttpPullProbe {

    private final HttpPullEndpoint source;

    HttpPullProbe(HttpPullEndpoint source) {
        this.source = source;
    }

    /** As far as TLS. */
    static @Nullable TlsInspection reach(PullServer server, ProbeSteps steps, Clock clock) {
        AtomicReference<URI> found = new AtomicReference<>();
        steps.step("address", Problem.SETTING_INVALID, () -> {
            found.set(server.address());
            return Map.of();
        });
        URI address = found.get();
        if (address == null) {
            return null;
        }
        try (ProbeSocket socket = new ProbeSocket(address.getHost(), PullServer.portOf(address))) {
            socket.resolve(steps);
            socket.connect(steps);
            return PullServer.isTls(address)
                    ? socket.tls(steps, server.trust().judge(), true, clock, plain -> {})
                    : null;
        }
    }

    /** All steps. */
    @Nullable
    TlsInspection run(ProbeSteps steps, Clock clock) {
        HttpPull pull = source.pull();
        TlsInspection tls = reach(pull.server(), steps, clock);
        PullLine line = new PullLine(pull.server(), clock);
        if (pull.token().isLogin()) {
            steps.step("login", Problem.LOGIN_REFUSED, () -> {
                pull.token().login(pull.server(), line);
                return Map.of();
            });
        }
        steps.step("list", Problem.ANSWER_UNREADABLE, () -> {
            PullPage page = source.look(line).tried();
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("items", Integer.toString(page.items().size()));
            page.total().ifPresent(total -> facts.put("total", Long.toString(total)));
            facts.put("clockAheadSeconds", Long.toString(line.skew().toSeconds()));
            return facts;
        });
        return tls;
    }
}
