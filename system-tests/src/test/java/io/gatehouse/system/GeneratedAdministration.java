package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.client.ApiClient;
import io.gatehouse.client.ApiException;
import io.gatehouse.client.ApiResponse;
import io.gatehouse.client.notifications.Channel;
import io.gatehouse.client.notifications.MailsApi;
import io.gatehouse.client.notifications.NotificationContent;
import io.gatehouse.client.notifications.NotificationView;
import io.gatehouse.client.notifications.NotificationsApi;
import io.gatehouse.client.notifications.TemplateContent;
import io.gatehouse.client.notifications.TemplateContentPatch;
import io.gatehouse.client.notifications.TemplateView;
import io.gatehouse.client.notifications.TemplatesApi;
import io.gatehouse.client.users.AuditView;
import io.gatehouse.client.users.AuthenticationApi;
import io.gatehouse.client.users.ClientView;
import io.gatehouse.client.users.NewClient;
import io.gatehouse.client.users.OAuth2Api;
import io.gatehouse.client.users.OAuthRefusal;
import io.gatehouse.client.users.Role;
import io.gatehouse.client.users.SigningKeysApi;
import io.gatehouse.client.users.State;
import io.gatehouse.client.users.TokenAnswer;
import io.gatehouse.client.users.UserView;
import io.gatehouse.client.users.UsersApi;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Likewise what administrators and programs do, with the clients of every tag of every document. */
interface GeneratedAdministration {
    Product product();

    @Test
    default void aProgramGetsATokenWithItsSecret() throws Exception {
        Generated generated = new Generated(product());
        OAuth2Api admin = new OAuth2Api(generated.administrator());
        OAuth2Api program = new OAuth2Api(generated.anonymous());
        NewClient wanted = new NewClient().name("Reports").addScopesItem("introspect");
        String key = UUID.randomUUID().toString();
        ClientView client = admin.clientsRegister(wanted, key);
        ApiResponse<ClientView> again = admin.clientsRegisterWithHttpInfo(wanted, key);
        String id = client.getId().toString();
        String secret = client.getSecret();

        TokenAnswer token = program.tokenToken("client_credentials", id, secret, "introspect", null);

        assertThat(again.getData()).isEqualTo(client);
        assertThat(Generated.header(again, "Idempotency-Replayed")).isEqualTo("true");
        assertThat(program.verifyVerify(token.getAccessToken(), id, secret).getClientId())
                .isEqualTo(id);
        ApiException refused =
                Generated.refusal(401, () -> program.tokenToken("client_credentials", id, "wrong", "introspect", null));
        assertThat(ApiClient.createDefaultObjectMapper()
                        .readValue(refused.getResponseBody(), OAuthRefusal.class)
                        .getError())
                .isEqualTo("invalid_client");
        admin.clientsDelete(client.getId(), null);
    }

    /** The document names another server for these. */
    @Test
    default void whatIsWellKnownIsAtTheTop() throws Exception {
        ApiClient top = new Generated(product()).anonymous().setBasePath("");

        assertThat(new OAuth2Api(top).discoveryAuthorizationServer().getIntrospectionEndpoint())
                .hasPath("/api/auth/verify");
        assertThat(new AuthenticationApi(top).jwksPublicKeys().getKeys()).isNotEmpty();
    }

    @Test
    default void anAdministratorGrantsRolesAndSeesWhatHappened() throws Exception {
        Generated generated = new Generated(product());
        UUID id = new UsersApi(generated.newUser()).profileRead(null).getId();
        UsersApi users = new UsersApi(generated.administrator());

        UserView reader = users.accessGrant(id, "reader", null);
        List<AuditView> events = users.userEvents(id, null, null, null, null);

        assertThat(reader.getRoles()).contains("reader");
        assertThat(users.usersList(null, null, true, 100, Role.READER, "-createdAt", reader.getUsername()))
                .containsExactly(reader);
        assertThat(events).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ApiClient.createDefaultObjectMapper()
                        .<JsonNode>valueToTree(events.get(0).getEvent())
                        .path("type")
                        .asText())
                .isEqualTo("UserRegistered");
        assertThat(new SigningKeysApi(generated.administrator()).keysList(null, null, null, State.SIGNING))
                .isNotEmpty();
    }

    @Test
    default void anAdministratorWritesToUsersAndChoosesTheWords() throws Exception {
        Generated generated = new Generated(product());
        ApiClient user = generated.newUser();
        ApiClient admin = generated.administrator();
        TemplatesApi templates = new TemplatesApi(admin);
        UUID id = new UsersApi(user).profileRead(null).getId();

        NotificationView written = new NotificationsApi(admin)
                .notificationsCreate(
                        new NotificationContent()
                                .userId(id)
                                .subject("Maintenance")
                                .message("On Sunday"),
                        UUID.randomUUID().toString());
        TemplateView template = templates.templatesCreate(
                new TemplateContent()
                        .eventType("TaskCompleted")
                        .locale("qgc")
                        .channel(Channel.IN_APP)
                        .subject("Done")
                        .text("{title} is done"),
                null);
        TemplateView patched =
                templates.templatesPatch(template.getId(), new TemplateContentPatch().channel(Channel.EMAIL), "*");
        templates.templatesDelete(template.getId(), "*");

        assertThat(new NotificationsApi(user).notificationsRead(written.getId(), null))
                .isEqualTo(written);
        assertThat(patched).isEqualTo(template.channel(Channel.EMAIL));
        assertThat(new MailsApi(admin).mailsList(null, 1, null, null, id)).isEmpty();
    }

    @Test
    default void noServiceHasDeadLettersAndAllSayWhatIsNotThere() throws Exception {
        ApiClient admin = new Generated(product()).administrator();

        assertThat(new io.gatehouse.client.users.DeadLettersApi(admin)
                        .deadLettersList(null, null, null, null, null, null, null, null))
                .isEmpty();
        assertThat(new io.gatehouse.client.products.DeadLettersApi(admin)
                        .deadLettersList(null, null, null, "100", null, null, null, null))
                .isEmpty();
        assertThat(new io.gatehouse.client.orders.DeadLettersApi(admin)
                        .deadLettersList(null, null, null, "1", "-firstFailedAt", null, null, "OrderPlaced"))
                .isEmpty();
        assertThat(new io.gatehouse.client.tasks.DeadLettersApi(admin)
                        .deadLettersList(null, null, null, null, null, null, null, null))
                .isEmpty();
        var ofNotifications = new io.gatehouse.client.notifications.DeadLettersApi(admin);
        assertThat(ofNotifications.deadLettersList(null, null, null, null, null, null, null, null))
                .isEmpty();
        assertThat(Generated.problem(
                                io.gatehouse.client.notifications.Problem.class,
                                404,
                                () -> ofNotifications.deadLettersReplay(UUID.randomUUID()))
                        .getCode())
                .isEqualTo("NOT_FOUND");
    }
}
