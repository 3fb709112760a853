package org.onestophub.intake.source;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/** A bean of a connector that asks the Camel around it. */
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
