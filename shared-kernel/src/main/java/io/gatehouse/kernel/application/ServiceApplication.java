package io.gatehouse.kernel.application;

import io.gatehouse.kernel.event.DeadLettersResource;
import io.gatehouse.kernel.health.HealthResource;
import io.gatehouse.kernel.idempotency.IdempotencyFilter;
import io.gatehouse.kernel.json.JsonBodies;
import io.gatehouse.kernel.problem.ConstraintViolationMapper;
import io.gatehouse.kernel.problem.FailedTransactionMapper;
import io.gatehouse.kernel.problem.InvalidJsonMapper;
import io.gatehouse.kernel.problem.ProblemExceptionMapper;
import io.gatehouse.kernel.problem.UnexpectedExceptionMapper;
import io.gatehouse.kernel.problem.WebApplicationExceptionMapper;
import io.gatehouse.kernel.rest.AcceptedProblems;
import io.gatehouse.kernel.rest.KnownQueryParameters;
import io.gatehouse.kernel.rest.QueryParameterTypes;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service's JAX-RS application: its own resources, and what all services share. Nothing is found by scanning. */
public abstract class ServiceApplication extends Application {
    private static final Set<Class<?>> SHARED = Set.of(
            HealthResource.class,
            DeadLettersResource.class,
            JsonBodies.class,
            AcceptedProblems.class,
            KnownQueryParameters.class,
            QueryParameterTypes.class,
            IdempotencyFilter.class,
            ProblemExceptionMapper.class,
            ConstraintViolationMapper.class,
            InvalidJsonMapper.class,
            WebApplicationExceptionMapper.class,
            FailedTransactionMapper.class,
            UnexpectedExceptionMapper.class);

    private final Set<Class<?>> resources;

    protected ServiceApplication(Class<?>... resources) {
        this.resources = Set.of(resources);
    }

    @Override
    public Set<Class<?>> getClasses() {
        return Stream.concat(SHARED.stream(), resources.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Jersey registers a JSON provider of the server unless one is named that it does not know; which of the two reads
     * a body would then be chance.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.jsonFeature", JsonBodies.class.getSimpleName());
    }
}
