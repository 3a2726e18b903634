package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.UsersClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of whoever guesses, and of the owner meanwhile. */
interface GuessingPasswords {
    /** Fails until that is refused: after five failures, or a few more when they come so slowly that each waits enough. */
    private static Answer untilLocked(Supplier<Answer> failure) {
        List<Answer> free = IntStream.range(0, 5).mapToObj(i -> failure.get()).toList();
        assertThat(free).extracting(Answer::status).doesNotContain(429, 200);
        Answer answer = failure.get();
        for (int more = 0; more < 5 && answer.status() != 429; more++) {
            answer = failure.get();
        }
        return answer;
    }

    private static Answer guess(Visitor visitor, String from) {
        return untilLocked(() -> visitor.loginFrom(from, "wrong horse"));
    }

    @Test
    default void waitsWhoGuessesAndIsToldHowLong() {
        Visitor visitor = Visitor.registered();

        Answer locked = guess(visitor, "guesser-" + visitor.name());

        assertThat(locked.status()).as(locked.toString()).isEqualTo(429);
        assertThat(locked.code()).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(locked.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 32);
    }

    @Test
    default void isLockedAlikeForANameThatNobodyHas() {
        Visitor nobody = Visitor.any();
        Visitor somebody = Visitor.registered();

        Answer locked = guess(nobody, "guesser-" + nobody.name());

        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.body())
                .isEqualTo(guess(somebody, "guesser-" + somebody.name()).body());
    }

    @Test
    default void letsTheOwnerInFromElsewhereMeanwhile() {
        Visitor visitor = Visitor.registered();
        String guesser = "guesser-" + visitor.name();
        guess(visitor, guesser);
        visitor.lockForAnHour();
        assertThat(visitor.loginFrom(guesser, visitor.password()).status()).isEqualTo(429);

        assertThat(visitor.login().status()).isEqualTo(200);
    }

    @Test
    default void isUnlockedByAnAdministrator() {
        Visitor visitor = Visitor.registered();
        String id = visitor.id();
        guess(visitor, visitor.address());
        visitor.lockForAnHour();
        assertThat(visitor.login().status()).isEqualTo(429);

        Answer cleared =
                UsersClient.to("/users/" + id + "/lockout").as(Visitor.admin()).delete();

        assertThat(cleared.status()).as(cleared.toString()).isEqualTo(204);
        assertThat(visitor.login().status()).isEqualTo(200);
    }

    @Test
    default void isWhereTheGatewaySaysWhateverTheClientSaysElse() {
        Visitor visitor = Visitor.registered();
        guess(visitor, "guesser-" + visitor.name());
        visitor.lockForAnHour();

        Answer again = UsersClient.to("/auth/login")
                .from("guesser-" + visitor.name() + ", 10.0.0.1")
                .with("X-Real-IP", "203.0.113.9")
                .post(Map.of("username", visitor.name(), "password", visitor.password()));

        assertThat(again.status()).isEqualTo(429);
    }

    @Test
    default void isAskedForTheCurrentPasswordAlsoByWhoHasAToken() {
        Visitor visitor = Visitor.registered();
        UsersClient change =
                UsersClient.to("/users/me/password").as(visitor.token()).from(visitor.address());
        Map<String, String> wrong = Map.of("currentPassword", "wrong horse", "newPassword", "battery staple");

        assertThat(untilLocked(() -> change.post(wrong)).status()).isEqualTo(429);
        assertThat(UsersClient.to("/users/me/password")
                        .as(visitor.token())
                        .from("elsewhere-" + visitor.name())
                        .post(wrong)
                        .code())
                .isEqualTo("WRONG_PASSWORD");

        UsersClient.to("/users/" + visitor.id() + "/lockout")
                .as(Visitor.admin())
                .delete();
        assertThat(change.post(wrong).code()).isEqualTo("WRONG_PASSWORD");
    }
}
