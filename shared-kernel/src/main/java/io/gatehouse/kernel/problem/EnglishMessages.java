package io.gatehouse.kernel.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Locale;

/** What Bean Validation says in English: of itself it speaks the language of the machine that it runs on. */
final class EnglishMessages {
    private static final MessageInterpolator WORDS =
            Validation.byDefaultProvider().configure().getDefaultMessageInterpolator();

    private EnglishMessages() {}

    static String of(ConstraintViolation<?> violation) {
        return WORDS.interpolate(violation.getMessageTemplate(), new Violated(violation), Locale.ENGLISH);
    }

    private record Violated(ConstraintViolation<?> violation) implements MessageInterpolator.Context {
        @Override
        public ConstraintDescriptor<?> getConstraintDescriptor() {
            return violation.getConstraintDescriptor();
        }

        @Override
        public Object getValidatedValue() {
            return violation.getInvalidValue();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new ValidationException("no " + type);
        }
    }
}
