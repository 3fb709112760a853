package org.onestophub.operate.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.contract.operations.Right;
import org.onestophub.complaint.contract.operations.Viewer;
import org.onestophub.operate.ops.query.OverviewQueries;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Says to open pages that something changed, and nothing more: the page asks again, so language and rights are those of its
 * viewer. Ends all of it before the server does, which would else wait for it.
 */
@Controller
class Changes implements SmartLifecycle {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 200;
    private static final int MOST_OF_ONE = 10;

    private final OverviewQueries overview;
    private final Map<SseEmitter, String> open = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile String last = "";

    Changes(OverviewQueries overview) {
        this.overview = overview;
    }

    @GetMapping(path = "/console/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter changes(Viewer viewer) {
        viewer.require(Right.VIEW);
        long own = open.values().stream().filter(viewer.name()::equals).count();
        if (!running || open.size() >= MOST || own >= MOST_OF_ONE) {
            throw new ProblemException(Problem.WORK_BUSY);
        }
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        emitter.onCompletion(() -> open.remove(emitter));
        emitter.onTimeout(emitter::complete);
        emitter.onError(fault -> open.remove(emitter));
        open.put(emitter, viewer.name());
        return emitter;
    }

    /** Looks whether anything changed that a page shows; only while a page is open. */
    @Scheduled(fixedDelay = 3_000)
    void look() {
        if (open.isEmpty()) {
            return;
        }
        try {
            String now = overview.mark();
            if (!now.equals(last)) {
                last = now;
                open.keySet().forEach(this::say);
            }
        } catch (DataAccessException e) {
            // the page says so itself when it asks the next time
            last = "";
        }
    }

    private void say(SseEmitter emitter) {
        try {
            emitter.send(SseEmitter.event().name("changed").data(""));
        } catch (IOException | IllegalStateException e) {
            open.remove(emitter);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.keySet().forEach(SseEmitter::complete);
        open.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
