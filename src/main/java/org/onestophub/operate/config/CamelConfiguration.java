package org.onestophub.operate.config;

import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.onestophub.HubProperties;
import org.onestophub.platform.connector.ConnectorBeans;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Camel components that are not configured by themselves. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CamelConfiguration {

    @Bean("kamelet")
    KameletComponent kamelet(HubProperties hub) {
        KameletComponent component = new KameletComponent();
        component.setLocation("file:" + hub.configDir().toAbsolutePath().resolve("connectors"));
        // a stopped channel is "not now" at once; by default a sender would wait 30 s for it
        component.setBlock(false);
        return component;
    }

    @Bean
    CamelContextConfiguration connectorBeans() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                ConnectorBeans.addTo(camel);
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // nothing is left to do then
            }
        };
    }
}
