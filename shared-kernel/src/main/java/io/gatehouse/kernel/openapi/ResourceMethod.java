package io.gatehouse.kernel.openapi;

import io.gatehouse.kernel.idempotency.Idempotent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** The method behind an operation, for what the scan of annotations does not tell. */
record ResourceMethod(Method method) {
    /**
     * By the name that the scan gives it.
     *
     * @param operationId for example {@code io.gatehouse.tasks.TasksResource_create}
     */
    static ResourceMethod named(String operationId) {
        int end = operationId.lastIndexOf('_');
        String name = operationId.substring(end + 1);
        try {
            ClassLoader classes = ResourceMethod.class.getClassLoader();
            Class<?> resource = Class.forName(operationId.substring(0, end), false, classes);
            return new ResourceMethod(Arrays.stream(resource.getDeclaredMethods())
                    .filter(method -> method.getName().equals(name) && isResourceMethod(method))
                    .findFirst()
                    .orElseThrow());
        } catch (ClassNotFoundException notOurs) {
            throw new IllegalStateException(operationId + " is not a method of a resource", notOurs);
        }
    }

    private static boolean isResourceMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    /** {@code tasksCreate}: clients are generated from it. */
    String operationId() {
        String resource = method.getDeclaringClass().getSimpleName().replaceAll("Resource$", "");
        String name = method.getName();
        return resource.substring(0, 1).toLowerCase(Locale.ROOT)
                + resource.substring(1)
                + name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1);
    }

    /** The roles of which a caller needs one; none where everybody may call. */
    List<String> roles() {
        if (method.isAnnotationPresent(PermitAll.class)) {
            return List.of();
        }
        RolesAllowed own = method.getAnnotation(RolesAllowed.class);
        RolesAllowed ofAll = method.getDeclaringClass().getAnnotation(RolesAllowed.class);
        RolesAllowed allowed = own == null ? ofAll : own;
        return allowed == null ? List.of() : List.of(allowed.value());
    }

    /** Whether there is nothing in its answer: 204, as JAX-RS has it, unless it says something else itself. */
    boolean answersNothing() {
        return method.getReturnType() == void.class && !method.isAnnotationPresent(APIResponse.class);
    }

    boolean isIdempotent() {
        return method.isAnnotationPresent(Idempotent.class);
    }

    /** Whether it takes such keys only as nobody guesses. */
    boolean answersASecret() {
        return isIdempotent() && method.getAnnotation(Idempotent.class).secret();
    }

    /** What it answers with. */
    Type answer() {
        @Nullable APIResponseSchema declared = method.getAnnotation(APIResponseSchema.class);
        return declared == null ? method.getGenericReturnType() : declared.value();
    }

    /** Whether it is one that this service calls at another, which the scan does not tell apart. */
    boolean isOfAnotherService() {
        return method.getDeclaringClass().isInterface();
    }
}
