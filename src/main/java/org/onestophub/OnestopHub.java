package org.onestophub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The Onestop Hub: every channel of complaint into one durable intake queue. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OnestopHub {

    /** Starts the hub. */
    public static void main(String[] args) {
        SpringApplication.run(OnestopHub.class, args);
    }
}
