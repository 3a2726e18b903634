package io.gatehouse.tasks.category;

import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which of their categories a client wants to see. */
public class CategoryFilter {
    @Parameter(description = "What the name begins with, in any case")
    @QueryParam("name")
    @Size(max = 100)
    @PlainText
    @Pattern(regexp = "(?sU).*\\S.*", message = "must not be blank")
    @Nullable
    String name;

    Selection among(UUID ownerId) {
        return Selection.where("e.ownerId = :owner", "owner", ownerId)
                .andIfGiven("e.nameKey like :name escape '!'", "name", beginning());
    }

    private @Nullable String beginning() {
        return name == null ? null : Selection.beginning(Category.key(name));
    }
}
