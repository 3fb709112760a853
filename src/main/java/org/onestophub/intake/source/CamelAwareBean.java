package org.onestophub.intake.source;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/** A bean of a connector that uses the Camel context it runs in. */
public abstract class CamelAwareBean implements CamelContextAware {

    private CamelContext camelContext;

    @Override
    public final CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public final void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }
}
