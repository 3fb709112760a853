package org.onestophub.operate.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.configuration.ApplyPlan;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.YamlFile;

/** Compares what runs with the files. Knows nothing but digests. */
final class Planner {

    private static final Comparator<ApplyPlan.Item> ORDER =
            Comparator.comparing(ApplyPlan.Item::kind).thenComparing(ApplyPlan.Item::name);

    private final RunningVersions running;
    private final ConfigTree files;
    private final Map<RouteFileName, RunningVersions.Running> wanted = new TreeMap<>();
    private final Set<RouteFileName> off = new TreeSet<>();

    /**
     * @param folder the parsed files of {@code files}
     * @param isWanted whether a route is switched on
     * @param setting value of a setting, by which a route may choose its mapping
     */
    Planner(
            RunningVersions running,
            ConfigTree files,
            ConfigFolder folder,
            Predicate<RouteFileName> isWanted,
            UnaryOperator<String> setting) {
        this.running = running;
        this.files = files;
        for (RouteFileName stem : folder.stems()) {
            YamlFile route = folder.routes().get(stem.text());
            if (!stem.standsAlone()) {
                continue;
            }
            if (!isWanted.test(stem)) {
                off.add(stem);
            } else if (route != null) {
                wanted.put(stem, RunningVersions.Running.of(files, route, setting));
            } else {
                wanted.put(stem, new RunningVersions.Running(files, Set.of(), Set.of()));
            }
        }
    }

    /** Everything there is in the files or runs. */
    List<ApplyPlan.Item> items() {
        List<ApplyPlan.Item> items = new ArrayList<>();
        Set<RouteFileName> stems = new TreeSet<>(wanted.keySet());
        stems.addAll(off);
        running.routes().keySet().stream()
                .map(RouteFileName::of)
                .filter(RouteFileName::standsAlone)
                .forEach(stems::add);
        stems.forEach(stem -> items.add(route(stem)));
        connectors().forEach(name -> items.add(connector(name)));
        mappings().forEach(name -> items.add(mapping(name)));
        codeLists(items);
        RunningVersions.RULES.forEach(folder -> items.add(rules(folder)));
        startOnly(items);
        items.sort(ORDER);
        return items;
    }

    /** Names this plan: what runs and what the files say. */
    String digest() {
        List<String> parts = new ArrayList<>(List.of(running.digest(), files.digest()));
        off.forEach(stem -> parts.add("off " + stem));
        return ConfigTree.digestOf(parts);
    }

    /** What the files have for a route that is switched on; null if they have none. */
    RunningVersions.@Nullable Running wanted(RouteFileName stem) {
        return wanted.get(stem);
    }

    boolean isOff(RouteFileName stem) {
        return off.contains(stem);
    }

    /** Mappings of a route that differ from those in use. */
    Set<String> changedMappings(RouteFileName stem) {
        Set<String> changed = new TreeSet<>();
        RunningVersions.Running next = wanted.get(stem);
        if (next != null) {
            next.mappings().stream()
                    .filter(name -> !files.ofMapping(name).equals(running.digestOfMapping(name)))
                    .forEach(changed::add);
        }
        return changed;
    }

    /** Mappings that a change of any wanted route touches: a changed code list touches all. */
    Set<String> touchedMappings() {
        Set<String> touched = new TreeSet<>();
        wanted.keySet().forEach(stem -> touched.addAll(touchedMappings(stem)));
        return touched;
    }

    /** The same for a change of one route. */
    Set<String> touchedMappings(RouteFileName stem) {
        Set<String> touched = new TreeSet<>(changedMappings(stem));
        if (listsChange()) {
            wanted.values().forEach(route -> touched.addAll(route.mappings()));
        }
        return touched;
    }

    /** True if the route's own file or one of its connectors differs from what runs. */
    boolean routeChanges(RouteFileName stem) {
        RunningVersions.Running now = running.route(stem);
        RunningVersions.Running next = wanted.get(stem);
        return now == null || next == null || !now.digest(stem.text()).equals(next.digest(stem.text()));
    }

    boolean listsChange() {
        return !files.ofCodeLists().equals(running.codeLists().ofCodeLists());
    }

    /** The rules of a folder, which are exchanged as a whole. */
    ApplyPlan.Item rules(String folder) {
        String now = running.rules(folder).ofRules(folder);
        String then = files.ofRules(folder);
        return new ApplyPlan.Item(
                RuleExchange.KIND, RuleExchange.nameOf(folder), changeOf(now, then), now, then, List.of(), List.of());
    }

    /** True if a rule of duties or a calendar differs from those in use. */
    boolean dutiesChange() {
        return rules("duties").changes() || rules("calendars").changes();
    }

    ApplyPlan.Item route(RouteFileName stem) {
        RunningVersions.Running next = wanted.get(stem);
        String kind = stem.isChannel() ? "channel" : "destination";
        String now = running.digestOf(stem);
        if (isOff(stem) && now.isEmpty()) {
            return new ApplyPlan.Item(kind, stem.text(), "off", "", files.ofRoute(stem.text()), List.of(), List.of());
        }
        String then = next == null ? "" : RunningVersions.digestOf(stem, next);
        return new ApplyPlan.Item(kind, stem.text(), changeOf(now, then), now, then, List.of(), because(stem, next));
    }

