package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.onestophub.complaint.Answer;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemBody.FieldFault;
import org.onestophub.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes bodies that hold one input or an array of them. Those of an array are pushed in parallel and wait for the same commits. */
@Component
class PushBatch {

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

    private final PushedBodies bodies;
    private final PushProperties bounds;
    private final PushStep push;
    private final Semaphore admitted;
    private final ThreadPoolExecutor workers;

    PushBatch(PushedBodies bodies, PushProperties bounds, PushStep push) {
        this.bodies = bodies;
        this.bounds = bounds;
        this.push = push;
        this.admitted = new Semaphore(bounds.batchesAtOnce());
        this.workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(bounds.batchesAtOnce() * bounds.batchMaxItems()),
                task -> new Thread(task, "push-batch"));
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * The answer to a body, one of few that are taken at the same time.
     *
     * @param one answers an input that is no array
     * @param many gives one result per input of an array, in their order
     * @throws ProblemException RC-302 if all places are taken
     */
    ResponseEntity<Object> taken(
            String channel,
            HttpServletRequest request,
            Principal account,
            Function<byte[], ResponseEntity<Object>> one,
            Function<List<byte[]>, List<?>> many) {
        if (!admitted.tryAcquire()) {
            throw new ProblemException(Problem.OVERLOADED);
        }
        try (PushedBody body = bodies.inMemory(request, bounds.batchMaxSize(), MediaType.APPLICATION_JSON)) {
            return body.cut() != null
                    ? DoorAnswers.of(cut(channel, request, account, body, body.cut()))
                    : answerTo(channel, account.getName(), body, one, many);
        } finally {
            admitted.release();
        }
    }

    private ResponseEntity<Object> answerTo(
            String channel,
            String account,
            PushedBody body,
            Function<byte[], ResponseEntity<Object>> one,
            Function<List<byte[]>, List<?>> many) {
        Optional<List<byte[]>> inputs;
        try {
            inputs = BatchSlices.of(body.bytes(), bounds.batchMaxItems());
        } catch (ProblemException e) {
            return DoorAnswers.of(push.push(
                    channel,
                    RefusedPush.whole(
                            channel,
                            account,
                            MediaType.APPLICATION_JSON_VALUE,
                            body.content(),
                            e.problem(),
                            e.field())));
        }
        if (inputs.isEmpty()) {
            return one.apply(body.bytes());
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(many.apply(inputs.get()));
    }

    /** The answer to a body of which only the beginning was read. */
    Answer cut(String channel, HttpServletRequest request, Principal account, PushedBody body, PushedBody.Cut cut) {
        return push.push(
                channel,
                RefusedPush.cut(
                        channel,
                        account.getName(),
                        Objects.toString(request.getContentType(), ""),
                        body.content(),
                        cut));
    }

    /** What {@code push} answers to an input of an array; one that is larger than a single one may be is refused. */
    Answer ifSmall(String channel, String account, byte[] input, BiFunction<byte[], String, Answer> pushed) {
        return input.length > bounds.orderMaxSize().toBytes()
                ? push.push(channel, RefusedPush.tooLarge(channel, account, MediaType.APPLICATION_JSON_VALUE, input))
                : pushed.apply(input, account);
    }

    /** One result per input, in their order; {@code result} makes it of the position and the answer. */
    <T> List<T> results(List<byte[]> inputs, Function<byte[], Answer> pushed, BiFunction<Integer, Answer, T> result) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>(inputs.size());
        for (byte[] input : inputs) {
            answers.add(submitted(input, pushed));
        }
        List<T> results = new ArrayList<>(inputs.size());
        for (int index = 0; index < answers.size(); index++) {
            results.add(result.apply(index, answers.get(index).join()));
        }
        return results;
    }

    private CompletableFuture<Answer> submitted(byte[] order, Function<byte[], Answer> push) {
        try {
            return CompletableFuture.supplyAsync(() -> push.apply(order), workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Answer.unavailable(Problem.OVERLOADED));
        }
    }

    /** The result of an order. */
    static Item itemOf(int index, Answer answer) {
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
