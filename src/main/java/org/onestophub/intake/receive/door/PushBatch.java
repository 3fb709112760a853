package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.onestophub.complaint.Answer;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemBody.FieldFault;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Pushes the orders of a batch in parallel, so that they wait for the same commits. */
@Component
class HotlineBatch {

    /** Enough that a commit carries many orders, few enough that single pushes keep their share of two cores. */
    private static final int WORKERS = 64;

    private static final long IDLE_SECONDS = 30;

    /**
     * What became of one order of a batch.
     *
     * @param index position in the batch, from 0
     * @param status the HTTP status it would have had alone
     * @param receiptNumber its receipt; empty if nothing was kept
     * @param code the problem, empty if there is none
     * @param field the field at fault, or empty
     * @param found all that was found in it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "BatchItem", description = "What became of one order of a batch.")
    record Item(
            @Schema(description = "Position in the batch, from 0.")
            int index,

            @Schema(description = "The HTTP status the order would have had alone.", example = "201")
            int status,

            @Schema(description = "Its receipt; absent if nothing was kept.")
            String receiptNumber,

            @Schema(description = "The problem; absent if there is none.", example = "CK-101")
            String code,

            @Schema(description = "The field at fault.") String field,

            @Schema(description = "All that was found in it, in the sender's words too; absent if nothing was.")
            List<FieldFault> found) {}

    private final Semaphore admitted;
    private final ThreadPoolExecutor workers;

    HotlineBatch(PushProperties bounds) {
        this.admitted = new Semaphore(bounds.batchesAtOnce());
        this.workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(bounds.batchesAtOnce() * bounds.batchMaxItems()),
                task -> new Thread(task, "hotline-batch"));
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * The work, done while one of the few places for batches is taken.
     * @throws ProblemException RC-302 if all places are taken
     */
    <T> T admitted(Supplier<T> work) {
        if (!admitted.tryAcquire()) {
            throw new ProblemException(Problem.OVERLOADED);
        }
        try {
            return work.get();
        } finally {
            admitted.release();
        }
    }

    /** One result per order, in their order. */
    List<Item> results(List<byte[]> orders, Function<byte[], Answer> push) {
        List<Answer> answers = answers(orders, push);
        List<Item> items = new ArrayList<>(orders.size());
        for (int index = 0; index < orders.size(); index++) {
            items.add(itemOf(index, answers.get(index)));
        }
        return items;
    }

    /** One answer per input, in their order. */
    List<Answer> answers(List<byte[]> inputs, Function<byte[], Answer> push) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>(inputs.size());
        for (byte[] input : inputs) {
            answers.add(submitted(input, push));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Answer> submitted(byte[] order, Function<byte[], Answer> push) {
        try {
            return CompletableFuture.supplyAsync(() -> push.apply(order), workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Answer.unavailable(Problem.OVERLOADED));
        }
    }

    private static Item itemOf(int index, Answer answer) {
        String code = answer.problem() == null ? "" : answer.problem().code();
        return new Item(
                index,
                DoorAnswers.statusOf(answer),
                answer.number(),
                code,
                answer.field(),
                DoorAnswers.faultsOf(answer));
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }
}
