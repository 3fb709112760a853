package org.onestophub.intake.receive;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.intake.receive.ReceiptTable.Known;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Commits the inputs of all senders that wait at the same moment in one transaction, and then answers them. So one flush of
 * the disk serves many; an answer is never given before the flush it depends on.
 */
@Component
class ReceiptWriter implements SmartLifecycle {

    private static final HubLog LOG = HubLog.of("receive");
    /** SQL states of class 22: the datum itself cannot be stored, so its neighbours are tried without it. */
    private static final String DATA_FAULT = "22";

    private final ReceiptTable table;
    private final WorkSignal signal;
    private final ReceiveProperties properties;
    private final WalkMeters meters;
    private final GroupQueue<Waiting> queue;
    private final Object manyKeys = new Object();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean running;

    ReceiptWriter(ReceiptTable table, WorkSignal signal, ReceiveProperties properties, WalkMeters meters) {
        this.table = table;
        this.signal = signal;
        this.properties = properties;
        this.meters = meters;
        this.queue = new GroupQueue<>(properties.maxWaiting(), properties.groupSize(), signal);
    }

    private record Waiting(NewReceipt receipt, CompletableFuture<Answer> answer) {}

    /** Waits until the input is durable or cannot be kept now. Never throws. */
    Answer write(NewReceipt receipt) {
        Waiting waiting = new Waiting(receipt, new CompletableFuture<>());
        if (!running) {
            return Answer.unavailable(Problem.STORE_UNAVAILABLE);
        }
        if (!queue.offer(waiting)) {
            return Answer.unavailable(Problem.OVERLOADED);
        }
        return signal.serve(() -> answered(waiting));
    }

