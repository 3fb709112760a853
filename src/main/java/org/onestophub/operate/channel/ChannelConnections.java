package org.onestophub.operate.channel;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.DoorKeys;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.configuration.ConnectionTester;
import org.onestophub.complaint.contract.configuration.ServerIdentity;
import org.onestophub.complaint.contract.configuration.SourceTester;
import org.onestophub.complaint.contract.operations.CertificateExpiry;
import org.onestophub.complaint.contract.operations.DestinationReport;
import org.onestophub.complaint.contract.operations.DestinationTester;
import org.onestophub.intake.source.file.FileNames;
import org.onestophub.intake.source.mail.ImapProbe;
import org.onestophub.platform.probe.ExampleFile;
import org.onestophub.platform.probe.FolderProbe;
import org.onestophub.platform.probe.FolderVisit;
import org.onestophub.platform.probe.FtpProbe;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.probe.Probeable;
import org.onestophub.platform.probe.SftpProbe;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tests connections, one at a time for each channel and destination and a few in all; looks at the certificates of
 * channels' servers every day.
 */
@Component
class ChannelConnections implements ConnectionTester, SourceTester, DestinationTester, CertificateExpiry {

    /** Each may hold a connection and two threads for half a minute. */
    private static final int MOST_AT_ONCE = 4;

