package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.users.UsersClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How one signing key follows another. */
interface RotatingKeys {
    private static List<String> published() {
        return UsersClient.to("/.well-known/jwks.json").get().json().findValuesAsText("kid");
    }

    private static String kid(Answer login) throws Exception {
        return SignedJWT.parse(login.text("access_token")).getHeader().getKeyID();
    }

    @Test
    default void publishesTheNextKeyBeforeItSignsAndWithdrawsOneAtOnce() throws Exception {
        Visitor visitor = Visitor.registered();
        String first = kid(visitor.login());

        UsersClient rotation = UsersClient.to("/auth/keys").as(Visitor.admin()).with("Idempotency-Key", visitor.name());
        Answer next = rotatedOnce(rotation);
        assertThat(next.text("state")).isEqualTo("PUBLISHED");
        assertThat(published()).containsExactly(next.text("kid"), first);
        assertThat(kid(visitor.login())).isEqualTo(first);
        assertThat(UsersClient.to("/auth/keys").as(Visitor.admin()).post().code())
                .isEqualTo("ROTATION_UNDER_WAY");
        Answer listed = UsersClient.to("/auth/keys").as(Visitor.admin()).get();
        assertThat(listed.json().findValuesAsText("state")).containsExactly("PUBLISHED", "SIGNING");
        assertThat(listed.body()).doesNotContain("\"d\"", "sealed");

        Answer withdrawn =
                UsersClient.to("/auth/keys/" + first).as(Visitor.admin()).delete();
        assertThat(withdrawn.status()).as(withdrawn.toString()).isEqualTo(204);
        assertThat(kid(visitor.login())).isEqualTo(next.text("kid"));
        assertThat(published()).containsExactly(next.text("kid"));
        Answer events = UsersClient.to("/auth/keys/events").as(Visitor.admin()).get();
        assertThat(events.json().findValuesAsText("type"))
                .endsWith("SigningKeyPublished", "SigningKeyFollowed", "SigningKeyWithdrawn", "SigningKeyPublished");
        assertThat(events.body()).contains(first, next.text("kid")).doesNotContain("\"d\"", "sealed");
        assertThat(UsersClient.to("/auth/keys/events").get().status()).isEqualTo(401);
        assertThat(UsersClient.to("/auth/keys/" + first)
                        .as(Visitor.admin())
                        .delete()
                        .status())
                .isEqualTo(404);
        assertThat(rotation.post().body()).isEqualTo(next.body());
    }

    /** However often it is asked for. */
    private static Answer rotatedOnce(UsersClient rotation) {
        List<Answer> answers = rotation.fourAtOnce("");
        Answer again = rotation.post();

        assertThat(answers).extracting(Answer::status).contains(201).isSubsetOf(201, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .extracting(Answer::code)
                .allMatch("REQUEST_IN_FLIGHT"::equals);
        assertThat(again.status()).as(again.toString()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(rotation.post("{}").code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        return again;
    }

    @Test
    default void listsKeysByTheirStateAPageAtATime() {
        UsersClient.to("/auth/keys").as(Visitor.admin()).post();

        assertThat(keys("?state=SIGNING").json().findValuesAsText("state")).containsExactly("SIGNING");
        assertThat(keys("?limit=1").header("Link")).contains("limit=1&after=");
        assertThat(keys("?state=LOST").code()).isEqualTo("VALIDATION_FAILED");
        assertThat(keys("?sort=kid").code()).isEqualTo("VALIDATION_FAILED");
    }

    /** Not even by a name that no database keeps. */
    @Test
    default void findsNoKeyByANameThatNoneHas() {
        for (String kid : List.of("nonsense", "%00", "a%00b", "%27", "%ED%A0%80", "k".repeat(2_000))) {
            Answer answer =
                    UsersClient.to("/auth/keys/" + kid).as(Visitor.admin()).delete();
            assertThat(answer.status()).as(answer.toString()).isBetween(400, 404);
        }
    }

    private static Answer keys(String query) {
        return UsersClient.to("/auth/keys" + query).as(Visitor.admin()).get();
    }
}
