package org.onestophub.outlet.deliver;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What delivery needs and does not make itself. */
@Configuration(proxyBeanMethods = false)
class DeliverConfiguration {

    /** Jitter only, nothing secret; safe for many threads. */
    @Bean
    RandomGenerator jitter() {
        return new Random();
    }
}
