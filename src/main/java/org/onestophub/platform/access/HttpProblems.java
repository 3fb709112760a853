package org.onestophub.platform.access;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemBody;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * The one place where an exception becomes an HTTP answer: {@code application/problem+json} with a code, without any
 * text of the exception and without anything the caller sent.
 */
@RestControllerAdvice
public class HttpProblems extends ResponseEntityExceptionHandler {

    private static final HubLog LOG = HubLog.of("access");
    /** Seconds after which it is worth asking again; a database restart takes about that. */
    private static final String RETRY_AFTER_SECONDS = "5";

    private static final Map<Integer, Problem> BY_STATUS = Map.of(
            401, Problem.KEY_MISSING,
            403, Problem.ROLE_MISSING,
            404, Problem.NOT_FOUND,
            405, Problem.METHOD_UNKNOWN,
            406, Problem.NOT_ACCEPTABLE,
            408, Problem.BODY_INCOMPLETE,
            413, Problem.TOO_LARGE,
            415, Problem.MEDIA_TYPE_UNKNOWN);
    /** What the server answers to bytes that are no request it understands; in Spring 400 is a parameter. */
    private static final Set<Integer> NO_HTTP = Set.of(400, 414, 431, 501, 505);

    /** A problem with a code. */
    @ExceptionHandler(ProblemException.class)
    ResponseEntity<Object> named(ProblemException e) {
        return answer(ProblemBody.of(e.problem(), e.field()), new HttpHeaders());
    }

    /** The database does not answer, or not in time. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<Object> storeUnavailable(RuntimeException e) {
        LOG.warn("store-unavailable", LogKey.FAULT, e.getClass().getName());
        return answer(ProblemBody.of(Problem.STORE_UNAVAILABLE, ""), new HttpHeaders());
    }

    /** Any other exception; its class is logged, its message may hold data. */
    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unforeseen(Exception e) {
        LOG.error(
                "failed",
                LogKey.CODE,
                Problem.ACCESS_FAULT.code(),
                LogKey.FAULT,
                e.getClass().getName());
        return answer(ProblemBody.of(Problem.ACCESS_FAULT, ""), new HttpHeaders());
    }

    /** Spring's own exceptions, by their status. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(ofStatus(status.value(), fieldOf(e)), headers);
    }

    /** The problem that stands for a status the server or Spring has chosen. */
    static ProblemBody ofStatus(int status, String field) {
        Problem fallback = status < 500 ? Problem.REQUEST_INVALID : Problem.ACCESS_FAULT;
        return ProblemBody.of(BY_STATUS.getOrDefault(status, fallback), field).withStatus(status);
    }

    /** The problem that stands for a status chosen outside of all controllers: by Tomcat, or by Spring's firewall. */
    public static ProblemBody ofServer(int status) {
        return NO_HTTP.contains(status)
                ? ProblemBody.of(Problem.REQUEST_MALFORMED, "").withStatus(status)
                : ofStatus(status, "");
    }

    /** The HTTP answer for a problem, with the headers given. */
    public static ResponseEntity<Object> answer(ProblemBody body, HttpHeaders headers) {
        HttpHeaders all = new HttpHeaders();
        all.putAll(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (body.status() == 503 || body.status() == 429) {
            all.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return ResponseEntity.status(body.status()).headers(all).body(body);
    }

    private static String fieldOf(Exception e) {
        if (e instanceof MethodArgumentTypeMismatchException mismatch) {
            return mismatch.getName();
        }
        if (e instanceof MissingServletRequestParameterException missing) {
            return missing.getParameterName();
        }
        if (e instanceof BindException unbound && unbound.getFieldError() != null) {
            return unbound.getFieldError().getField();
        }
        if (e instanceof TypeMismatchException mismatch && mismatch.getPropertyName() != null) {
            return mismatch.getPropertyName();
        }
        return "";
    }
}
