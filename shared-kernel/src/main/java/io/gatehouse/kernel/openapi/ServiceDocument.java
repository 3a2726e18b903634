package io.gatehouse.kernel.openapi;

import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;

/**
 * Adds to the document of a service what all services have in common. Named in the build, which calls it with the
 * service's own classes at hand, and names operations by package, class and method.
 */
public final class ServiceDocument implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        SharedComponents.addTo(document);
        // In an order of their own, so that each build writes the same.
        new TreeMap<>(document.getPaths().getPathItems()).forEach((path, item) -> {
            new TreeMap<>(item.getOperations())
                    .forEach((method, operation) -> describe(document, path, item, method, operation));
            if (item.getOperations().isEmpty()) {
                document.getPaths().removePathItem(path);
            }
        });
        PublicPaths.publish(document);
    }

    private static void describe(OpenAPI document, String path, PathItem item, HttpMethod method, Operation operation) {
        ResourceMethod resource = ResourceMethod.named(operation.getOperationId());
        if (resource.isOfAnotherService()) {
            item.setOperation(method, null);
            return;
        }
        new Conventions(document, path, item, method, operation, resource).apply();
        new RequiredMembers(document.getComponents().getSchemas()).describe(resource.answer());
    }
}
