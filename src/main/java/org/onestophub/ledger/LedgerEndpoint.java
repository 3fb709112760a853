package org.onestophub.ledger;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.onestophub.complaint.WorkSignal;

/** One lane of the ledger as a source of exchanges. */
public class LedgerEndpoint extends DefaultEndpoint {

    private final String lane;
    private final WorkTable work;
    private final WorkSignal signal;
    private int workers = 1;
    private int batch = 1;

    LedgerEndpoint(String uri, LedgerComponent component, String lane, WorkTable work, WorkSignal signal) {
        super(uri, component);
        this.lane = lane;
        this.work = work;
        this.signal = signal;
    }

    /** Threads that claim work, 1–16. One keeps the order of arrival. */
    public void setWorkers(int workers) {
        this.workers = workers;
    }

    /** Most items in one exchange. 1: the body is the item itself; more: a list. */
    public void setBatch(int batch) {
        this.batch = batch;
    }

    int workers() {
        return workers;
    }

    int batch() {
        return batch;
    }

    String lane() {
        return lane;
    }

    WorkTable work() {
        return work;
    }

    WorkSignal signal() {
        return signal;
    }

    @Override
    public Producer createProducer() {
        throw new IllegalStateException("the ledger is written by RECEIVE only");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        LedgerConsumer consumer = new LedgerConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
