package org.onestophub.support;

import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.onestophub.platform.connector.ConnectorBeans;

/** The connector files of this repository, for tests with a Camel of their own. */
public final class Connectors {

    private Connectors() {}

    /** Lets routes of {@code camel} use the files in {@code connectors/}, and these the beans of the hub. */
    public static void addTo(CamelContext camel) {
        camel.getComponent("kamelet", KameletComponent.class).setLocation("file:connectors");
        ConnectorBeans.addTo(camel);
    }
}
