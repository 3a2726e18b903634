package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.UsersClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a client sends is refused with the name of the field, and is never a failure of ours. */
interface BadInput {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/users | {'username':'x','email':'a@b','password':'correct horse'} | username",
                "/users | {'username':'xyz','email':'a','password':'correct horse'} | email",
                "/users | {'username':'xyz','email':'a@b','password':'short'} | password",
                "/users | {'username':'long-name','email':'a@b','password':'long-name'} | password",
                "/users | {'username':'xyz','email':'a@b','password':'correct\\u0007horse'} | password",
                "/users | {'username':'x\\u0000yz','email':'a@b','password':'correct'} | username",
                "/users | {'username':7,'email':'a@b','password':'correct horse'} | username",
                "/users | {'username':'deleted:1','email':'a@b','password':'correct horse'} | username",
                "/users | {'roles':['admin']} | roles",
                "/users | {'protected':true} | protected",
                "/users | {'username': | body",
                "/users | [] | body",
                "/auth/login | {'username':'x\\u0007yz','password':'x'} | username",
                "/auth/login | {'password':'x'} | username",
                "/auth/login | {'username':'a','email':'b','password':'x'} | username",
                "/auth/login | {'username':'a'} | password",
                "/auth/refresh | {} | refresh_token",
                "/auth/logout | {} | refresh_token",
                "/auth/logout | {'refresh_token':7} | refresh_token",
            })
    default void isRefusedWithTheNameOfTheField(String path, String body, String field) {
        assertRefused(UsersClient.to(path).post(body.replace('\'', '"')), field);
    }

    @Test
    default void isRefusedWhenItIsTooLongOrMissing() {
        String endless = "{\"username\":\"" + "a".repeat(10_000) + "\",\"password\":\"x\"}";

        assertRefused(UsersClient.to("/auth/login").post(endless), "username");
        assertRefused(UsersClient.to("/users").post(""), "body");
    }

    @Test
    default void isRefusedAlsoFromThoseWhoAreLoggedIn() {
        String token = Visitor.registered().token();
        UsersClient password = UsersClient.to("/users/me/password").as(token);

        assertRefused(password.post("{\"newPassword\":\"battery staple\"}"), "currentPassword");
        assertRefused(password.post("{\"currentPassword\":\"x\",\"newPassword\":\"short\"}"), "newPassword");
        assertRefused(
                password.post("{\"currentPassword\":\"same horse\",\"newPassword\":\"same horse\"}"), "newPassword");
        UsersClient me = UsersClient.to("/users/me").as(token).with("If-Match", "*");
        assertRefused(me.patch("{\"username\":null}"), "username");
        assertRefused(me.patch("{\"displayName\":\"\"}"), "displayName");
        assertRefused(me.patch("{\"locale\":\"english please\"}"), "locale");
        assertRefused(me.patch("{\"locale\":7}"), "locale");
        assertRefused(me.patch("{\"displayName\":\"a\\u001b[2Jb\"}"), "displayName");
        assertRefused(me.patch("{\"email\":{\"a\":1}}"), "email");
        assertRefused(me.with("If-Match", "0").patch("{}"), "If-Match");
        assertThat(me.patch("[]").status()).isEqualTo(400);
        assertThat(UsersClient.to("/users/not-a-uuid").as(Visitor.admin()).get().status())
                .isEqualTo(404);
    }

    private static void assertRefused(Answer answer, String field) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.field()).as(answer.toString()).isEqualTo(field);
    }
}