    private final LoadedSources sources;
    private final LoadedSinks sinks;
    private final ChannelStates channels;
    private final DoorKeys keys;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Map<String, Instant> validUntil = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "connection-test");
        thread.setDaemon(true);
        return thread;
    });

    ChannelConnections(LoadedSources sources, LoadedSinks sinks, ChannelStates channels, DoorKeys keys, Clock clock) {
        this.sources = sources;
        this.sinks = sinks;
        this.channels = channels;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public ConnectionReport test(String channel) {
        if (channels.all().stream().noneMatch(status -> status.name().equals(channel))) {
            throw new ProblemException(Problem.NOT_FOUND, "channel");
        }
        return whileOthersWait(channel, () -> tested(channel));
    }

    @Override
    public ConnectionReport test(String channel, String connector, Map<String, String> values) {
        ProbeTarget target = GivenSource.of(connector, values);
        return inTurn("draft-" + channel, "id", () -> tried(channel, target, visit()));
    }

    @Override
    public Example example(String channel, String connector, Map<String, String> values, int most) {
        ProbeTarget target = GivenSource.of(connector, values);
        ExampleFile file = new ExampleFile(most);
        return inTurn("draft-" + channel, "id", () -> {
            ConnectionReport report = tried(channel, target, visit().with(file));
            return new Example(report, file.name(), file.bytes());
        });
    }

    @Override
    public Optional<ServerIdentity> identity(String channel, String connector, Map<String, String> values) {
        ProbeTarget target = GivenSource.of(connector, values);
        return inTurn("draft-" + channel, "id", () -> {
            ProbeSteps steps = new ProbeSteps(threads);
            if (target instanceof ProbeTarget.SftpFolder sftp) {
                SftpProbe probe = new SftpProbe(sftp, clock, visit());
                probe.run(steps);
                return Optional.ofNullable(probe.identity());
            }
            return Optional.ofNullable(reach(target, steps)).map(TlsInspection::identity);
        });
    }

    /** A try of a channel's source as it is given, in the turn of {@link #whileOthersWait}. */
    ConnectionReport tried(String channel, ProbeTarget target) {
        return tried(channel, target, visit());
    }

    /**
     * Something that tests a channel more than once.
     * @throws ProblemException CH-310 if the channel is tested already
     */
    <T> T whileOthersWait(String channel, Supplier<T> work) {
        return inTurn("in-" + channel, "channel", work);
    }

    private ConnectionReport tried(String channel, ProbeTarget target, FolderVisit visit) {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        ProbeSteps steps = new ProbeSteps(threads);
        run(target, steps, visit);
        return report(channel, target.kind(), at, begin, steps);
    }

    private static ConnectionReport report(String channel, String kind, Instant at, long begin, ProbeSteps steps) {
        long duration = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        return new ConnectionReport(channel, kind, at, steps.isOk(), duration, steps.steps());
    }

    @Override
    public DestinationReport destination(String name) {
        return inTurn("out-" + name, "name", () -> testedSink(name));
    }

    private <T> T inTurn(String route, String field, Supplier<T> test) {
        if (!places.tryAcquire()) {
            throw new ProblemException(Problem.TEST_RUNS, field);
        }
        try {
            if (!running.add(route)) {
                throw new ProblemException(Problem.TEST_RUNS, field);
            }
            try {
                return test.get();
            } finally {
                running.remove(route);
            }
        } finally {
            places.release();
        }
    }

    @Override
    public Map<String, Instant> validUntil() {
        return Map.copyOf(validUntil);
    }

    /** Once a day, the first time when the hub has settled; only as far as the handshake. */
    @Scheduled(initialDelay = 2, fixedDelay = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void lookAtCertificates() {
        channels.all()
                .forEach(channel -> sources.of(channel.name()).ifPresent(target -> {
                    if (target instanceof ProbeTarget.Listener listener) {
                        note(channel.name(), LocalProbe.validUntil(listener));
                    } else {
                        note(channel.name(), endOf(reach(target, new ProbeSteps(threads))));
                    }
                }));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** As the channel is loaded now, in the turn of {@link #whileOthersWait}. */
    ConnectionReport tested(String channel) {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        ProbeSteps steps = new ProbeSteps(threads);
        ProbeTarget target = sources.of(channel).orElse(null);
        steps.step("loaded", Problem.CHANNEL_STOPPED, () -> {
            if (target == null) {
                throw new ProblemException(Problem.CHANNEL_STOPPED);
            }
            return Map.of("running", Boolean.toString(sources.isRunning(channel)));
        });
        if (target instanceof ProbeTarget.Door door) {
            LocalProbe.door(door.role(), sources.isRunning(channel), keys, steps);
        } else if (target != null) {
            note(channel, endOf(run(target, steps, visit())));
        }
        return report(channel, target == null ? "unknown" : target.kind(), at, begin, steps);
    }

    private DestinationReport testedSink(String name) {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        ProbeSteps steps = new ProbeSteps(threads);
        boolean isRunning = sinks.isRunning(name);
        Probeable sink = isRunning ? sinks.of(name).orElse(null) : null;
        steps.step("loaded", Problem.CHANNEL_STOPPED, () -> {
            if (!isRunning) {
                throw new ProblemException(Problem.CHANNEL_STOPPED);
            }
            return Map.of();
        });
        if (sink != null) {
            sink.probe(steps);
        } else if (isRunning) {
            steps.skip("connect", "there is no test for this kind of destination");
        }
        return new DestinationReport(
                name,
                sink == null ? "unknown" : sink.kind(),
                at,
                steps.isOk(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
                steps.steps());
    }

    /** All steps; gives what was seen of TLS, null without TLS. */
    private @Nullable TlsInspection run(ProbeTarget target, ProbeSteps steps, FolderVisit visit) {
        if (target instanceof ProbeTarget.Own own) {
            return own.source().probe(steps, clock);
        }
        if (target instanceof ProbeTarget.Mailbox mailbox) {
            return new ImapProbe(mailbox, clock).run(steps);
        }
        if (target instanceof ProbeTarget.FtpFolder ftp) {
            return new FtpProbe(ftp, clock, visit).run(steps);
        }
        if (target instanceof ProbeTarget.SftpFolder sftp) {
            new SftpProbe(sftp, clock, visit).run(steps);
        } else if (target instanceof ProbeTarget.Folder folder) {
            new FolderProbe(folder.directory(), clock, visit, folder.isMade()).run(steps);
        } else if (target instanceof ProbeTarget.Listener listener) {
            LocalProbe.listener(listener, steps, clock);
        } else if (target instanceof ProbeTarget.Port port) {
            LocalProbe.port(port, steps, clock);
        } else {
            steps.skip("connect", "there is no test for this kind of source");
        }
        return null;
    }

    private @Nullable TlsInspection reach(ProbeTarget target, ProbeSteps steps) {
        if (target instanceof ProbeTarget.Own own) {
            return own.source().reach(steps, clock);
        }
        if (target instanceof ProbeTarget.Mailbox mailbox) {
            return new ImapProbe(mailbox, clock).reach(steps);
        }
        return target instanceof ProbeTarget.FtpFolder ftp ? new FtpProbe(ftp, clock, visit()).reach(steps) : null;
    }

    private static FolderVisit visit() {
        return FolderVisit.ofSource(FileNames::isMeant);
    }

    private static @Nullable Instant endOf(@Nullable TlsInspection look) {
        return look == null ? null : look.validUntil();
    }

    private void note(String channel, @Nullable Instant end) {
        if (end != null) {
            validUntil.put(channel, end);
        }
    }
}
