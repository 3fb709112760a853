package org.onestophub;

import org.apache.camel.spring.boot.actuate.health.CamelAvailabilityCheckAutoConfiguration;
import org.apache.camel.spring.boot.actuate.health.CamelHealthCheckAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The Onestop Hub: every channel of complaint into one durable intake queue. */
// the hub starts its broker itself: Boot's embedded one is not persistent, and both would answer to one in-VM name
@SpringBootApplication(
        // nor Camel's own health: one source that is not reachable would make the whole hub "down", with its address told
        exclude = {
            ArtemisAutoConfiguration.class,
            JmsAutoConfiguration.class,
            CamelHealthCheckAutoConfiguration.class,
            CamelAvailabilityCheckAutoConfiguration.class
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
            SpringApplication.run(OnestopHub.class, args);
        } catch (RuntimeException | Error told) {
            // Spring has told what is wrong; idle threads of the broker would keep the process for another minute
            System.exit(1);
        }
    }
}
