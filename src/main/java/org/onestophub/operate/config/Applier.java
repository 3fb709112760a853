package org.onestophub.operate.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.configuration.AppliedVersion;
import org.onestophub.complaint.contract.configuration.ApplyPlan;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ConfigReleases;
import org.onestophub.complaint.contract.configuration.SampleReport;
import org.onestophub.complaint.contract.operations.DutyForecast;
import org.onestophub.complaint.contract.operations.DutyMoves;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.ConfigTrees;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Check, plan and apply. An apply works on a copy of the files and takes one route after the other. It changes a route only if
 * its files have no fault and the samples of its mappings pass, and puts it back if it does not run well with them.
 */
@Component
class Applier implements ConfigReleases {

    private static final HubLog LOG = HubLog.of("channel");

    private final HubProperties hub;
    private final ConfigTrees trees;
    private final HubConfigCheck config;
    private final RunningVersions running;
    private final RouteLoader loader;
    private final RouteUpdate exchange;
    private final AppliedTable table;
    private final MappingDryRuns trials;
    private final AppliedSettings settings;
    private final DutyForecast duties;
    private final RuleExchange rules;
    private final ReentrantLock one = new ReentrantLock();

    Applier(
            HubProperties hub,
            ConfigTrees trees,
            HubConfigCheck config,
            RunningVersions running,
            RouteLoader loader,
            RouteUpdate exchange,
            AppliedTable table,
            MappingDryRuns trials,
            AppliedSettings settings,
            DutyForecast duties,
            RuleExchange rules) {
        this.hub = hub;
        this.trees = trees;
        this.config = config;
        this.running = running;
        this.loader = loader;
        this.exchange = exchange;
        this.table = table;
        this.trials = trials;
        this.settings = settings;
        this.duties = duties;
        this.rules = rules;
    }

    /** Files as they are, with all that is to be said of them. */
    private record Draft(ConfigTree tree, ConfigFolder folder, Planner planner) {}

    @Override
    public List<Fault> check() {
        return check(hub.configDir());
    }

    @Override
    public List<Fault> check(Path configDir) {
        return config.check(ConfigFolder.read(configDir.toAbsolutePath())).all();
    }

    @Override
    public ApplyPlan plan() {
        Draft draft = draft();
        List<SampleReport> samples = draft.planner().touchedMappings().stream()
                .map(mapping -> trials.samples(draft.tree().dir(), mapping))
                .toList();
        return new ApplyPlan(
                draft.planner().digest(),
                draft.planner().items(),
                config.check(draft.folder()).all(),
                samples,
                draft.planner().dutiesChange() ? duties.moves(draft.tree().dir()) : DutyMoves.NONE);
    }

    @Override
    public List<AppliedVersion> history(long before, int limit) {
        return table.history(before, limit);
    }

    @Override
    public ApplyReport apply(List<String> names, String expect, String keyName) {
        if (!one.tryLock()) {
            throw new ProblemException(Problem.APPLY_RUNNING);
        }
        try {
            Draft draft = draft();
            if (!draft.planner().digest().equals(expect)) {
                throw new ProblemException(Problem.PLAN_STALE, "expect");
            }
            List<ApplyPlan.Item> items = targets(draft, names);
            ConfigCheck check = config.check(draft.folder());
            List<ApplyReport.Result> results = new ArrayList<>();
            for (ApplyPlan.Item item : items) {
                results.add(oneOrUntouched(draft, check, item, keyName));
            }
            trees.prune(running.trees());
            return new ApplyReport(expect, results);
        } finally {
            one.unlock();
        }
    }

    private Draft draft() {
        ConfigTree tree = trees.take(hub.configDir().toAbsolutePath());
        ConfigFolder folder = ConfigFolder.read(tree.dir());
        SettingView then = config.settings(folder);
        return new Draft(tree, folder, new Planner(running, tree, folder, then::isWanted, then));
    }

