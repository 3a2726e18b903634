package io.gatehouse.users.oauth;

import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an administrator says of a client.
 *
 * @param name for people to read, 1 to 100 characters
 * @param scopes what it may ask for, at most 32
 */
public record NewClient(
        @Schema(example = "Reports") @NotBlank @Size(max = 100) @PlainText
        String name,

        @Schema(example = "[\"introspect\"]") @NotNull @Size(max = 32)
        List<@NotNull @Pattern(regexp = Scopes.WORD, message = "must be 1 to 64 characters of a scope") String>
                scopes) {}
