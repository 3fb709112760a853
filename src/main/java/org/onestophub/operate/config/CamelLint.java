package org.onestophub.operate.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Lets Camel check a file, in a context of its own that is never started: whether the words of the file are
 * words of its language, and whether components and their options are there. Camel's own messages stay behind.
 */
final class CamelLint implements AutoCloseable {

    private final CamelContext scratch = new DefaultCamelContext();
    private final DefaultRuntimeCamelCatalog catalog = new DefaultRuntimeCamelCatalog();

    CamelLint() {
        catalog.setCamelContext(scratch);
        catalog.start();
    }

    @Override
    public void close() {
        catalog.stop();
        scratch.stop();
    }

    /** Reports words that Camel's language does not have, by their line. */
    void language(YamlFile file, String resource, Problem problem, Consumer<Fault> faults) {
        try {
            Collection<RoutesBuilder> builders = PluginHelper.getRoutesLoader(scratch)
                    .findRoutesBuilders(List.of(ResourceHelper.fromString(resource, file.text())));
            for (RoutesBuilder builder : builders) {
                RouteBuilder routes = (RouteBuilder) builder;
                routes.setCamelContext(scratch);
                routes.configure();
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            faults.accept(
                    Fault.of(problem, file.name(), line, "not a word of Camel's language here, or not of this shape"));
        } catch (Exception e) {
            // Camel declares no narrower type; its text may quote what stands in the file
            faults.accept(Fault.of(
                    problem, file.name(), 0, "not loadable: " + e.getClass().getSimpleName()));
        }
    }

    /** Reports options that the component does not know, or not with such a value; not those of connectors. */
    void endpoints(YamlFile file, KnownReferences around, Problem problem, Consumer<Fault> faults) {
        for (YamlFile endpoint : file.objectsWith("uri")) {
            YamlFile.Value uri = endpoint.at("uri").orElse(null);
            if (uri != null && !uri.text().startsWith("kamelet:") && !uri.text().startsWith("{{")) {
                endpoint(endpoint, uri, around, problem, faults);
            }
        }
    }

    private void endpoint(
            YamlFile file, YamlFile.Value uri, KnownReferences around, Problem problem, Consumer<Fault> faults) {
        String scheme = uri.text().replaceFirst("[:?].*$", "");
        if (catalog.componentJSonSchema(scheme) == null) {
            if (around.bean().apply(scheme).isEmpty()) {
                faults.accept(Fault.of(problem, file.name(), uri.line(), "no component " + scheme));
            }
            return;
        }
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        if (uri.text().contains("?")) {
            for (String pair : uri.text().substring(uri.text().indexOf('?') + 1).split("&")) {
                options.put(
                        pair.replaceFirst("=.*$", ""), pair.contains("=") ? pair.substring(pair.indexOf('=') + 1) : "");
                lines.put(pair.replaceFirst("=.*$", ""), uri.line());
            }
        }
        for (YamlFile.Value parameter : file.keysAt("parameters")) {
            options.put(parameter.key(), parameter.text());
            lines.put(parameter.key(), parameter.line());
        }
        EndpointValidationResult result = catalog.validateProperties(scheme, options);
        wrong(result)
                .forEach(option -> faults.accept(Fault.of(
                        problem,
                        file.name(),
                        lines.getOrDefault(option, uri.line()),
                        scheme + " has no option " + option)));
        invalid(result)
                .forEach(option -> faults.accept(Fault.of(
                        problem,
                        file.name(),
                        lines.getOrDefault(option, uri.line()),
                        option + " has a value of another type")));
    }

    private static Set<String> wrong(EndpointValidationResult result) {
        return result.getUnknown() == null ? Set.of() : result.getUnknown();
    }

    private static Set<String> invalid(EndpointValidationResult result) {
        Set<String> names = new TreeSet<>();
        List<Map<String, String>> kinds = new java.util.ArrayList<>();
        kinds.add(result.getInvalidBoolean());
        kinds.add(result.getInvalidInteger());
        kinds.add(result.getInvalidNumber());
        kinds.add(result.getInvalidDuration());
        kinds.add(result.getInvalidEnum());
        kinds.stream().filter(kind -> kind != null).forEach(kind -> names.addAll(kind.keySet()));
        return names;
    }
}
