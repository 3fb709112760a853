package org.onestophub.operate.draft;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.operations.ApplyReport;
import org.onestophub.complaint.contract.operations.ChannelDrafts;
import org.onestophub.complaint.contract.operations.ConfigReleases;
import org.onestophub.complaint.contract.operations.ConnectionReport;
import org.onestophub.complaint.contract.operations.MailboxTester;
import org.onestophub.complaint.contract.operations.MappingWorkbench;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.BoundedWork;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The drafts of this hub, in files of its own. */
@Component
class Drafts implements ChannelDrafts {

    static final String MAILBOX = "imap-mailbox-source";
    static final String PUSH = "http-door-source";

    private static final HubLog LOG = HubLog.of("channel");
    private static final int MOST_DRAFTS = 20;
    private static final int MOST_INPUT = 1024 * 1024;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final int LONGEST_ID = 40;
    private final HubProperties hub;
    private final DraftFolder folder;
    private final MergedConfig merged;
    private final ConfigReleases releases;
    private final MailboxTester tester;
    private final DraftTrials tries;
    private final DraftKinds kinds;
    private final BoundedWork work;
    private final Clock clock;
    private final ReentrantLock applying = new ReentrantLock();

    Drafts(
            HubProperties hub,
            ConfigReleases releases,
            MailboxTester tester,
            MappingDryRuns trials,
            MappingWorkbench bench,
            BoundedWork work,
            Clock clock) {
        this.hub = hub;
        this.folder = new DraftFolder(hub.home());
        this.merged =
                new MergedConfig(hub.configDir(), hub.home().resolve("tmp").resolve("drafts"));
        this.releases = releases;
        this.tester = tester;
        this.tries = new DraftTrials(trials, merged, clock);
        this.kinds = new DraftKinds(hub.configDir(), bench);
        this.work = work;
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
        DraftFolder.Given given = given(id);
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
                given.sampleProblem(),
                given.by(),
                given.at(),
                DraftFolder.digestOf(folder.files(id)));
    }

    @Override
    public synchronized Draft begin(String id, String kind, String by) {
        DraftValues.require(ID.matcher(id).matches() && id.length() <= LONGEST_ID && isFree(id), "id");
        DraftValues.require(kinds.isOne(kind), "kind");
        if (folder.ids().size() >= MOST_DRAFTS) {
            throw new ProblemException(Problem.DRAFTS_FULL);
        }
        String mapping = kind.equals(MAILBOX) ? "email" : "";
        keep(id, new DraftFolder.Given(kind, Map.of(), mapping, List.of(), "", by, clock.instant()));
        LOG.event("draft-begun", LogKey.KEY_NAME, by, LogKey.CHANNEL, id);
        return draft(id);
    }

    @Override
    public synchronized Draft change(String id, Change change, String by) {
        DraftFolder.Given old = given(id);
        String mapping = change.mapping() == null ? old.mapping() : change.mapping();
        Kind kind = kinds.named(old.kind());
        DraftValues.require(
                mapping.isEmpty() ? kind.ownFields() : kind.mappings().contains(mapping), "mapping");
        keep(
                id,
                new DraftFolder.Given(
                        old.kind(),
                        change.values() == null
                                ? old.values()
                                : DraftValues.checked(
                                        kind,
                                        old.values(),
                                        change.values(),
                                        (name, secret) -> folder.keepSecret(id, name, secret)),
                        mapping,
                        change.choices() == null ? old.choices() : DraftValues.choices(change.choices()),
                        "",
                        by,
                        clock.instant()));
        return draft(id);
    }

    @Override
    public synchronized Draft input(String id, byte[] bytes, String by) {
        DraftFolder.Given old = given(id);
        DraftValues.require(bytes.length > 0, "input");
        if (bytes.length > MOST_INPUT) {
            throw new ProblemException(Problem.TOO_LARGE, "input");
        }
        folder.keepInput(id, bytes);
        keep(
                id,
                new DraftFolder.Given(old.kind(), old.values(), old.mapping(), old.choices(), "", by, clock.instant()));
        return draft(id);
    }

    @Override
    public ConnectionReport test(String id) {
        DraftFolder.Given given = given(id);
        DraftValues.require(given.kind().equals(MAILBOX), "kind");
        Map<String, String> values = new TreeMap<>();
        for (Input input : kinds.named(MAILBOX).inputs()) {
            String value = given.values().getOrDefault(input.name(), input.standard());
            DraftValues.require(!input.needed() || !value.isEmpty(), input.name());
            values.put(input.name(), input.secret() ? folder.secret(value) : value);
        }
        return tester.mailbox(id, values);
    }

    @Override
    public Trial trial(String id) {
        DraftFolder.Given given = given(id);
        byte[] input = folder.input(id).orElseThrow(() -> new ProblemException(Problem.REQUEST_INVALID, "input"));
        return work.run(() -> tries.tried(id, given, input, DraftFiles.ofMapping(id, given, today())));
    }

    @Override
    public List<Added> added(String id) {
        given(id);
        List<Added> added = new ArrayList<>();
        folder.files(id)
                .forEach((name, bytes) -> added.add(new Added(name, new String(bytes, StandardCharsets.UTF_8))));
        return added;
    }

    @Override
    public List<Fault> check(String id) {
        DraftFolder.Given given = given(id);
        List<Fault> faults = new ArrayList<>();
        if (given.mapping().isEmpty()) {
            for (Target target : DialectText.TARGETS) {
                if (target.needed()
                        && given.choices().stream()
                                .noneMatch(choice -> choice.target().equals(target.pointer()))) {
                    faults.add(Fault.of(
                            Problem.MAPPING_INVALID, "mappings/" + id, 0, "nothing fills " + target.pointer()));
                }
            }
        }
        List<Fault> before = releases.check();
        return work.run(() -> merged.with(folder.files(id), config -> {
            List<Fault> after = new ArrayList<>(releases.check(config));
            after.removeAll(before);
            faults.addAll(after);
            return List.copyOf(faults);
        }));
    }

    @Override
    public ApplyReport apply(String id, String expect, String by) {
        if (!applying.tryLock()) {
            throw new ProblemException(Problem.APPLY_RUNNING);
        }
        try {
            DraftFolder.Given given = given(id);
            SortedMap<String, byte[]> files = folder.files(id);
            if (!DraftFolder.digestOf(files).equals(expect)) {
                throw new ProblemException(Problem.PLAN_STALE, "expect");
            }
            DraftValues.require(!given.mapping().isEmpty() || check(id).isEmpty(), "choices");
            ConfigAddition addition = new ConfigAddition(hub.configDir(), files);
            addition.add();
            boolean applied = false;
            try {
                ApplyReport report =
                        releases.apply(List.of("in-" + id), releases.plan().digest(), by);
                applied = report.results().stream()
                        .allMatch(result -> result.result().equals("applied"));
                LOG.event(applied ? "draft-applied" : "draft-not-applied", LogKey.KEY_NAME, by, LogKey.CHANNEL, id);
                return report;
            } finally {
                if (applied) {
                    folder.remove(id, false);
                } else {
                    addition.takeAway();
                }
            }
        } finally {
            applying.unlock();
        }
    }

    @Override
    public synchronized void discard(String id, String by) {
        if (ID.matcher(id).matches() && folder.given(id).isPresent()) {
            folder.remove(id, true);
            LOG.event("draft-discarded", LogKey.KEY_NAME, by, LogKey.CHANNEL, id);
        }
    }

    private DraftFolder.Given given(String id) {
        return (ID.matcher(id).matches() && id.length() <= LONGEST_ID
                        ? folder.given(id)
                        : Optional.<DraftFolder.Given>empty())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    /** Keeps what was given and writes the files anew. */
    private void keep(String id, DraftFolder.Given given) {
        folder.keep(id, given);
        SortedMap<String, byte[]> files = DraftFiles.ofRoute(id, given, hub.configDir());
        files.putAll(DraftFiles.ofMapping(id, given, today()));
        folder.keepFiles(id, files);
        Optional<byte[]> input = folder.input(id);
        if (given.mapping().isEmpty() && !given.choices().isEmpty() && input.isPresent()) {
            String problem = work.run(() -> tries.addSample(id, given, input.get(), files));
            folder.keepFiles(id, files);
            folder.keep(
                    id,
                    new DraftFolder.Given(
                            given.kind(), given.values(), "", given.choices(), problem, given.by(), given.at()));
        }
    }

    private boolean isFree(String id) {
        return folder.given(id).isEmpty()
                && !Files.exists(hub.configDir().resolve("routes/in-" + id + ".yaml"))
                && !Files.exists(hub.configDir().resolve("mappings/" + id));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), hub.zone());
    }
}
