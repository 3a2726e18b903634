package io.gatehouse.notifications.template;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
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

/** The API of templates, for administrators. */
@Path("/templates")
@ApplicationScoped
@RolesAllowed(Caller.ADMIN)
@Transactional
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
public class TemplatesResource {
    @Inject
    Templates templates;

    @Inject
    AuditTrail audit;

    @Inject
    Idempotency idempotency;

    @Inject
    Clock clock;

    @Inject
    Validator validator;

    @POST
    @Idempotent
    @Operation(summary = "Create a template")
    @APIResponseSchema(value = TemplateView.class, responseCode = "201")
    public Response create(@NotNull @Valid TemplateContent wanted, @Context UriInfo uri) {
        wanted.requireKnownNames();
        Template template = new Template(wanted, clock.instant());
        templates.add(template);
        return idempotency.keep(Versioned.created(uri, template.id(), template.version(), template.view()));
    }

    @GET
    @Operation(summary = "List templates, newest first unless sort says otherwise")
    @APIResponseSchema(TemplateView[].class)
    public Response list(@BeanParam @Valid TemplateFilter filter, @BeanParam @Valid PageRequest page) {
        return templates
                .page(filter.eventType, filter.locale, filter.channel, page)
                .answer(Template::view);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a template")
    @APIResponseSchema(TemplateView.class)
    public Response read(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Template template = templates.get(id);
        return preconditions.answer(template.version(), template.view());
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Replace all that may be set of a template")
    @APIResponseSchema(TemplateView.class)
    public Response replace(
            @PathParam("id") UUID id, @NotNull @Valid TemplateContent wanted, @BeanParam Preconditions preconditions) {
        Template template = templates.get(id);
        preconditions.require(template.version());
        return change(template, wanted);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(summary = "Change some of what may be set of a template")
    @APIResponseSchema(TemplateView.class)
    public Response patch(@PathParam("id") UUID id, @NotNull MergePatch patch, @BeanParam Preconditions preconditions) {
        Template template = templates.get(id);
        preconditions.require(template.version());
        return change(template, patch.applyTo(template.content(), validator));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a template: where it was the only one, nobody is told any more")
    public void delete(@PathParam("id") UUID id, @BeanParam Preconditions preconditions) {
        Template template = templates.get(id);
        preconditions.verify(template.version());
        templates.remove(template);
    }

    @GET
    @Path("/{id}/events")
    @Operation(summary = "List what happened to a template, oldest first unless sorted otherwise")
    @APIResponseSchema(AuditView[].class)
    public Response events(@PathParam("id") UUID id, @BeanParam @Valid AuditQuery query) {
        return audit.answer(id, query);
    }

    private Response change(Template template, TemplateContent wanted) {
        wanted.requireKnownNames();
        // What is as it was has no new version, and is nothing to tell.
        if (!wanted.equals(template.content())) {
            templates.change(template, wanted);
        }
        return Versioned.changed(template.version(), template.view());
    }
}