    private Answer answered(Waiting waiting) {
        long begin = System.nanoTime();
        try {
            Answer answer = waiting.answer().get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
            meters.worked("receive", Duration.ofNanos(System.nanoTime() - begin));
            return answer;
        } catch (TimeoutException | ExecutionException e) {
            // the sender will repeat; an input that no writer has taken yet need not be kept twice
            queue.remove(waiting);
            return Answer.unavailable(Problem.STORE_UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.unavailable(Problem.STORE_UNAVAILABLE);
        }
    }

    @Override
    public void start() {
        running = true;
        for (int i = 0; i < properties.writers(); i++) {
            Thread writer = new Thread(this::writeGroups, "receipt-writer-" + i);
            writers.add(writer);
            writer.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        writers.forEach(Thread::interrupt);
        for (Thread writer : writers) {
            try {
                writer.join(properties.patience().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        writers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the sources start and after they stop. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void writeGroups() {
        while (running) {
            try {
                List<Waiting> group = queue.next();
                commit(group);
                queue.done(group);
            } catch (InterruptedException e) {
                break;
            }
        }
        queue.left().forEach(waiting -> waiting.answer().complete(Answer.unavailable(Problem.STORE_UNAVAILABLE)));
    }

    private void commit(List<Waiting> group) {
        Map<Boolean, List<Waiting>> byOneKey = group.stream()
                .collect(Collectors.partitioningBy(
                        waiting -> waiting.receipt().keys().size() == 1));
        commitGuarded(byOneKey.getOrDefault(true, List.of()));
        // two of these may be the same input under different keys, so each must see the one before
        synchronized (manyKeys) {
            byOneKey.getOrDefault(false, List.of()).forEach(waiting -> commitGuarded(List.of(waiting)));
        }
    }

    private void commitGuarded(List<Waiting> group) {
        try {
            commitNow(group);
        } catch (SQLException e) {
            fail(group, e);
        } catch (RuntimeException e) {
            // a fault of ours must cost these senders an answer, not the hub its writer
            LOG.error(
                    "not-stored",
                    LogKey.CODE,
                    Problem.STORE_UNAVAILABLE.code(),
                    LogKey.FAULT,
                    e.getClass().getSimpleName(),
                    LogKey.COUNT,
                    group.size());
            group.forEach(waiting -> waiting.answer().complete(Answer.unavailable(Problem.STORE_UNAVAILABLE)));
        }
    }

    private void commitNow(List<Waiting> group) throws SQLException {
        List<Waiting> unknown = new ArrayList<>(group.size());
        for (Waiting waiting : group) {
            if (isNew(waiting)) {
                unknown.add(waiting);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        List<NewReceipt> receipts = unknown.stream().map(Waiting::receipt).toList();
        List<@Nullable Known> made = table.insert(receipts);
        for (int i = 0; i < made.size(); i++) {
            answer(unknown.get(i), made.get(i));
        }
        ReceiveLog.write(receipts, made);
    }

    private void fail(List<Waiting> group, SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        if (group.size() > 1 && state.startsWith(DATA_FAULT)) {
            group.forEach(one -> commit(List.of(one)));
            return;
        }
        LOG.error(
                "not-stored",
                LogKey.CODE,
                Problem.STORE_UNAVAILABLE.code(),
                LogKey.FAULT,
                state,
                LogKey.COUNT,
                group.size());
        group.forEach(waiting -> waiting.answer().complete(Answer.unavailable(Problem.STORE_UNAVAILABLE)));
    }

    /** Inputs with one key find out by inserting; those with more must not insert if any of them is known. */
    private boolean isNew(Waiting waiting) throws SQLException {
        NewReceipt receipt = waiting.receipt();
        if (receipt.keys().size() == 1) {
            return true;
        }
        for (String key : receipt.keys()) {
            Known known = table.repeat(receipt.mapping().name(), key, receipt.sha256());
            if (known != null && Arrays.equals(known.sha256(), receipt.sha256())) {
                for (String other : receipt.keys()) {
                    table.alias(receipt.mapping().name(), other, known);
                }
                waiting.answer().complete(repeated(receipt, known));
                return false;
            }
        }
        return true;
    }

    private void answer(Waiting waiting, @Nullable Known made) throws SQLException {
        NewReceipt receipt = waiting.receipt();
        if (made != null) {
            signal.wake(receipt.mapping().lane());
            waiting.answer().complete(kept(receipt, made));
            return;
        }
        Known known = table.repeat(receipt.mapping().name(), receipt.key(), receipt.sha256());
        if (known != null && !Arrays.equals(known.sha256(), receipt.sha256())) {
            Known same = sayingTheSame(receipt);
            if (same != null) {
                waiting.answer().complete(repeated(receipt, same));
                return;
            }
            commit(List.of(new Waiting(receipt.variant(), waiting.answer())));
            return;
        }
        waiting.answer()
                .complete(known == null ? Answer.unavailable(Problem.STORE_UNAVAILABLE) : repeated(receipt, known));
    }

    /** An input under the same key that says the same in other bytes; one more arrival of it is counted. */
    private @Nullable Known sayingTheSame(NewReceipt receipt) throws SQLException {
        if (receipt.meaningKey().isEmpty()) {
            return null;
        }
        String scope = receipt.mapping().name();
        Known same = table.repeat(scope, receipt.meaningKey(), receipt.sha256());
        return same == null ? null : table.repeat(scope, receipt.meaningKey(), same.sha256());
    }

    private Answer kept(NewReceipt receipt, Known made) {
        if (!made.refusedCode().isEmpty()) {
            meters.ended(receipt.channel(), Outcome.REFUSED, 1);
            return refused(made);
        }
        return new Answer(Answer.Kind.KEPT, made.id(), made.number(), null, "");
    }

    private Answer repeated(NewReceipt receipt, Known known) throws SQLException {
        if (known.isErased() && receipt.raw() == null) {
            table.forgetBlob(receipt.sha256());
        }
        Answer repeated = new Answer(Answer.Kind.REPEATED, known.id(), known.number(), null, "");
        return known.refusedCode().isEmpty() ? repeated : refused(known);
    }

    private static Answer refused(Known known) {
        return new Answer(
                Answer.Kind.REFUSED, known.id(), known.number(), Problem.ofCode(known.refusedCode()), known.field());
    }
}
