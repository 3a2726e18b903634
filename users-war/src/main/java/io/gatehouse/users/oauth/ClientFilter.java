package io.gatehouse.users.oauth;

import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which clients an administrator asks for: those of which everything is true that it says. */
public class ClientFilter {
    @Parameter(description = "What the name begins with, in any case")
    @QueryParam("name")
    @Size(max = 100)
    @PlainText
    @Pattern(regexp = "(?sU).*\\S.*", message = "must not be blank")
    @Nullable
    String name;

    @Parameter(description = "One of the scopes that it may ask for")
    @QueryParam("scope")
    @Pattern(regexp = Scopes.WORD, message = "must be 1 to 64 characters of a scope")
    @Nullable
    String scope;

    Selection selection() {
        return Selection.all()
                .andIfGiven(
                        "e.nameKey like :name escape '!'",
                        "name",
                        name == null ? null : Selection.beginning(OAuthClient.key(name)))
                .andIfGiven(
                        "locate(:scope, concat(' ', e.scopes, ' ')) > 0",
                        "scope",
                        scope == null ? null : " " + scope + " ");
    }
}
