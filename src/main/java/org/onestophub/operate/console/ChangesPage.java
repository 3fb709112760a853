package org.onestophub.operate.console;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
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
class ChangesPage implements SmartLifecycle {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 200;
    private static final int MOST_OF_ONE = 10;

    /** A page that is open, and whose it is. */
    private record Listener(String name, SseEmitter emitter) {}

    private final OverviewQueries overview;
    private final NavigableMap<Long, Listener> open = new ConcurrentSkipListMap<>();
    private final AtomicLong number = new AtomicLong();
    private volatile boolean running;
    private volatile String last = "";

    ChangesPage(OverviewQueries overview) {
        this.overview = overview;
    }

    @WithinInstitutions
    @GetMapping(path = "/console/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter changes(Viewer viewer) {
        viewer.require(Right.VIEW);
        if (!running || open.size() >= MOST) {
            throw new ProblemException(Problem.WORK_BUSY);
        }
        makeRoom(viewer.name());
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        long own = number.incrementAndGet();
        emitter.onCompletion(() -> open.remove(own));
        emitter.onTimeout(emitter::complete);
        emitter.onError(fault -> open.remove(own));
        open.put(own, new Listener(viewer.name(), emitter));
        return emitter;
    }

    /** A browser that goes on to another page says nothing; the page opened longest ago gives way. */
    private void makeRoom(String name) {
        List<Map.Entry<Long, Listener>> own = open.entrySet().stream()
                .filter(listener -> listener.getValue().name().equals(name))
                .toList();
        for (int i = 0; i <= own.size() - MOST_OF_ONE; i++) {
            open.remove(own.get(i).getKey());
            own.get(i).getValue().emitter().complete();
        }
    }

    /** Looks whether anything changed that a page shows; only while a page is open. */
    @Scheduled(fixedDelay = 3_000)
    void look() {
        if (open.isEmpty()) {
            return;
        }
        try {
            String now = overview.mark();
            boolean isChanged = !now.equals(last);
            last = now;
            open.forEach((own, listener) -> say(own, listener.emitter(), isChanged));
        } catch (DataAccessException e) {
            // the page says so itself when it asks the next time
            last = "";
        }
    }

    /** A comment, where nothing changed, finds out who has gone. */
    private void say(long own, SseEmitter emitter, boolean isChanged) {
        try {
            emitter.send(
                    isChanged
                            ? SseEmitter.event().name("changed").data("")
                            : SseEmitter.event().comment(""));
        } catch (IOException | IllegalStateException e) {
            open.remove(own);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.values().forEach(listener -> listener.emitter().complete());
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
