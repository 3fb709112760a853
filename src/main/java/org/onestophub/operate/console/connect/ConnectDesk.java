package org.onestophub.operate.console.connect;

import java.util.List;
import java.util.Set;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.configuration.AppliedVersion;
import org.onestophub.complaint.contract.configuration.ApplyPlan;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ChannelPasswords;
import org.onestophub.complaint.contract.configuration.ConfigReleases;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.configuration.ConnectionTester;
import org.onestophub.complaint.contract.configuration.MappingEntry;
import org.onestophub.complaint.contract.configuration.MappingWorkbench;
import org.onestophub.complaint.contract.configuration.SampleReport;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.BoundedWork;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Channels, the files of the configuration and what runs of them; for who sees all institutions. */
@Component
class ConnectDesk {

    private static final int HISTORY = 50;
    private static final int DIGEST_LENGTH = 64;

    private final ChannelRegistry channels;
    private final ConnectionTester tester;
    private final ChannelPasswords passwords;
    private final ConfigReleases releases;
    private final MappingWorkbench bench;
    private final MappingDryRuns trials;
    private final BoundedWork work;
    private final AccessRecord record;
    private final HubProperties hub;

    ConnectDesk(
            ChannelRegistry channels,
            ConnectionTester tester,
            ChannelPasswords passwords,
            ConfigReleases releases,
            MappingWorkbench bench,
            MappingDryRuns trials,
            BoundedWork work,
            AccessRecord record,
            HubProperties hub) {
        this.channels = channels;
        this.tester = tester;
        this.passwords = passwords;
        this.releases = releases;
        this.bench = bench;
        this.trials = trials;
        this.work = work;
        this.record = record;
        this.hub = hub;
    }

    List<ChannelStatus> channels(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return channels.channels();
    }

    /** Starts a channel; does nothing if it runs. */
    void start(Viewer viewer, String name) {
        begin(viewer, Right.OPERATE, "channel-start", RequestParameters.word(name, "name"));
        channels.start(name, viewer.by());
    }

    /** Stops a channel until it is started again; does nothing if it is stopped. */
    void stop(Viewer viewer, String name) {
        begin(viewer, Right.OPERATE, "channel-stop", RequestParameters.word(name, "name"));
        channels.stop(name, viewer.by());
    }

    ConnectionReport test(Viewer viewer, String name) {
        begin(viewer, Right.OPERATE, "channel-test", RequestParameters.word(name, "name"));
        return tester.test(name);
    }

    /** Channels to which that person may give a new password. */
    Set<String> passwords(Viewer viewer) {
        return viewer.may(Right.CONFIGURE) ? passwords.channels() : Set.of();
    }

    ChannelPasswords.Change password(Viewer viewer, String name, String password) {
        begin(viewer, Right.CONFIGURE, "channel-password", RequestParameters.word(name, "name"));
        return passwords.change(name, password, viewer.by());
    }

    List<Fault> check(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return releases.check();
    }

    ApplyPlan plan(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return releases.plan();
    }

    /** Carries out the plan that the person saw, and no other. */
    ApplyReport apply(Viewer viewer, String expect) {
        begin(viewer, Right.CONFIGURE, "config-apply", RequestParameters.needed(expect, "expect", DIGEST_LENGTH));
        return releases.apply(List.of(), expect, viewer.by());
    }

    List<AppliedVersion> history(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return releases.history(Long.MAX_VALUE, HISTORY);
    }

    List<MappingEntry> mappings(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return work.run(bench::mappings);
    }

    /** Runs the golden samples of a mapping, which are made up. */
    SampleReport samples(Viewer viewer, String mapping) {
        viewer.requireForAll(Right.VIEW);
        if (mappings(viewer).stream().noneMatch(known -> known.name().equals(mapping))) {
            throw new ProblemException(Problem.NOT_FOUND, "name");
        }
        return work.run(() -> trials.samples(hub.configDir(), mapping));
    }

    private void begin(Viewer viewer, Right right, String action, String object) {
        viewer.requireForAll(right);
        record.done(viewer.by(), action, object, null);
    }
}
