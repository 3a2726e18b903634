package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an administrator tells a user.
 *
 * @param subject 1 to 200 characters in one line
 * @param message 1 to 500 characters
 */
public record NotificationContent(
        @Schema(example = "0a5d3f6c-8b0e-4d5c-9a57-3c1b2d4e5f06") @NotNull
        UUID userId,

        @Schema(example = "Maintenance")
        @NotBlank
        @Size(max = Notification.LONGEST_SUBJECT)
        @Pattern(regexp = "\\P{Cc}*", message = "must be one line")
        String subject,

        @Schema(example = "On Sunday we are away from 6 to 7.")
        @NotBlank
        @Size(max = Notification.LONGEST_MESSAGE)
        @PlainText
        String message) {}
