package io.gatehouse.kernel.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type relative URI of the page that explains the problem, derived from {@code code}
 * @param title the code in words
 * @param status HTTP status, 400 to 599
 * @param detail what went wrong this time; never a stack trace, never a secret
 * @param instance URN of the request's id, or null when there is none
 * @param code the one name of this failure, the same in answer, log and metric
 * @param errors what is wrong with the input, empty for other problems
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        List<FieldError> errors) {

    /** The media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem without field errors. */
    public static Problem of(int status, String code, String detail) {
        return of(status, code, detail, List.of());
    }

    /** A problem with what is wrong with the input. */
    public static Problem of(int status, String code, String detail, List<FieldError> errors) {
        String words = code.toLowerCase(Locale.ROOT);
        String title = code.charAt(0) + words.substring(1).replace('_', ' ');
        return new Problem("/problems/" + words.replace('_', '-'), title, status, detail, null, code, errors);
    }

    /** The same problem, told about one request. */
    public Problem inRequest(String requestId) {
        return new Problem(type, title, status, detail, "urn:uuid:" + requestId, code, errors);
    }
}
