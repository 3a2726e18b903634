package io.gatehouse.kernel.problem;

import java.util.List;

/** Ends a request with a problem document; the transaction rolls back. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
    }

    /** 404: the resource does not exist, or not for this caller. */
    public static ProblemException notFound(String what) {
        return new ProblemException(Problem.of(404, "NOT_FOUND", what + " was not found."));
    }

    /** 409: the request contradicts the state of the resource. */
    public static ProblemException conflict(String code, String detail) {
        return new ProblemException(Problem.of(409, code, detail));
    }

    /** A refusal that names one field and the rule that it breaks, with 409, 422 or another status for input. */
    public static ProblemException field(int status, String code, String field, Rule rule, String message) {
        String detail = field + " " + message + ".";
        return new ProblemException(Problem.of(status, code, detail, List.of(new FieldError(field, rule, message))));
    }

    public Problem problem() {
        return problem;
    }
}
