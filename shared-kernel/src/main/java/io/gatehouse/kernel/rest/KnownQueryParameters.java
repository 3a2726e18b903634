package io.gatehouse.kernel.rest;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.annotation.Priority;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Refuses query parameters that the resource method does not have, and second values for those that have one: a
 * misspelt filter would silently give the whole list.
 */
@Provider
@Priority(Priorities.HEADER_DECORATOR)
public final class KnownQueryParameters implements ContainerRequestFilter {
    private static final int LONGEST_NAME = 64;

    private final ConcurrentMap<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        if (method != null && !request.getMethod().equals(HttpMethod.OPTIONS)) {
            check(
                    known.computeIfAbsent(method, KnownQueryParameters::of),
                    request.getUriInfo().getQueryParameters());
        }
    }

    static void check(Map<String, Boolean> known, Map<String, List<String>> sent) {
        sent.forEach((name, values) -> {
            Boolean repeatable = known.get(name);
            if (repeatable == null) {
                String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
                throw ProblemException.field(
                        400, "VALIDATION_FAILED", shown, Rule.KNOWN, "is not a known query parameter");
            }
            if (values.size() > 1 && !repeatable) {
                throw ProblemException.field(400, "VALIDATION_FAILED", name, Rule.ONCE, "must be given once");
            }
        });
    }

    /** The names of a method's query parameters, and whether they may have several values. */
    static Map<String, Boolean> of(Method method) {
        Map<String, Boolean> names = new HashMap<>();
        for (Parameter parameter : method.getParameters()) {
            add(names, parameter, parameter.getType());
        }
        return Map.copyOf(names);
    }

    private static void add(Map<String, Boolean> names, AnnotatedElement element, Class<?> type) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (query != null) {
            names.put(query.value(), Collection.class.isAssignableFrom(type));
        }
        if (element.isAnnotationPresent(BeanParam.class)) {
            for (Class<?> bean = type; bean != null; bean = bean.getSuperclass()) {
                for (Field field : bean.getDeclaredFields()) {
                    add(names, field, field.getType());
                }
            }
        }
    }
}
