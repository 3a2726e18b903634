package io.gatehouse.tasks.category;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.rest.MergePatch;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The API of categories: everybody sees and changes their own. */
@Path("/categories")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Transactional
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Categories")
public class CategoriesResource {
    @Inject
    Categories categories;

    @Inject
    AuditTrail audit;

    @Inject
    Outbox outbox;

    @Inject
    Idempotency idempotency;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Inject
    Validator validator;

    @POST
    @Idempotent
    @Operation(summary = "Create a category")
    @APIResponseSchema(value = CategoryView.class, responseCode = "201")
    public Response create(@NotNull @Valid CategoryContent wanted, @Context UriInfo uri) {
        Category category = new Category(caller.id(), wanted, clock.instant());
        categories.add(category, caller.id());
        outbox.auditOnly(category.id(), category.created());
        return idempotency.keep(Versioned.created(uri, category.id(), category.version(), category.view()));
    }

    @GET
    @Operation(summary = "List the caller's categories, newest first unless sort says otherwise")
    @APIResponseSchema(CategoryView[].class)
    public Response list(@BeanParam @Valid CategoryFilter filter, @BeanParam @Valid PageRequest page) {
        return categories.page(caller.id(), filter, page).answer(Category::view);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a category")
    @APIResponseSchema(CategoryView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Category category = categories.get(id, caller.id());
        return preconditions.answer(category.version(), category.view());
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Replace all that may be set of a category")
    @APIResponseSchema(CategoryView.class)
    public Response replace(
            @PathParam("id") UUID id, @NotNull @Valid CategoryContent wanted, @BeanParam Preconditions preconditions) {
        Category category = categories.get(id, caller.id());
        preconditions.require(category.version());
        return change(category, wanted);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(summary = "Change some of what may be set of a category")
    @APIResponseSchema(CategoryView.class)
    public Response patch(@PathParam("id") UUID id, @NotNull MergePatch patch, @BeanParam Preconditions preconditions) {
        Category category = categories.get(id, caller.id());
        preconditions.require(category.version());
        return change(category, patch.applyTo(category.content(), validator));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a category that no task is in")
    public void delete(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Category category = categories.get(id, caller.id());
        preconditions.verify(category.version());
        categories.remove(category);
        outbox.auditOnly(id, category.deleted());
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what happened to a category, oldest first unless sorted otherwise")
    @APIResponseSchema(AuditView[].class)
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid AuditQuery query) {
        return audit.answer(id, query);
    }

    private Response change(Category category, CategoryContent wanted) {
        // What is as it was has no new version, and is nothing to tell.
        if (!wanted.equals(category.content())) {
            category.change(wanted);
            categories.flush();
            outbox.auditOnly(category.id(), category.changed());
        }
        return Versioned.changed(category.version(), category.view());
    }
}
