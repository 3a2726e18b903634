package io.gatehouse.tasks;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.rest.MergePatch;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import io.gatehouse.tasks.category.Categories;
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

/** The API of tasks: everybody sees and changes their own. */
@Path("/tasks")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Transactional
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class TasksResource {
    @Inject
    Tasks tasks;

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
    @Operation(summary = "Create a task")
    @APIResponseSchema(value = TaskView.class, responseCode = "201")
    public Response create(@NotNull @Valid TaskContent wanted, @Context UriInfo uri) {
        categories.requireOwn(wanted.categoryId(), caller.id());
        Task task = new Task(caller.id(), wanted, clock.instant());
        tasks.add(task, caller.id());
        tell(task, task.created());
        return idempotency.keep(Versioned.created(uri, task.id(), task.version(), task.view()));
    }

    @GET
    @Operation(summary = "List the caller's tasks, newest first unless sort says otherwise")
    @APIResponseSchema(TaskView[].class)
    public Response list(@BeanParam TaskFilter filter, @BeanParam @Valid PageRequest page) {
        return tasks.page(caller.id(), filter, page).answer(Task::view);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a task")
    @APIResponseSchema(TaskView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Task task = tasks.get(id, caller.id());
        return preconditions.answer(task.version(), task.view());
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Replace all that may be set of a task")
    @APIResponseSchema(TaskView.class)
    public Response replace(
            @PathParam("id") UUID id, @NotNull @Valid TaskContent wanted, @BeanParam Preconditions preconditions) {
        Task task = tasks.get(id, caller.id());
        preconditions.require(task.version());
        return change(task, wanted);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(summary = "Change some of what may be set of a task")
    @APIResponseSchema(TaskView.class)
    public Response patch(@PathParam("id") UUID id, @NotNull MergePatch patch, @BeanParam Preconditions preconditions) {
        Task task = tasks.get(id, caller.id());
        preconditions.require(task.version());
        return change(task, patch.applyTo(task.content(), validator));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a task")
    public void delete(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Task task = tasks.get(id, caller.id());
        preconditions.verify(task.version());
        tasks.remove(task);
        tell(task, task.deleted());
    }

    @POST
    @Path("/{id}/complete")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Complete a task")
    @APIResponseSchema(TaskView.class)
    public Response complete(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Task task = tasks.get(id, caller.id());
        preconditions.verify(task.version());
        tell(task, task.complete(clock.instant()));
        return changed(task);
    }

    @POST
    @Path("/{id}/reopen")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Reopen a completed task")
    @APIResponseSchema(TaskView.class)
    public Response reopen(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Task task = tasks.get(id, caller.id());
        preconditions.verify(task.version());
        tell(task, task.reopen());
        return changed(task);
    }

    private Response change(Task task, TaskContent wanted) {
        // What is as it was has no new version, and is nothing to tell.
        if (!wanted.equals(task.content())) {
            categories.requireOwn(wanted.categoryId(), caller.id());
            task.change(wanted);
            tell(task, task.changed());
        }
        return changed(task);
    }

    private Response changed(Task task) {
        tasks.flush();
        return Versioned.changed(task.version(), task.view());
    }

    private void tell(Task task, Record event) {
        outbox.add(Topic.TASK_EVENTS, task.id(), event);
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what happened to a task, oldest first unless sorted otherwise")
    @APIResponseSchema(AuditView[].class)
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid AuditQuery query) {
        return audit.answer(id, query);
    }
}
