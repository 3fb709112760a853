package org.onestophub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.spring.boot.actuate.health.CamelAvailabilityCheckAutoConfiguration;
import org.apache.camel.spring.boot.actuate.health.CamelHealthCheckAutoConfiguration;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The Onestop Hub: every channel of complaint into one durable intake queue. */
@SpringBootApplication(
        // without Camel's own health: one source that cannot be reached would make the whole hub "down", with its
        // address
        exclude = {
            CamelHealthCheckAutoConfiguration.class,
            CamelAvailabilityCheckAutoConfiguration.class,
            // metrics that nobody asked for, paid at every request and at every look whether a log level is on
            WebMvcObservationAutoConfiguration.class,
            LogbackMetricsAutoConfiguration.class
        },
        // rooms do not know each other, so two may use one word for a thing of their own
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class OnestopHub {

    /** Starts the hub, or runs the command named first. */
    public static void main(String[] args) {
        if (HubCommands.ask(args)) {
            System.exit(HubCommands.run(args));
        }
        try {
            SpringApplication hub = new SpringApplication(OnestopHub.class);
            hub.addInitializers(context -> FileHandles.check());
            hub.run(args);
            noteStarted();
        } catch (RuntimeException | Error told) {
            // Spring has told what is wrong; idle threads of the broker would keep the process for another minute
            System.exit(1);
        }
    }

    /** For the launcher, to which the classes of a hub that never came up are worth nothing. */
    private static void noteStarted() {
        String note = System.getProperty("onestop-hub.started-note");
        if (note == null) {
            return;
        }
        try {
            Files.write(Path.of(note), new byte[0]);
        } catch (IOException e) {
            HubLog.of("hub").warn("start-not-noted", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }
}
