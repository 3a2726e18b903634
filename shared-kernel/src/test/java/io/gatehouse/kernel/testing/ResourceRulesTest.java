package io.gatehouse.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.junit.jupiter.api.Test;

/** The rules of the house about resource methods see those who break them. */
class ResourceRulesTest {
    private static final Response OK = Response.ok().build();

    record Keeping(Idempotency idempotency) {
        @Idempotent
        Response itself() {
            return idempotency.keep(OK);
        }

        @Idempotent
        Response inWhatItPassesOn() {
            return later(() -> idempotency.keep(OK));
        }

        private static Response later(Supplier<Response> work) {
            return work.get();
        }
    }

    record Forgetting() {
        @Idempotent
        Response create() {
            return OK;
        }
    }

    static final class Repeatable {
        @POST
        @Idempotent
        @APIResponseSchema(value = String.class, responseCode = "201")
        Response create() {
            return OK;
        }

        @POST
        @Idempotent(secret = true)
        Response start() {
            return Response.accepted().build();
        }

        @POST
        @APIResponseSchema(String.class)
        Response complete() {
            return OK;
        }
    }

    static final class Creating {
        @POST
        @APIResponseSchema(value = String.class, responseCode = "201")
        Response create() {
            return OK;
        }
    }

    static final class Starting {
        @POST
        Response start() {
            return Response.accepted().build();
        }
    }

    static final class Adding {
        @POST
        Response add(UriInfo uri) {
            return Versioned.created(uri, UUID.randomUUID(), 0, "new");
        }
    }

    static final class Careful {
        @PUT
        Response replace(@PathParam("id") String id, String wanted, @BeanParam Preconditions preconditions) {
            return locked(id + wanted, preconditions::require);
        }

        @PUT
        Response grant(@PathParam("role") String role, @BeanParam Preconditions preconditions) {
            return locked(role, preconditions::verify);
        }

        private static Response locked(String what, LongConsumer precondition) {
            precondition.accept(what.length());
            return OK;
        }
    }

    static final class Careless {
        @PUT
        Response replace(String wanted, @BeanParam Preconditions preconditions) {
            preconditions.verify(wanted.length());
            return OK;
        }
    }

    static final class Overcareful {
        @PUT
        Response grant(@PathParam("role") String role, @BeanParam Preconditions preconditions) {
            preconditions.require(role.length());
            return OK;
        }
    }

    @Test
    void anAnswerThatIsNotKeptIsSeen() {
        assertThat(isBroken(HouseRules.answersAreKept(), Forgetting.class)).isTrue();
        assertThat(isBroken(HouseRules.answersAreKept(), Keeping.class)).isFalse();
    }

    @Test
    void whatCreatesAndTakesAKeyForNothingIsSeen() {
        assertThat(isBroken(HouseRules.creationsAreRepeatable(), Creating.class))
                .isTrue();
        assertThat(isBroken(HouseRules.creationsAreRepeatable(), Starting.class))
                .isTrue();
        assertThat(isBroken(HouseRules.creationsAreRepeatable(), Adding.class)).isTrue();
        assertThat(isBroken(HouseRules.creationsAreRepeatable(), Repeatable.class))
                .isFalse();
    }

    @Test
    void aVersionThatIsNotRequiredOrRequiredForNothingIsSeen() {
        assertThat(isBroken(HouseRules.versionsAreRequired(), Careless.class)).isTrue();
        assertThat(isBroken(HouseRules.versionsAreRequired(), Overcareful.class))
                .isTrue();
        assertThat(isBroken(HouseRules.versionsAreRequired(), Careful.class)).isFalse();
    }

    private static boolean isBroken(ArchRule rule, Class<?> by) {
        JavaClasses classes = new ClassFileImporter().importClasses(by);
        return rule.evaluate(classes).hasViolation();
    }
}
