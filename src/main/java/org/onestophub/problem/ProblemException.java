package org.onestophub.problem;

/**
 * A {@link Problem} on its way out. It carries the code and the name of a field, never a value and never a cause:
 * messages of parsers quote the data they fail on, and data of patients must not reach a log.
 */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final String field;

    /** A problem of the input as a whole. */
    public ProblemException(Problem problem) {
        this(problem, "");
    }

    /** A problem of one field; {@code field} is a name or JSON pointer, never a value. */
    public ProblemException(Problem problem, String field) {
        super(field.isEmpty() ? problem.code() : problem.code() + " " + field);
        this.problem = problem;
        this.field = field;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** The field's name, or empty. */
    public String field() {
        return field;
    }
}
