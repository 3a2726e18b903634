package io.gatehouse.tasks;

import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.OldestFirst;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
    AuditTrail audit;

    @Inject
    Outbox outbox;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @POST
    @Operation(summary = "Create a task")
    public Response create(@NotNull @Valid NewTask wanted, @Context UriInfo uri) {
        Task task = new Task(caller.id(), wanted, clock.instant());
        tasks.add(task);
        return Response.created(
                        uri.getAbsolutePathBuilder().path(task.id().toString()).build())
                .entity(task.view())
                .build();
    }

    @GET
    @Operation(summary = "List the caller's tasks, newest first")
    public Response list(@BeanParam @Valid PageRequest page) {
        return page.answer(tasks.page(caller.id(), page), Task::place, Task::view);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a task")
    public TaskView read(@PathParam("id") UUID id) {
        return tasks.get(id, caller.id()).view();
    }

    @POST
    @Path("/{id}/complete")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Complete a task")
    public TaskView complete(@PathParam("id") UUID id) {
        Task task = tasks.get(id, caller.id());
        outbox.add(Topic.TASK_EVENTS, id, task.complete(clock.instant()));
        return task.view();
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed(Caller.ADMIN)
    @Operation(summary = "List what happened to a task, oldest first")
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid OldestFirst page) {
        return audit.answer(id, page);
    }
}
