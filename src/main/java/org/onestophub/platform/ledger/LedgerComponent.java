package org.onestophub.platform.ledger;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.onestophub.complaint.walk.WorkSignal;
import org.springframework.stereotype.Component;

/**
 * Camel's door to the ledger: {@code ledger:<lane>?workers=2&batch=1}. It gives a route the work of a lane, claimed by
 * a lease, so that two workers never hold the same datum and a dead worker's datum comes back. {@code ledger:complaint} gives
 * what is to be walked of all lanes there are for it, each with workers of its own: {@code slowWorkers}, {@code bulkWorkers}.
 */
@Component("ledger")
public class LedgerComponent extends DefaultComponent {

    private final WorkTable work;
    private final WorkSignal signal;

    LedgerComponent(WorkTable work, WorkSignal signal) {
        this.work = work;
        this.signal = signal;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String lane, Map<String, Object> parameters) throws Exception {
        LedgerEndpoint endpoint = new LedgerEndpoint(uri, this, lane, work, signal);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
