package io.gatehouse.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.junit.jupiter.api.Test;

class WebApplicationExceptionMapperTest {
    private static Response answer(WebApplicationException refused) {
        return new WebApplicationExceptionMapper().toResponse(refused);
    }

    private static Problem problem(WebApplicationException refused) {
        return (Problem) answer(refused).getEntity();
    }

    @Test
    void makesAProblemOfAStatus() {
        assertThat(problem(new NotFoundException()).code()).isEqualTo("NOT_FOUND");
        assertThat(answer(new NotFoundException()).getMediaType()).hasToString("application/problem+json");
    }

    @Test
    void keepsTheHeadersThatBelongToTheRefusal() {
        assertThat(answer(new NotAllowedException("GET")).getHeaderString("Allow"))
                .isEqualTo("GET");
    }

    @Test
    void tellsWhatAConverterHasFoundInAParameter() {
        ProblemException found =
                ProblemException.field(400, "VALIDATION_FAILED", "status", Rule.ONE_OF, "must be one of OPEN");

        assertThat(problem(new BadRequestException(found))).isEqualTo(found.problem());
    }

    @Test
    void leavesAloneWhatIsNoRefusal() {
        assertThat(answer(new RedirectionException(303, URI.create("/tasks"))).getStatus())
                .isEqualTo(303);
    }
}
