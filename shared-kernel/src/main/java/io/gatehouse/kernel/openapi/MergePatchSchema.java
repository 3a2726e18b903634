package io.gatehouse.kernel.openapi;

import io.gatehouse.kernel.rest.MergePatch;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a merge patch may say: what PUT takes at the same address, any part of it, and null for what goes. */
final class MergePatchSchema {
    private static final String REFERENCE = "#/components/schemas/";

    private MergePatchSchema() {}

    static void describe(OpenAPI document, PathItem item, Operation patch) {
        MediaType body = patch.getRequestBody().getContent().getMediaType(MergePatch.MEDIA_TYPE);
        String whole = item.getPUT()
                .getRequestBody()
                .getContent()
                .getMediaType("application/json")
                .getSchema()
                .getRef();
        String name = whole.substring(REFERENCE.length());
        @Nullable Schema content = document.getComponents().getSchemas().get(name);
        if (content == null) {
            throw new IllegalStateException("no schema " + name);
        }
        document.getComponents().addSchema(name + "Patch", optional(content)).removeSchema("MergePatch");
        body.setSchema(OASFactory.createSchema().ref(name + "Patch"));
        patch.getRequestBody().setRequired(true);
    }

    private static Schema optional(Schema whole) {
        Schema patch = OASFactory.createSchema().type(Schema.SchemaType.OBJECT);
        whole.getProperties().forEach((name, value) -> patch.addProperty(name, nullable(value)));
        return patch;
    }

    private static Schema nullable(Schema value) {
        if (value.getRef() != null) {
            // In OpenAPI 3.0 nothing may stand beside a reference.
            return OASFactory.createSchema()
                    .nullable(true)
                    .addAllOf(OASFactory.createSchema().ref(value.getRef()));
        }
        return OASFactory.createSchema()
                .nullable(true)
                .type(value.getType())
                .format(value.getFormat())
                .pattern(value.getPattern())
                .minLength(value.getMinLength())
                .maxLength(value.getMaxLength())
                .minimum(value.getMinimum())
                .maximum(value.getMaximum())
                .minItems(value.getMinItems())
                .maxItems(value.getMaxItems())
                .items(value.getItems())
                .enumeration(value.getEnumeration())
                .description(value.getDescription())
                .example(value.getExample());
    }
}
