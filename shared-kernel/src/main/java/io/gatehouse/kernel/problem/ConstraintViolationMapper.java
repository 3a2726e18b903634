package io.gatehouse.kernel.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Bean Validation's findings, all of them, each with the names of its field and of its rule. */
@Provider
public final class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {
    private static final Set<ElementKind> OURS = EnumSet.of(ElementKind.METHOD, ElementKind.CONTAINER_ELEMENT);

    @Context
    private @Nullable HttpHeaders headers;

    @Override
    public Response toResponse(ConstraintViolationException invalid) {
        return Problems.answer(problem(invalid), headers);
    }

    static Problem problem(ConstraintViolationException invalid) {
        List<FieldError> errors = invalid.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), rule(violation), EnglishMessages.of(violation)))
                .sorted(Comparator.comparing(FieldError::field)
                        .thenComparing(FieldError::rule)
                        .thenComparing(FieldError::message))
                .toList();
        return Problem.of(400, "VALIDATION_FAILED", "The request breaks the rules named in errors.", errors);
    }

    private static String rule(ConstraintViolation<?> violation) {
        return violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
    }

    /**
     * The path in the client's words: without our method and parameter; the index of an element stands at its list. What
     * must not be null itself is the body: whatever else a client sends in parameters, it may leave out.
     */
    private static String field(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(node -> !OURS.contains(node.getKind()))
                .toList();
        boolean ofParameter = nodes.get(0).getKind() == ElementKind.PARAMETER;
        if (ofParameter && nodes.size() == 1 && violation.getInvalidValue() == null) {
            return "body";
        }
        boolean belowParameter = ofParameter && nodes.size() > 1;
        return nodes.stream()
                .skip(belowParameter ? 1 : 0)
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
    }
}
