package org.onestophub.operate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Loads one route file with its connectors into Camel and removes it again, with everything that was made for it. Each
 * channel has connectors of its own: the template is registered under the channel's name and a number, so one channel may
 * run a new version of a connector while another runs the old one, and Camel never reads a file by itself at a later moment.
 */
@Component
class RouteLoader {

    /** So long an exchange that is under way may take before its route is stopped all the same. */
    private static final int GRACE_SECONDS = 20;

    private static final String ASIDE = "aside-";
    private static final Pattern CONNECTOR = Pattern.compile("kamelet:([a-z0-9-]+)");

    private final ModelCamelContext camel;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
    private int count;

    RouteLoader(CamelContext camel) {
        this.camel = (ModelCamelContext) camel;
    }

    /** What a file became: its routes, those of its connectors first, and the templates these were made of. */
    private record Loaded(List<String> routes, List<String> templates) {}

    /** @throws RouteNotLoaded if Camel refuses; nothing of it is left then */
    synchronized void load(ConfigFolder folder, RouteFileName stem) {
        load(folder, stem, true);
    }

    /** The same, and leaves it to {@link #start} if it does not start now. */
    synchronized void load(ConfigFolder folder, RouteFileName stem, boolean starts) {
        bringIn(folder, stem, stem.text(), starts);
    }

    /**
     * Makes everything of the file as {@link #load} would, under another name and without starting it, and removes it.
     * @throws RouteNotLoaded if Camel refuses
     */
    synchronized void tryAside(ConfigFolder folder, RouteFileName stem) {
        String id = ASIDE + stem.text();
        bringIn(folder, stem, id, false);
        remove(id);
    }

    /** True if the file is loaded, running or not. */
    boolean holds(RouteFileName stem) {
        return loaded.containsKey(stem.text());
    }

    /** True if the route runs. */
    boolean isRunning(RouteFileName stem) {
        return loaded.containsKey(stem.text())
                && loaded.get(stem.text()).routes().stream()
                        .allMatch(id -> camel.getRouteController().getRouteStatus(id) != null
                                && camel.getRouteController().getRouteStatus(id).isStarted());
    }

    /** Starts the route, then its source. */
    synchronized void start(RouteFileName stem) {
        List<String> routes = new ArrayList<>(routesOf(stem.text()));
        java.util.Collections.reverse(routes);
        routes.forEach(id -> move(stem, () -> camel.getRouteController().startRoute(id)));
    }

    /** Stops the source, waits for what is under way, then stops the route. */
    synchronized void stop(RouteFileName stem) {
        routesOf(stem.text())
                .forEach(id -> move(
                        stem, () -> camel.getRouteController().stopRoute(id, GRACE_SECONDS, TimeUnit.SECONDS, false)));
    }

    /** Stops the route and removes it with its connectors; does nothing if it is not there. */
    synchronized void unload(RouteFileName stem) {
        if (holds(stem)) {
            stop(stem);
            remove(stem.text());
        }
    }

    private List<String> routesOf(String id) {
        Loaded found = loaded.get(id);
        return found == null ? List.of() : found.routes();
    }

    private void bringIn(ConfigFolder folder, RouteFileName stem, String id, boolean starts) {
        List<String> routes = new ArrayList<>();
        List<String> templates = new ArrayList<>();
        loaded.put(id, new Loaded(routes, templates));
        try {
            YamlFile file = folder.route(stem);
            String text = CONNECTOR
                    .matcher(withBooleans(file, folder))
                    .replaceAll(found -> placed(folder, id, found, routes, templates, starts));
            routes.add(id);
            read(id + ".yaml", starts ? text : restingText(text, stem, id));
        } catch (Exception e) {
            // Camel declares no narrower type; its text may quote a password out of an endpoint's address
            remove(id);
            throw new RouteNotLoaded(faultOf(folder, stem, rootOf(e)));
        }
    }

    /** Settings may say yes or 1; beans and libraries know true and false, and some take every other word for false. */
    private String withBooleans(YamlFile file, ConfigFolder folder) {
        String text = file.text();
        for (RouteSettings.Use use : RouteSettings.of(file, folder.connectors())) {
            if (use.type().isBoolean() && !use.isLiteral() && use.line() > 1) {
                String placeholder = "{{" + use.setting() + (use.literal() == null ? "" : ":" + use.literal()) + "}}";
                String value = camel.resolvePropertyPlaceholders(placeholder);
                text = text.replace(placeholder, SettingType.booleanOf(value).orElse(placeholder));
            }
        }
        return text;
    }

