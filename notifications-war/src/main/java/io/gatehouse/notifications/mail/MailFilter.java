package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.paging.Selection;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which mails an administrator wants to see: those of which everything is true that it says. */
public class MailFilter {
    @QueryParam("status")
    Mail.@Nullable Status status;

    @QueryParam("user")
    @Nullable
    UUID user;

    Selection chosen() {
        return Selection.all()
                .andIfGiven("e.status = :status", "status", status)
                .andIfGiven("e.userId = :user", "user", user);
    }
}
