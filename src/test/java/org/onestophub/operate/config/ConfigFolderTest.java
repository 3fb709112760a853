package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

class ConfigFolderTest {

    private static final String CONNECTOR = """
            metadata:
              name: box-source
            spec:
              definition:
                required: [folder]
                properties:
                  folder: {title: Folder}
              template:
                from:
                  uri: "file:{{folder}}"
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(root.resolve("routes"));
        Files.createDirectories(root.resolve("connectors"));
        write("connectors/box-source.kamelet.yaml", CONNECTOR);
    }

    @Test
    void soundRouteHasNoFault() throws IOException {
        write("routes/in-box.yaml", route("in-box", "box-source", "receive", "letter"));

        assertThat(faultsOf("in-box")).isEmpty();
    }

    @Test
    void everyFaultOfARouteIsToldWithItsLine() throws IOException {
        write("routes/in-box.yaml", route("in-bux", "box-source", "recieve", "lettre"));

        assertThat(faultsOf("in-box"))
                .extracting(Fault::code, Fault::file, Fault::line)
                .containsExactlyInAnyOrder(
                        tuple(Problem.ROUTE_INVALID.code(), "routes/in-box.yaml", 2),
                        tuple(Problem.ROUTE_INVALID.code(), "routes/in-box.yaml", 10),
                        tuple(Problem.MAPPING_UNKNOWN.code(), "routes/in-box.yaml", 11));
    }

    @Test
    void routeThatIsNoYamlIsAFault() throws IOException {
        write("routes/in-box.yaml", "- route:\n    id: [in-box\n");

        assertThat(faultsOf("in-box")).extracting(Fault::code).containsExactly(Problem.ROUTE_INVALID.code());
    }

    @Test
    void connectorThatIsNotThereIsAFaultOfTheRoute() throws IOException {
        write("routes/in-box.yaml", route("in-box", "crate-source", "receive", "letter"));

        assertThat(faultsOf("in-box"))
                .extracting(Fault::code, Fault::line)
                .containsExactly(tuple(Problem.CONNECTOR_INVALID.code(), 4));
    }

    @Test
    void connectorWithAnotherNameThanItsFileIsAFault() throws IOException {
        write("connectors/box-source.kamelet.yaml", CONNECTOR.replace("name: box-source", "name: bax-source"));
        write("routes/in-box.yaml", route("in-box", "box-source", "receive", "letter"));

        assertThat(faultsOf("in-box"))
                .extracting(Fault::code, Fault::file, Fault::line)
                .containsExactly(tuple(Problem.CONNECTOR_INVALID.code(), "connectors/box-source.kamelet.yaml", 2));
    }

    private List<Fault> faultsOf(String stem) {
        Map<String, String> settings = Map.of("hub.channels.box.folder", "somewhere");
        KnownReferences around = new KnownReferences(
                name -> name.equals("receive") ? Optional.of(Receive.class) : Optional.empty(),
                "letter"::equals,
                name -> false,
                settings::get,
                true);
        return ConfigCheck.of(ConfigFolder.read(root), around, any -> true, List.of())
                .of(RouteFileName.of(stem));
    }

    /** Stands for the room of that name. */
    public static final class Receive {
        /** As RECEIVE has it. */
        public void accept(Object exchange, String mapping) {}
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    private static String route(String id, String connector, String bean, String mapping) {
        return """
                - route:
                    id: %s
                    from:
                      uri: kamelet:%s
                      parameters:
                        folder: "{{hub.channels.box.folder}}"
                      steps:
                        - bean:
                            id: box-receive
                            ref: %s
                            method: accept(${exchange}, '%s')
                """.formatted(id, connector, bean, mapping);
    }
}