    /** True if the settings file has other settings for a route than it runs by. */
    boolean settingsChange(RouteFileName stem) {
        RunningVersions.Running now = running.route(stem);
        return now != null && !changedSettings(stem, now).isEmpty();
    }

    /** Names only: a plan is shown to people. */
    private List<String> changedSettings(RouteFileName stem, RunningVersions.Running now) {
        Map<String, String> before = now.tree().settingsOf(stem.text());
        Map<String, String> then = files.settingsOf(stem.text());
        return Stream.concat(before.keySet().stream(), then.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(before.get(name), then.get(name)))
                .sorted()
                .toList();
    }

    private List<String> because(RouteFileName stem, RunningVersions.@Nullable Running next) {
        RunningVersions.Running now = running.route(stem);
        if (now == null || next == null) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        if (!files.ofRoute(stem.text()).equals(now.tree().ofRoute(stem.text()))) {
            reasons.add("route");
        }
        changedSettings(stem, now).forEach(name -> reasons.add("setting " + name));
        next.connectors().stream()
                .filter(name -> !files.ofConnector(name).equals(now.tree().ofConnector(name)))
                .forEach(name -> reasons.add("connector " + name));
        next.mappings().stream()
                .filter(name -> !files.ofMapping(name).equals(running.digestOfMapping(name)))
                .forEach(name -> reasons.add("mapping " + name));
        if (listsChange()) {
            reasons.add("code lists");
        }
        return reasons;
    }

    private Set<String> connectors() {
        Set<String> names = new TreeSet<>();
        files.files().keySet().stream()
                .filter(file -> file.startsWith("connectors/") && file.endsWith(".kamelet.yaml"))
                .forEach(file ->
                        names.add(file.substring("connectors/".length(), file.length() - ".kamelet.yaml".length())));
        running.routes().values().forEach(route -> names.addAll(route.connectors()));
        return names;
    }

    /** A connector may run in two versions at a time; then it is changed as long as one of them is not that of the files. */
    private ApplyPlan.Item connector(String name) {
        Set<String> touched = new TreeSet<>();
        Set<String> versions = new TreeSet<>();
        String then = files.ofConnector(name);
        running.routes().forEach((stem, route) -> {
            if (route.connectors().contains(name)) {
                versions.add(route.tree().ofConnector(name));
                if (!route.tree().ofConnector(name).equals(then)) {
                    touched.add(stem);
                }
            }
        });
        if (versions.isEmpty()) {
            String before = running.start().ofConnector(name);
            return new ApplyPlan.Item("connector", name, changeOf(before, then), before, then, List.of(), List.of());
        }
        String change = touched.isEmpty() ? "unchanged" : changeOf("running", then);
        return new ApplyPlan.Item(
                "connector", name, change, String.join(" ", versions), then, List.copyOf(touched), List.of());
    }

    private Set<String> mappings() {
        Set<String> names = new TreeSet<>(running.mappingNames());
        files.files().keySet().stream()
                .filter(file -> file.matches("mappings/[^/]+/mapping\\.yaml"))
                .forEach(file -> names.add(file.split("/")[1]));
        return names;
    }

    private ApplyPlan.Item mapping(String name) {
        String now = running.digestOfMapping(name);
        String then = files.ofMapping(name);
        List<String> touched = now.equals(then) ? List.of() : users(name);
        return new ApplyPlan.Item("mapping", name, changeOf(now, then), now, then, touched, List.of());
    }

    private List<String> users(String mapping) {
        Set<String> users = new TreeSet<>();
        running.routes().forEach((stem, route) -> {
            if (route.mappings().contains(mapping)) {
                users.add(stem);
            }
        });
        wanted.forEach((stem, route) -> {
            if (route.mappings().contains(mapping)) {
                users.add(stem.text());
            }
        });
        return List.copyOf(users);
    }

    /** Any mapping and CHECK may use any list, so a changed one touches every channel. */
    private void codeLists(List<ApplyPlan.Item> items) {
        List<String> all = wanted.keySet().stream().map(RouteFileName::text).toList();
        differing(running.codeLists(), file -> file.startsWith("mappings/code-lists/"))
                .forEach((file, pair) -> items.add(new ApplyPlan.Item(
                        "code-list",
                        file.replaceFirst("^mappings/code-lists/", ""),
                        changeOf(pair[0], pair[1]),
                        pair[0],
                        pair[1],
                        pair[0].equals(pair[1]) ? List.of() : all,
                        List.of())));
    }

    private void startOnly(List<ApplyPlan.Item> items) {
        differing(running.start(), ConfigTree::isStartOnly)
                .forEach((file, pair) -> items.add(new ApplyPlan.Item(
                        "start", file, changeOf(pair[0], pair[1]), pair[0], pair[1], List.of(), List.of())));
    }

    private Map<String, String[]> differing(ConfigTree now, Predicate<String> isMeant) {
        Map<String, String[]> pairs = new TreeMap<>();
        Stream.concat(now.files().keySet().stream(), files.files().keySet().stream())
                .filter(isMeant)
                .forEach(file -> pairs.put(file, new String[] {
                    now.files().getOrDefault(file, ""), files.files().getOrDefault(file, "")
                }));
        return pairs;
    }

    private static String changeOf(String now, String then) {
        if (now.equals(then)) {
            return "unchanged";
        }
        return now.isEmpty() ? "added" : then.isEmpty() ? "removed" : "changed";
    }
}
