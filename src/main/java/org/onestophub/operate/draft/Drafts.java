package org.onestophub.operate.draft;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ChannelDrafts;
import org.onestophub.complaint.contract.configuration.ConfigReleases;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.configuration.MappingWorkbench;
import org.onestophub.complaint.contract.configuration.ServerIdentity;
import org.onestophub.complaint.contract.configuration.SourceTester;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.BoundedWork;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The drafts of this hub, in files of its own. */
@Component
class Drafts implements ChannelDrafts {

    static final String PUSH = "http-door-source";

    private static final HubLog LOG = HubLog.of("channel");
    private static final int MOST_DRAFTS = 20;
    private static final int LONGEST_NAME = 255;

    private final DraftFolder folder;
    private final KeptDrafts kept;
    private final DraftVisits visits;
    private final FolderRoots roots;
    private final DraftApply releaser;
    private final DraftTrials tries;
    private final DraftKinds kinds;
    private final DraftCheck checks;
    private final Clock clock;
    private final ReentrantLock applying = new ReentrantLock();

    Drafts(
            HubProperties hub,
            ConfigReleases releases,
            DraftProperties properties,
            SourceTester tester,
            MappingDryRuns trials,
            MappingWorkbench bench,
            BoundedWork work,
            Clock clock) {
        this.folder = new DraftFolder(hub.home(), clock);
        MergedConfig merged =
                new MergedConfig(hub.configDir(), hub.home().resolve("tmp").resolve("drafts"));
        this.releaser = new DraftApply(hub.configDir(), releases);
        this.tries = new DraftTrials(trials, merged, folder, work, clock);
        this.kept = new KeptDrafts(hub, folder, tries, clock);
        this.kinds = new DraftKinds(hub.configDir(), bench);
        this.visits = new DraftVisits(tester, kinds, folder);
        this.roots = new FolderRoots(properties, hub.home());
        this.checks = new DraftCheck(releases, merged, work);
        this.clock = clock;
    }

    @Override
    public List<Kind> kinds() {
        return kinds.all();
    }

    @Override
    public List<Target> targets() {
        return DialectText.TARGETS;
    }

    @Override
    public List<Draft> drafts() {
        return folder.ids().stream().map(this::draft).toList();
    }

    @Override
    public Draft draft(String id) {
        DraftEntries given = kept.given(id);
        Map<String, String> shown = new TreeMap<>(given.values());
        List<String> secrets = kinds.secretsOf(given.kind());
        List<String> set = secrets.stream().filter(shown::containsKey).toList();
        secrets.forEach(shown::remove);
        return new Draft(
                id,
                given.kind(),
                shown,
                set,
                given.mapping(),
                given.choices(),
                folder.input(id).map(bytes -> bytes.length).orElse(0),
                folder.inputName(id),
                kinds.isSlow(given.mappingOf(id)),
                given.sampleProblem(),
                given.by(),
                given.at(),
                DraftFolder.digestOf(folder.files(id)));
    }

    @Override
    public synchronized Draft begin(String id, String kind, String by) {
        DraftValues.require(kept.isFree(id), "id");
        DraftValues.require(DraftKinds.isOne(kind), "kind");
        if (folder.ids().size() >= MOST_DRAFTS) {
            throw new ProblemException(Problem.DRAFTS_FULL);
        }
        String mapping = DraftKinds.source(kind).mapping();
        Map<String, String> values = roots.suggested(kinds.named(kind), id);
        kept.keep(id, new DraftEntries(kind, values, mapping, List.of(), "", by, clock.instant()));
        LOG.event("draft-begun", LogKey.KEY_NAME, by, LogKey.CHANNEL, id);
        return draft(id);
    }

    @Override
    public synchronized Draft change(String id, Change change, String by) {
        return alone(() -> changed(id, change, by));
    }

    private Draft changed(String id, Change change, String by) {
        DraftEntries old = kept.given(id);
        String mapping = change.mapping() == null ? old.mapping() : change.mapping();
        Kind kind = kinds.named(old.kind());
        DraftValues.require(
                mapping.isEmpty() ? !kind.targets().isEmpty() : kind.mappings().contains(mapping), "mapping");
        List<Choice> choices = change.choices() == null
                ? old.choices()
                : DraftValues.choices(
                        DraftKinds.targets(old.kind()),
                        old.isPush() ? DraftValues::isPlace : CallText::takes,
                        change.choices());
        Map<String, String> values = old.values();
        if (change.values() != null) {
            roots.check(kind, change.values());
            values = DraftValues.checked(
                    kind, values, change.values(), (name, secret) -> folder.keepSecret(id, name, secret));
        }
        kept.keep(id, old.with(values, mapping, choices, by, clock.instant()));
        return draft(id);
    }

