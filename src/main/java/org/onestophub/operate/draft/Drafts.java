package org.onestophub.operate.draft;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ChannelDrafts;
import org.onestophub.complaint.contract.configuration.ConfigReleases;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.configuration.MailboxTester;
import org.onestophub.complaint.contract.configuration.MappingWorkbench;
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

    static final String MAILBOX = "imap-mailbox-source";
    static final String PUSH = "http-door-source";

    private static final HubLog LOG = HubLog.of("channel");
    private static final int MOST_DRAFTS = 20;
    private static final int MOST_INPUT = 1024 * 1024;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final int LONGEST_ID = 40;
    private final HubProperties hub;
    private final DraftFolder folder;
    private final MailboxTester tester;
    private final DraftApply releaser;
    private final DraftTrials tries;
    private final DraftKinds kinds;
    private final DraftCheck checks;
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
        this.folder = new DraftFolder(hub.home(), clock);
        MergedConfig merged =
                new MergedConfig(hub.configDir(), hub.home().resolve("tmp").resolve("drafts"));
        this.releaser = new DraftApply(hub.configDir(), releases);
        this.tester = tester;
        this.tries = new DraftTrials(trials, merged, work, clock);
        this.kinds = new DraftKinds(hub.configDir(), bench);
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
        return alone(() -> changed(id, change, by));
    }

    private Draft changed(String id, Change change, String by) {
        DraftFolder.Given old = given(id);
        String mapping = change.mapping() == null ? old.mapping() : change.mapping();
        Kind kind = kinds.named(old.kind());
        DraftValues.require(
                mapping.isEmpty() ? kind.ownFields() : kind.mappings().contains(mapping), "mapping");
        List<Choice> choices = change.choices() == null ? old.choices() : DraftValues.choices(change.choices());
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
                        choices,
                        "",
                        by,
                        clock.instant()));
        return draft(id);
    }

    @Override
    public synchronized Draft input(String id, byte[] bytes, String by) {
        DraftValues.require(bytes.length > 0, "input");
        if (bytes.length > MOST_INPUT) {
            throw new ProblemException(Problem.TOO_LARGE, "input");
        }
        return alone(() -> {
            DraftFolder.Given old = given(id);
            folder.keepInput(id, bytes);
            keep(
                    id,
                    new DraftFolder.Given(
                            old.kind(), old.values(), old.mapping(), old.choices(), "", by, clock.instant()));
            return draft(id);
        });
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
        return tries.tried(id, given, input, DraftFiles.ofMapping(id, given, today()));
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
        return checks.of(id, given, folder.files(id));
    }

    @Override
    public ApplyReport apply(String id, String expect, String by) {
        return alone(() -> {
            DraftFolder.Given given = given(id);
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
            boolean isThere = ID.matcher(id).matches() && folder.given(id).isPresent();
            if (isThere) {
                // a channel of that name may run with the password
                folder.remove(id, !Files.exists(routeOf(id)));
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

    private Path routeOf(String id) {
        return hub.configDir().resolve("routes/in-" + id + ".yaml");
    }

    /** An input is a real complaint: it does not stay for good, also of a draft that nobody opens again. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    void removeOldInputs() {
        folder.ids().forEach(folder::input);
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
            String problem = tries.addSample(id, given, input.get(), files);
            folder.keepFiles(id, files);
            folder.keep(
                    id,
                    new DraftFolder.Given(
                            given.kind(), given.values(), "", given.choices(), problem, given.by(), given.at()));
        }
    }

    private boolean isFree(String id) {
        return folder.given(id).isEmpty()
                && !Files.exists(routeOf(id))
                && !Files.exists(hub.configDir().resolve("mappings/" + id));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), hub.zone());
    }
}
