package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.RouteFileName;

/** Routes come and go in a bare Camel, and nothing of the old one stays. */
class RouteLoaderTest {

    private static final RouteFileName BOX = RouteFileName.of("in-box");
    private static final RouteFileName CRATE = RouteFileName.of("in-crate");

    @TempDir
    private Path root;

    private DefaultCamelContext camel;
    private RouteLoader loader;

    @BeforeEach
    void startCamel() throws IOException {
        Files.createDirectories(root.resolve("routes"));
        Files.createDirectories(root.resolve("connectors"));
        camel = new DefaultCamelContext();
        KameletComponent kamelet = new KameletComponent();
        kamelet.setBlock(false);
        camel.addComponent("kamelet", kamelet);
        camel.start();
        loader = new RouteLoader(camel);
        route("in-box", "first");
        connector("push-source", "");
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void loadedRouteRunsAndUnloadedOneLeavesNothing() throws IOException {
        int endpoints = camel.getEndpoints().size();
        load(BOX);

        assertThat(loader.isRunning(BOX)).isTrue();
        assertThat(answer("in-box")).isEqualTo("first");

        loader.unload(BOX);
        assertThat(loader.holds(BOX)).isFalse();
        assertThat(camel.getRoutes()).isEmpty();
        assertThat(camel.getRouteDefinitions()).isEmpty();
        assertThat(camel.getRouteTemplateDefinitions()).isEmpty();
        assertThat(camel.getRegistry().findByType(StringBuilder.class)).isEmpty();
        assertThat(camel.getEndpoints()).hasSizeLessThanOrEqualTo(endpoints + 1);
    }

    @Test
    void routesOfAChannelAndOfItsConnectorAreOneChannel() throws IOException {
        load(BOX);

        assertThat(camel.getRoutes())
                .hasSizeGreaterThan(1)
                .allSatisfy(route ->
                        assertThat(RouteLoader.channelOf(route.getRouteId())).isEqualTo("box"));
    }

    @Test
    void newVersionTakesThePlaceOfTheOld() throws IOException {
        load(BOX);
        route("in-box", "second");
        loader.unload(BOX);
        load(BOX);

        assertThat(answer("in-box")).isEqualTo("second");
        assertThat(camel.getRoutes()).hasSize(2);
        assertThat(camel.getRouteTemplateDefinitions()).hasSize(1);
    }

    @Test
    void oneConnectorRunsInTwoVersions() throws IOException {
        route("in-crate", "crate");
        load(BOX);
        connector("push-source", "        - setHeader: {name: version, constant: two}\n");
        load(CRATE);

        assertThat(header("in-box")).isNull();
        assertThat(header("in-crate")).isEqualTo("two");
    }

    @Test
    void triedAsideChangesNothingOfWhatRuns() throws IOException {
        load(BOX);
        route("in-box", "second");

        loader.tryAside(ConfigFolder.read(root), BOX);

        assertThat(answer("in-box")).isEqualTo("first");
        assertThat(camel.getRoutes()).hasSize(2);
        assertThat(camel.getRouteDefinitions()).hasSize(2);
        assertThat(camel.getRouteTemplateDefinitions()).hasSize(1);
    }

    @Test
    void whatCamelRefusesIsToldWithoutItsTextAndLeavesNothing() throws IOException {
        connector("push-source", "        - to: {uri: \"file:x?secretPassword=abc\"}\n");

        assertThatThrownBy(() -> loader.tryAside(ConfigFolder.read(root), BOX))
                .isInstanceOfSatisfying(RouteNotLoaded.class, refused -> {
                    assertThat(refused.fault().code()).isEqualTo("CH-201");
                    assertThat(refused.fault().message()).doesNotContain("abc");
                });
        assertThat(camel.getRoutes()).isEmpty();
        assertThat(camel.getRouteDefinitions()).isEmpty();
        assertThat(camel.getRouteTemplateDefinitions()).isEmpty();
    }

    @Test
    void stoppedRouteStartsAgain() throws IOException {
        load(BOX);
        loader.stop(BOX);
        assertThat(loader.isRunning(BOX)).isFalse();

        loader.start(BOX);
        assertThat(loader.isRunning(BOX)).isTrue();
        assertThat(answer("in-box")).isEqualTo("first");
    }

    private void load(RouteFileName stem) {
        loader.load(ConfigFolder.read(root), stem);
    }

    private String answer(String door) {
        return camel.createFluentProducerTemplate()
                .to("direct:push-" + door)
                .withBody("x")
                .request(String.class);
    }

    private Object header(String door) {
        return camel.createFluentProducerTemplate()
                .to("direct:push-" + door)
                .withBody("x")
                .send()
                .getMessage()
                .getHeader("version");
    }

    private void route(String stem, String answer) throws IOException {
        Files.writeString(root.resolve("routes/" + stem + ".yaml"), """
                - route:
                    id: %1$s
                    from:
                      id: from
                      uri: kamelet:push-source
                      parameters: {door: %1$s}
                      steps:
                        - setBody:
                            id: answer
                            constant: %2$s
                """.formatted(stem, answer));
    }

    private void connector(String name, String steps) throws IOException {
        Files.writeString(root.resolve("connectors/" + name + ".kamelet.yaml"), """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: %s
                  labels: {camel.apache.org/kamelet.type: source}
                spec:
                  definition:
                    required: [door]
                    properties:
                      door: {title: Door, type: string}
                  template:
                    beans:
                      - name: note
                        type: "#class:java.lang.StringBuilder"
                    from:
                      uri: direct:push-{{door}}
                      steps:
                %s        - to: {uri: "kamelet:sink"}
                """.formatted(name, steps));
    }
}
