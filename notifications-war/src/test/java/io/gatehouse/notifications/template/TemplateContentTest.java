package io.gatehouse.notifications.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateContentTest {
    @Test
    void mayNameAllThatTheEventTells() {
        for (Occasion occasion : Occasion.values()) {
            String all = "{" + String.join("} {", occasion.placeholders()) + "}";
            content(occasion.eventType(), all, all).requireKnownNames();
        }
    }

    @Test
    void tellsAllNamesThatAreUnknownAndThoseThatAreNot() {
        assertThat(refusal("OrderConfirmed", "{title}", "{orderId} {password}\n{"))
                .containsExactly(
                        new FieldError(
                                "subject",
                                Rule.PLACEHOLDERS,
                                "names {title}, which is none of {orderId}, {amount}, {currency}"),
                        new FieldError(
                                "text",
                                Rule.PLACEHOLDERS,
                                "names {password}, which is none of {orderId}, {amount}, {currency}"),
                        new FieldError("text", Rule.PLACEHOLDERS, "has a single {; a brace is written twice"));
    }

    @Test
    void doesNotRepeatWhatIsNoName() {
        assertThat(refusal("OrderTimedOut", "x", "{<b>\u0007}"))
                .containsExactly(new FieldError("text", Rule.PLACEHOLDERS, "names {…}, which is none of {orderId}"));
    }

    @Test
    void tellsNotMoreThanAPersonReads() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append('{').append(i).append('}');
        }

        assertThat(refusal("OrderTimedOut", "x", text.toString())).hasSize(20);
    }

    @Test
    void isAboutAnEventThatUsersAreToldOf() {
        assertThat(refusal("StockReserved", "x", "x")).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("eventType");
            assertThat(error.message()).startsWith("must be one of UserRegistered, OrderConfirmed");
        });
    }

    private static List<FieldError> refusal(String eventType, String subject, String text) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> content(eventType, subject, text).requireKnownNames());
        assertThat(refused.problem().code()).isEqualTo("VALIDATION_FAILED");
        return refused.problem().errors();
    }

    private static TemplateContent content(String eventType, String subject, String text) {
        return new TemplateContent(eventType, "en", Channel.IN_APP, subject, text);
    }
}
