package org.onestophub.platform.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;

/**
 * The beans that connector files may name, each by a short name that stays when its class moves:
 * {@code type: "#class:mail-item"}. The table is {@code connector-beans.properties}. Names that connectors used before
 * are in it too, so a connector file of an earlier version still works.
 */
public final class ConnectorBeans {

    private static final Map<String, String> CLASSES = read();

    private ConnectorBeans() {}

    /** Class of a bean by its short or earlier name; empty if no bean has that name. */
    public static Optional<String> classOf(String name) {
        return Optional.ofNullable(CLASSES.get(name));
    }

    /** All names with their classes. */
    public static Map<String, String> all() {
        return CLASSES;
    }

    /** Lets connectors of this Camel name the beans. */
    public static void addTo(CamelContext camel) {
        camel.setClassResolver(new NamesFirst(camel));
    }

    private static Map<String, String> read() {
        Properties table = new Properties();
        try (InputStream in = ConnectorBeans.class.getResourceAsStream("connector-beans.properties")) {
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> classes = new TreeMap<>();
        for (String name : table.stringPropertyNames()) {
            String target = table.getProperty(name);
            // an earlier name points at a short one
            classes.put(name, table.getProperty(target, target));
        }
        return Map.copyOf(classes);
    }

    private static final class NamesFirst extends DefaultClassResolver {

        private NamesFirst(CamelContext camel) {
            super(camel);
        }

        @Override
        protected Class<?> loadClass(String name, ClassLoader loader) {
            return super.loadClass(CLASSES.getOrDefault(name, name), loader);
        }
    }
}