    /** Registers the connector's template for this route and gives the address by which the route reaches it. */
    private String placed(
            ConfigFolder folder,
            String id,
            MatchResult found,
            List<String> routes,
            List<String> templates,
            boolean starts) {
        YamlFile connector = folder.connectors().get(found.group(1));
        if (connector == null) {
            return found.group();
        }
        // no dot in it: Camel would take the rest for the kind of file
        String template = id + "--" + connector.stem() + "--" + ++count;
        templates.add(template);
        routes.add(template + "-0");
        try {
            read(template + ".kamelet.yaml", connector.withValue(template, "metadata", "name"));
        } catch (Exception e) {
            // Camel declares no narrower type
            throw new IllegalStateException(e);
        }
        if (!starts) {
            camel.getRouteTemplateDefinition(template).getRoute().setAutoStartup("false");
        }
        return "kamelet:" + template + "/" + template + "-0";
    }

    private void read(String name, String text) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(name, text));
    }

    /** The route under another id, not started; the indent is that of the line with the id. */
    private static String restingText(String text, RouteFileName stem, String id) {
        return text.replaceFirst(
                "(?m)^(\\s*)id: *[\"']?" + stem.text() + "[\"']?\\s*$", "$1id: " + id + "\n$1autoStartup: \"false\"");
    }

    private void remove(String id) {
        Loaded gone = loaded.remove(id);
        if (gone == null) {
            return;
        }
        for (String route : gone.routes()) {
            try {
                removeRoute(route);
            } catch (Exception e) {
                // Camel declares no narrower type; a route that cannot be removed was not there to the end
                camel.getRouteDefinitions().removeIf(definition -> route.equals(definition.getRouteId()));
            }
        }
        for (String template : gone.templates()) {
            RouteTemplateDefinition definition = camel.getRouteTemplateDefinition(template);
            if (definition != null) {
                camel.getRouteTemplateDefinitions().remove(definition);
            }
        }
    }

    private void removeRoute(String id) throws Exception {
        Route route = camel.getRoute(id);
        camel.getRouteController().stopRoute(id, GRACE_SECONDS, TimeUnit.SECONDS, false);
        camel.removeRoute(id);
        RouteDefinition refused = camel.getRouteDefinition(id);
        if (refused != null) {
            camel.removeRouteDefinition(refused);
        }
        if (route != null) {
            // Camel keeps a route that was never started in its list
            camel.getCamelContextExtension().removeRoute(route);
            forget(route.getEndpoint());
        }
    }

    /** An endpoint that no route uses any more would keep its connections and its beans. */
    private void forget(Endpoint endpoint) throws Exception {
        if (camel.getRoutes().stream().noneMatch(route -> route.getEndpoint() == endpoint)) {
            camel.removeEndpoint(endpoint);
        }
    }

    private interface Move {
        void make() throws Exception;
    }

    private static void move(RouteFileName stem, Move move) {
        try {
            move.make();
        } catch (Exception e) {
            // Camel declares no narrower type
            throw new RouteNotLoaded(faultOf(null, stem, rootOf(e)));
        }
    }

    private static Fault faultOf(@Nullable ConfigFolder folder, RouteFileName stem, Throwable root) {
        String file = "routes/" + stem + ".yaml";
        if (!(root instanceof ProblemException known)) {
            return Fault.of(
                    Problem.ROUTE_INVALID,
                    file,
                    0,
                    "not loadable: " + root.getClass().getSimpleName());
        }
        return uses(folder, stem)
                .filter(use -> isOf(use, known.field()))
                .findFirst()
                .map(use ->
                        Fault.of(known.problem(), file, use.line(), use.isLiteral() ? use.parameter() : use.setting()))
                .orElseGet(() -> Fault.of(known.problem(), file, 0, known.field()));
    }

    private static Stream<RouteSettings.Use> uses(@Nullable ConfigFolder folder, RouteFileName stem) {
        YamlFile route = folder == null ? null : folder.routes().get(stem.text());
        return folder == null || route == null ? Stream.empty() : RouteSettings.of(route, folder.connectors()).stream();
    }

    /** A bean knows the parameter that it refuses, and the route knows the setting behind it. */
    private static boolean isOf(RouteSettings.Use use, String field) {
        return !field.isEmpty()
                && (use.parameter().equals(field) || use.parameter().equals(field + "Setting"));
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** The channel of a route, and of the route inside its connector, where an item may fail before the channel's own has it. */
    static String channelOf(String route) {
        return route.replaceFirst("^in-", "").replaceFirst("--.*$", "");
    }
}