    private static List<ApplyPlan.Item> targets(Draft draft, List<String> names) {
        List<ApplyPlan.Item> routes = draft.planner().items().stream()
                .filter(item -> item.kind().equals(RuleExchange.KIND)
                        || RouteFileName.of(item.name()).standsAlone()
                                && (item.kind().equals("channel") || item.kind().equals("destination")))
                .toList();
        if (names.isEmpty()) {
            return routes.stream().filter(ApplyPlan.Item::changes).toList();
        }
        List<ApplyPlan.Item> found = new ArrayList<>();
        for (String name : new java.util.LinkedHashSet<>(names)) {
            if (name.matches("(flow|shared|ops)-.*")) {
                throw new ProblemException(Problem.RESTART_NEEDED, "channels");
            }
            found.add(routes.stream()
                    .filter(item -> item.name().equals(name) || item.name().equals("in-" + name))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "channels")));
        }
        return found;
    }

    /** What was done to earlier routes is reported in any case. */
    private ApplyReport.Result oneOrUntouched(Draft draft, ConfigCheck check, ApplyPlan.Item item, String keyName) {
        if (Thread.currentThread().isInterrupted()) {
            return result(item, "blocked", Problem.WATCH_CUT_SHORT.code(), item.running(), List.of(), List.of());
        }
        try {
            return one(draft, check, item, keyName);
        } catch (DataAccessException | TransactionException e) {
            // without a line in the history nothing is touched
            return result(item, "blocked", Problem.STORE_UNAVAILABLE.code(), item.running(), List.of(), List.of());
        }
    }

    private ApplyReport.Result one(Draft draft, ConfigCheck check, ApplyPlan.Item item, String keyName) {
        if (item.kind().equals(RuleExchange.KIND)) {
            return rules(draft, check, item, keyName);
        }
        RouteFileName stem = RouteFileName.of(item.name());
        // of this moment: an earlier route of the same apply may have brought a mapping that both use
        ApplyPlan.Item now = draft.planner().route(stem);
        if (!now.changes()) {
            return result(now, "unchanged", "", now.running(), List.of(), List.of());
        }
        if (draft.planner().wanted(stem) == null) {
            return changed(UndoableRouteChange.Change.removal(stem), draft, now, keyName);
        }
        List<Fault> faults = new ArrayList<>(check.of(stem));
        faults.addAll(check.ofShared());
        if (!faults.isEmpty()) {
            return blocked(draft, now, keyName, faults.get(0).code(), faults, List.of());
        }
        List<SampleReport> red = draft.planner().touchedMappings(stem).stream()
                .map(mapping -> trials.samples(draft.tree().dir(), mapping))
                .filter(report -> !report.allGreen())
                .toList();
        if (!red.isEmpty()) {
            return blocked(draft, now, keyName, Problem.SAMPLES_RED.code(), List.of(), red);
        }
        return exchanged(draft, stem, now, keyName);
    }

    private ApplyReport.Result rules(Draft draft, ConfigCheck check, ApplyPlan.Item item, String keyName) {
        if (!item.changes()) {
            return result(item, "unchanged", "", item.running(), List.of(), List.of());
        }
        String folder = RuleExchange.folderOf(item.name());
        List<Fault> faults = new ArrayList<>(check.ofRules(folder));
        faults.addAll(check.ofShared());
        if (!faults.isEmpty()) {
            return blocked(draft, item, keyName, faults.get(0).code(), faults, List.of());
        }
        RouteUpdate.End end = rules.make(folder, draft.tree(), keyName);
        return result(item, end.result(), end.code(), running.rules(folder).ofRules(folder), List.of(), List.of());
    }

    private ApplyReport.Result exchanged(Draft draft, RouteFileName stem, ApplyPlan.Item item, String keyName) {
        Planner planner = draft.planner();
        Set<String> mappings = planner.changedMappings(stem);
        UndoableRouteChange.Change change = new UndoableRouteChange.Change(
                stem, planner.wanted(stem), planner.routeChanges(stem), mappings, planner.listsChange());
        boolean isNew = running.route(stem) == null;
        if (isNew) {
            settings.put(stem, draft.folder().settings());
        }
        // new settings would be those of the old route too, which runs until it is exchanged
        if (change.route() && (isNew || !planner.settingsChange(stem))) {
            try {
                loader.tryAside(draft.folder(), stem);
            } catch (RouteNotLoaded e) {
                if (isNew) {
                    settings.remove(stem);
                }
                return blocked(draft, item, keyName, e.fault().code(), List.of(e.fault()), List.of());
            }
        }
        return changed(change, draft, item, keyName);
    }

    private ApplyReport.Result changed(
            UndoableRouteChange.Change change, Draft draft, ApplyPlan.Item item, String keyName) {
        RouteUpdate.End end = exchange.make(change, draft.tree(), item.files(), keyName);
        return result(item, end.result(), end.code(), running.digestOf(change.stem()), List.of(), List.of());
    }

    private ApplyReport.Result blocked(
            Draft draft, ApplyPlan.Item item, String keyName, String code, List<Fault> faults, List<SampleReport> red) {
        RouteFileName stem = RouteFileName.of(item.name());
        table.end(
                table.begin(
                        keyName,
                        stem,
                        item.running(),
                        item.files(),
                        draft.tree().digest()),
                "blocked",
                code);
        LOG.warn("apply-blocked", LogKey.KEY_NAME, keyName, LogKey.CHANNEL, stem.text(), LogKey.CODE, code);
        return result(item, "blocked", code, item.running(), faults, red);
    }

    private static ApplyReport.Result result(
            ApplyPlan.Item item, String result, String code, String after, List<Fault> faults, List<SampleReport> red) {
        return new ApplyReport.Result(item.name(), result, code, item.running(), after, faults, red);
    }
}
