package io.gatehouse.users.account;

import com.fasterxml.jackson.annotation.JsonValue;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import java.util.Locale;
import java.util.stream.Stream;

/** What a user may do beyond what every user may. */
public enum Role {
    /** Runs the system: users, products, clients, keys. */
    ADMIN,
    /** Looks at the gateway and acts on it. */
    OPERATOR,
    /** Looks at the gateway. */
    READER;

    /** As tokens and clients write it. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word in lower case; a 400 when there is none. */
    static Role of(String word) {
        return Stream.of(values())
                .filter(role -> role.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.field(
                        400, "VALIDATION_FAILED", "role", Rule.ONE_OF, "must be one of admin, operator and reader"));
    }
}
