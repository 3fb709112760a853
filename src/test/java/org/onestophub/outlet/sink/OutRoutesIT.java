package org.onestophub.outlet.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.pipeline.map.FolderOutboundMappings;
import org.onestophub.pipeline.map.MappingProperties;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.Connectors;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * Every shipped destination as far as it goes without its neighbour: the files load with the shipped settings and what an
 * operator must add, a sample event takes its form, and the sink says that nobody was there.
 */
class OutRoutesIT {

    private static final FolderOutboundMappings MAPPINGS = new FolderOutboundMappings(
            Path.of("mappings"), new CodeLists(Path.of("mappings/code-lists")), new MappingProperties(""));

    /** What no file may hold, and addresses where nobody listens. */
    private static final Map<String, Object> ADDED = Map.ofEntries(
            Map.entry("hub.destinations.oa-webhook.url", "https://127.0.0.1:1/hook?a=b&c=d"),
            Map.entry("hub.destinations.oa-webhook.secret", "s"),
            Map.entry("hub.destinations.hotline-answer.url", "https://127.0.0.1:1/hotline?a=b&c=d"),
            Map.entry("hub.destinations.hotline-answer.secret", "s"),
            Map.entry("hub.destinations.receipt-sms.url", "https://127.0.0.1:1/sms"),
            Map.entry("hub.destinations.receipt-sms.secret", "s"),
            Map.entry("hub.destinations.authority-package.host", "127.0.0.1"),
            Map.entry("hub.destinations.authority-package.port", "1"),
            Map.entry("hub.destinations.authority-package.username", "reports"),
            Map.entry("hub.destinations.authority-package.password", "s"),
            Map.entry("hub.destinations.authority-package.known-hosts-file", "pom.xml"),
            Map.entry("hub.destinations.paper-sftp.host", "127.0.0.1"),
            Map.entry("hub.destinations.paper-sftp.port", "1"),
            Map.entry("hub.destinations.paper-sftp.username", "reports"),
            Map.entry("hub.destinations.paper-sftp.password", "s"),
            Map.entry("hub.destinations.paper-sftp.known-hosts-file", "pom.xml"),
            Map.entry("hub.destinations.adverse-event.url", "https://127.0.0.1:1/events"),
            Map.entry("hub.destinations.adverse-event.secret", "s"),
            Map.entry("hub.destinations.alarm-webhook.url", "https://127.0.0.1:1/alarm"),
            Map.entry("hub.destinations.alarm-webhook.secret", "s"),
            Map.entry("hub.destinations.alarm-sms.url", "https://127.0.0.1:1/sms"),
            Map.entry("hub.destinations.alarm-sms.secret", "s"),
            Map.entry("hub.destinations.duty-webhook.url", "https://127.0.0.1:1/duty"),
            Map.entry("hub.destinations.duty-webhook.secret", "s"),
            Map.entry("hub.destinations.duty-mail.host", "127.0.0.1"),
            Map.entry("hub.destinations.duty-mail.port", "1"),
            Map.entry("hub.destinations.duty-mail.username", "hub"),
            Map.entry("hub.destinations.duty-mail.password", "s"),
            Map.entry("hub.destinations.duty-mail.from", "hub@example.org"),
            Map.entry("hub.destinations.duty-mail.domains", "example.org"),
            Map.entry("hub.destinations.alarm-mail.host", "127.0.0.1"),
            Map.entry("hub.destinations.alarm-mail.port", "1"),
            Map.entry("hub.destinations.alarm-mail.username", "hub"),
            Map.entry("hub.destinations.alarm-mail.password", "s"),
            Map.entry("hub.destinations.alarm-mail.from", "hub@example.org"),
            Map.entry("hub.destinations.alarm-mail.domains", "example.org"),
            Map.entry("hub.destinations.receipt-mail.host", "127.0.0.1"),
            Map.entry("hub.destinations.receipt-mail.port", "1"),
            Map.entry("hub.destinations.receipt-mail.username", "hub"),
            Map.entry("hub.destinations.receipt-mail.password", "s"),
            Map.entry("hub.destinations.receipt-mail.from", "hub@example.org"),
            Map.entry("hub.destinations.result-mail.host", "127.0.0.1"),
            Map.entry("hub.destinations.result-mail.port", "1"),
            Map.entry("hub.destinations.result-mail.username", "hub"),
            Map.entry("hub.destinations.result-mail.password", "s"),
            Map.entry("hub.destinations.result-mail.from", "hub@example.org"),
            Map.entry("hub.destinations.report-sftp.host", "127.0.0.1"),
            Map.entry("hub.destinations.report-sftp.port", "1"),
            Map.entry("hub.destinations.report-sftp.username", "reports"),
            Map.entry("hub.destinations.report-sftp.password", "s"),
            Map.entry("hub.destinations.report-sftp.known-hosts-file", "pom.xml"),
            Map.entry("hub.destinations.report-ftps.host", "127.0.0.1"),
            Map.entry("hub.destinations.report-ftps.port", "1"),
            Map.entry("hub.destinations.report-ftps.username", "reports"),
            Map.entry("hub.destinations.report-ftps.password", "s"),
            Map.entry("hub.destinations.office-mail.host", "127.0.0.1"),
            Map.entry("hub.destinations.office-mail.port", "1"),
            Map.entry("hub.destinations.office-mail.username", "hub"),
            Map.entry("hub.destinations.office-mail.password", "s"),
            Map.entry("hub.destinations.office-mail.from", "hub@example.org"),
            Map.entry("hub.destinations.office-mail.domains", "example.org"),
            Map.entry("hub.destinations.case-table.url", "jdbc:mariadb://127.0.0.1:1/cases?a=b&c=d"),
            Map.entry("hub.destinations.case-table.username", "hub"),
            Map.entry("hub.destinations.case-table.password", "s"),
            Map.entry("hub.destinations.his-hl7.host", "127.0.0.1"),
            Map.entry("hub.destinations.his-hl7.port", "1"),
            Map.entry("hub.destinations.partner-queue.url", "amqp://127.0.0.1:1"),
            Map.entry("hub.destinations.partner-queue.username", "hub"),
            Map.entry("hub.destinations.partner-queue.password", "s"));