    @Override
    public synchronized Draft input(String id, String name, byte[] bytes, String by) {
        DraftValues.require(bytes.length > 0, "input");
        DraftValues.require(name.length() <= LONGEST_NAME, "fileName");
        if (bytes.length > MOST_INPUT) {
            throw new ProblemException(Problem.TOO_LARGE, "input");
        }
        return alone(() -> {
            DraftEntries old = kept.given(id);
            folder.keepInput(id, kinds.named(old.kind()).files() ? name : "", bytes);
            kept.keep(id, old.with(old.values(), old.mapping(), old.choices(), by, clock.instant()));
            return draft(id);
        });
    }

    @Override
    public ConnectionReport test(String id) {
        return visits.test(id, kept.given(id));
    }

    @Override
    public ConnectionReport take(String id, String by) {
        SourceTester.Example example = visits.example(id, kept.given(id), MOST_INPUT);
        byte[] bytes = example.bytes();
        if (bytes != null) {
            input(id, example.name(), bytes, by);
        }
        return example.report();
    }

    @Override
    public Draft trust(String id, String fingerprint, String by) {
        DraftEntries seen = kept.given(id);
        return trusted(id, seen, visits.identity(id, seen, fingerprint), by);
    }

    private synchronized Draft trusted(String id, DraftEntries seen, ServerIdentity shown, String by) {
        return alone(() -> {
            DraftEntries old = kept.given(id);
            DraftValues.require(old.values().equals(seen.values()), "fingerprint");
            String name = kinds.trustOf(old.kind());
            Map<String, String> values = new TreeMap<>(old.values());
            if (values.containsKey(name) && !folder.beside(values.get(name)).equals(shown.file())) {
                // the password was meant for the server that was trusted before
                values.keySet().removeAll(kinds.secretsOf(old.kind()));
            }
            values.put(name, folder.keepBeside(id, name, shown.file()));
            kept.keep(id, old.with(values, old.mapping(), old.choices(), by, clock.instant()));
            LOG.event("draft-trusts", LogKey.KEY_NAME, by, LogKey.CHANNEL, id);
            return draft(id);
        });
    }

    @Override
    public Trial trial(String id) {
        DraftEntries given = kept.given(id);
        byte[] input = folder.input(id).orElseThrow(() -> new ProblemException(Problem.REQUEST_INVALID, "input"));
        return tries.tried(id, given, input, kept.ofMapping(id, given));
    }

    @Override
    public List<Added> added(String id) {
        kept.given(id);
        List<Added> added = new ArrayList<>();
        folder.files(id)
                .forEach((name, bytes) -> added.add(new Added(name, new String(bytes, StandardCharsets.UTF_8))));
        return added;
    }

    @Override
    public List<Fault> check(String id) {
        DraftEntries given = kept.given(id);
        return checks.of(id, given, folder.files(id));
    }

    @Override
    public ApplyReport apply(String id, String expect, String by) {
        return alone(() -> {
            DraftEntries given = kept.given(id);
            SortedMap<String, byte[]> files = folder.files(id);
            if (!DraftFolder.digestOf(files).equals(expect)) {
                throw new ProblemException(Problem.PLAN_STALE, "expect");
            }
            DraftValues.require(!given.mapping().isEmpty() || check(id).isEmpty(), "choices");
            ApplyReport report = releaser.of(id, given, files, by);
            boolean applied = DraftApply.isApplied(report);
            LOG.event(applied ? "draft-applied" : "draft-not-applied", LogKey.KEY_NAME, by, LogKey.CHANNEL, id);
            if (applied) {
                folder.remove(id, false);
            }
            return report;
        });
    }

    @Override
    public synchronized void discard(String id, String by) {
        alone(() -> {
            boolean isThere = kept.find(id).isPresent();
            if (isThere) {
                // a channel of that name may run with the password
                folder.remove(id, !kept.isChannel(id));
                LOG.event("draft-discarded", LogKey.KEY_NAME, by, LogKey.CHANNEL, id);
            }
            return isThere;
        });
    }

    /** Nothing of a draft changes while one is applied. */
    private <T> T alone(Supplier<T> work) {
        if (!applying.tryLock()) {
            throw new ProblemException(Problem.APPLY_RUNNING);
        }
        try {
            return work.get();
        } finally {
            applying.unlock();
        }
    }

    /** An input is a real complaint: it does not stay for good, also of a draft that nobody opens again. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    void removeOldInputs() {
        folder.ids().forEach(folder::input);
    }
}
