package org.onestophub.platform.ledger;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.walk.WorkSignal;

/** One lane of the ledger as a source of exchanges; for {@code complaint} the lanes of all that is walked. */
public class LedgerEndpoint extends DefaultEndpoint {

    private static final int MOST_WORKERS = 16;
    private static final int MOST_BATCH = 1000;

    private final String lane;
    private final WorkTable work;
    private final WorkSignal signal;
    private int workers = 1;
    private int slowWorkers = 1;
    private int bulkWorkers = 1;
    private int batch = 1;

    LedgerEndpoint(String uri, LedgerComponent component, String lane, WorkTable work, WorkSignal signal) {
        super(uri, component);
        this.lane = lane;
        this.work = work;
        this.signal = signal;
    }

    /** Threads that claim work, 1–16. One keeps the order of arrival. */
    public void setWorkers(int workers) {
        this.workers = some(workers);
    }

    /** Threads that claim work of the lane slow, 1–16; only for complaint. */
    public void setSlowWorkers(int slowWorkers) {
        this.slowWorkers = some(slowWorkers);
    }

    /** Threads that claim work of the lane bulk, 1–16; only for complaint. One keeps the order of arrival. */
    public void setBulkWorkers(int bulkWorkers) {
        this.bulkWorkers = some(bulkWorkers);
    }

    private static int some(int workers) {
        if (workers < 1 || workers > MOST_WORKERS) {
            // a lane without workers would keep inputs and never walk them
            throw new IllegalArgumentException("workers");
        }
        return workers;
    }

    /**
     * Most items in one exchange, 1–1,000. 1: the body is the item itself; more: a list. Of what is walked or looked at
     * again it is always a list; those of the lanes slow and bulk hold one, as each takes long.
     */
    public void setBatch(int batch) {
        if (batch < 1 || batch > MOST_BATCH) {
            throw new IllegalArgumentException("batch");
        }
        this.batch = batch;
    }

    /** How many workers each lane has that the route serves, named in it or not: whatever lane a mapping names must be served. */
    Map<String, Integer> workersByLane() {
        return lane.equals(Lane.COMPLAINT.word())
                ? Map.of(lane, workers, Lane.SLOW.word(), slowWorkers, Lane.BULK.word(), bulkWorkers)
                : Map.of(lane, workers);
    }

    int batch() {
        return batch;
    }

    /** Most walks in one list of that lane. */
    int listOf(String lane) {
        return lane.equals(Lane.COMPLAINT.word()) ? batch : 1;
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