    private static final java.util.Set<String> FOLDERS = java.util.Set.of("out-report-file", "out-paper-file");

    static List<String> stems() {
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            return routes.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .filter(name -> name.startsWith("out-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stands for the bean {@code outbound} of DELIVER. */
    public static final class Outbound {
        /** The sample events in the form of that mapping. */
        public void shape(Exchange exchange, String mapping) throws IOException {
            JsonNode event = new JsonMapper()
                    .readTree(Path.of("mappings", mapping, "samples", "everything-told.json")
                            .toFile());
            exchange.getMessage().setBody(List.of(MAPPINGS.shape(mapping, event)));
        }
    }

    /** Stands for the bean {@code caps} of DELIVER. */
    public static final class Caps {
        /** Lets everything pass. */
        public void hold(Exchange exchange, String pointer, int perReceiver, int inAll) {
            JsonNode made = (JsonNode) exchange.getMessage().getBody(List.class).get(0);
            JsonNode receiver = made.at(pointer);
            assertThat(receiver.isTextual() || receiver.path(0).isTextual()).isTrue();
            assertThat(perReceiver).isLessThan(inAll);
        }
    }

    /** Stands for the bean {@code handover} of DELIVER. */
    public static final class Handover {
        /** A file in place of the package. */
        public void zip(Exchange exchange) {
            JsonNode made = (JsonNode) exchange.getMessage().getBody(List.class).get(0);
            assertThat(made.path("for").asText()).isEqualTo("authority");
            exchange.getMessage().setBody(new byte[] {'P', 'K'});
        }
    }

    /** Stands for the bean {@code papers} of DELIVER. */
    public static final class Papers {
        /** A form of a report, with its name. */
        public void bytes(Exchange exchange) {
            exchange.getMessage().setHeader(Shipment.FILE_NAME, "district-brief-2026Q3-4-zh.pdf");
            exchange.getMessage().setBody(new byte[] {'%', 'P', 'D', 'F'});
        }
    }

    @ParameterizedTest
    @MethodSource("stems")
    void aShippedDestinationWorksUpToItsNeighbour(String stem, @TempDir Path home) throws Exception {
        StandardEnvironment settings = settings(home);
        assertThat(settings.getProperty("hub.destinations." + stem.substring(4) + ".enabled"))
                .isEqualTo("false");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("environment", settings);
            camel.getRegistry().bind("clock", Clock.systemUTC());
            camel.getRegistry().bind("outbound", new Outbound());
            camel.getRegistry().bind("caps", new Caps());
            camel.getRegistry().bind("handover", new Handover());
            camel.getRegistry().bind("papers", new Papers());
            camel.getRegistry().bind("format", new FormatStep());
            camel.getPropertiesComponent().addPropertiesSource(new org.apache.camel.spi.PropertiesSource() {
                @Override
                public String getName() {
                    return "settings";
                }

                @Override
                public String getProperty(String name) {
                    return settings.getProperty(name);
                }
            });
            Connectors.addTo(camel);
            String route = Files.readString(Path.of("routes", stem + ".yaml"))
                    .replaceFirst("uri: delivery:.*\\n *parameters:\\n( {8}.*\\n)+", "uri: direct:out\n")
                    .replaceFirst(
                            " *routeConfigurationId: delivery-errors\\n", "    errorHandler: {noErrorHandler: {}}\n");
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(stem + ".yaml", route));
            camel.start();

            Exchange sent = camel.createProducerTemplate()
                    .send("direct:out", exchange -> exchange.getMessage().setHeader(Shipment.ID, "17"));

            String code = sent.getException() instanceof ProblemException known
                    ? known.problem().code()
                    : "";
            assertThat(code).isEqualTo(FOLDERS.contains(stem) ? "" : "DL-302");
            assertForm(stem, sent.getMessage().getBody());
        }
        assertThat(home.resolve("outbox/report-file/complaints-17.csv").toFile().exists())
                .isEqualTo(stem.equals("out-report-file"));
        assertThat(home.resolve("outbox/paper-file/report-district-brief-2026Q3-4-zh.pdf")
                        .toFile()
                        .exists())
                .isEqualTo(stem.equals("out-paper-file"));
    }

    private static void assertForm(String stem, Object body) {
        switch (stem) {
            case "out-report-file", "out-report-ftps" ->
                assertThat((byte[]) body).startsWith(0xEF, 0xBB, 0xBF);
            case "out-report-sftp", "out-authority-package" ->
                assertThat((byte[]) body).startsWith('P', 'K');
            case "out-paper-file", "out-paper-sftp" -> assertThat((byte[]) body).startsWith('%', 'P', 'D', 'F');
            case "out-receipt-mail", "out-result-mail" ->
                assertThat(((MailText) body).to()).containsExactly("citizen@example.org");
            case "out-alarm-mail" ->
                assertThat(((MailText) body).to()).containsExactly("office@example.org", "head@example.org");
            case "out-duty-mail" ->
                assertThat(((MailText) body).to()).containsExactly("office@example.org", "second@example.org");
            case "out-office-mail" -> assertThat(((MailText) body).to()).containsExactly("complaints@example.org");
            case "out-case-table" -> assertThat((List<?>) body).hasSize(1);
            case "out-his-hl7" ->
                assertThat(new String((byte[]) body, StandardCharsets.UTF_8))
                        .contains("|17|", "|UNICODE UTF-8\r", "OBX|", "用药");
            default ->
                assertThatCode(() -> new JsonMapper().readTree((byte[]) body)).doesNotThrowAnyException();
        }
    }

    private static StandardEnvironment settings(Path home) throws IOException {
        StandardEnvironment settings = new StandardEnvironment();
        Map<String, Object> added = new HashMap<>(ADDED);
        added.put("hub.home", home.toString());
        settings.getPropertySources().addFirst(new MapPropertySource("added", added));
        new YamlPropertySourceLoader()
                .load("shipped", new FileSystemResource("src/main/resources/application.yaml"))
                .forEach(settings.getPropertySources()::addLast);
        return settings;
    }
}
