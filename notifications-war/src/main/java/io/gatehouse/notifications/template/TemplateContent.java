package io.gatehouse.notifications.template;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What administrators say of a template. Names in braces stand for what the event tells; a brace is written twice.
 *
 * @param eventType one of those that users are told of
 * @param locale a language, or a language and a region
 * @param subject 1 to 200 characters in one line: title of the notification, or subject of the e-mail
 * @param text 1 to 4,000 characters; of the list 500 are shown
 */
public record TemplateContent(
        @Schema(example = "OrderConfirmed") @NotNull @Size(max = 64)
        String eventType,

        @Schema(example = "en")
        @NotNull
        @Pattern(
                regexp = "[a-z]{2,3}(-[A-Z]{2})?",
                message = "must be a language like en, or with a region, like en-GB")
        String locale,

        @NotNull Channel channel,

        @Schema(example = "Order confirmed")
        @NotBlank
        @Size(max = 200)
        @Pattern(regexp = "\\P{Cc}*", message = "must be one line")
        String subject,

        @Schema(example = "Order {orderId} is confirmed: {amount} {currency}.") @NotBlank @Size(max = 4000) @PlainText
        String text) {

    private static final int MOST_ERRORS = 20;
    private static final java.util.regex.Pattern SHOWN = java.util.regex.Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Refuses a type that users are not told of, and names of what its events do not tell; each with its field. */
    void requireKnownNames() {
        List<String> names =
                Occasion.of(eventType).orElseThrow(TemplateContent::unknownType).placeholders();
        List<FieldError> errors = new ArrayList<>();
        for (String name : new Wording(subject).unknown(names)) {
            errors.add(unknown("subject", name, names));
        }
        for (String name : new Wording(text).unknown(names)) {
            errors.add(unknown("text", name, names));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(
                    400,
                    "VALIDATION_FAILED",
                    "The request breaks the rules named in errors.",
                    errors.subList(0, Math.min(MOST_ERRORS, errors.size()))));
        }
    }

    private static ProblemException unknownType() {
        String known = Arrays.stream(Occasion.values()).map(Occasion::eventType).collect(Collectors.joining(", "));
        return ProblemException.field(400, "VALIDATION_FAILED", "eventType", Rule.ONE_OF, "must be one of " + known);
    }

    private static FieldError unknown(String field, String name, List<String> names) {
        if (name.equals("{") || name.equals("}")) {
            return new FieldError(field, Rule.PLACEHOLDERS, "has a single " + name + "; a brace is written twice");
        }
        String known = names.stream().map(one -> "{" + one + "}").collect(Collectors.joining(", "));
        String shown = SHOWN.matcher(name).matches() ? name : "…";
        return new FieldError(field, Rule.PLACEHOLDERS, "names {" + shown + "}, which is none of " + known);
    }
}
