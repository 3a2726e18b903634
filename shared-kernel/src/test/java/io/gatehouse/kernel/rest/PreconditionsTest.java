package io.gatehouse.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
    private static final String VIEW = "what it is";

    private static Preconditions ifMatch(String... lines) {
        return new Preconditions(List.of(lines), List.of());
    }

    private static Preconditions ifNoneMatch(String... lines) {
        return new Preconditions(List.of(), List.of(lines));
    }

    @Test
    void aReadIsAnsweredWithTheETagOfItsVersion() {
        Response answer = new Preconditions().answer(3, VIEW);

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getEntity()).isEqualTo(VIEW);
        assertThat(answer.getHeaderString("ETag")).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", "\"1\", \"3\"", "*"})
    void aReadOfWhatTheClientHasIsNotAnsweredWithItAgain(String field) {
        Response answer = ifNoneMatch(field).answer(3, VIEW);

        assertThat(answer.getStatus()).isEqualTo(304);
        assertThat(answer.hasEntity()).isFalse();
        assertThat(answer.getHeaderString("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void whatACostlyReadShowsIsMadeForThoseWhoGetIt() {
        AtomicInteger made = new AtomicInteger();

        Response known = ifNoneMatch("\"3\"").answer(3, made::incrementAndGet);
        assertThat(known.getStatus()).isEqualTo(304);
        assertThat(made).hasValue(0);

        assertThat(ifNoneMatch("\"2\"").answer(3, made::incrementAndGet).getEntity())
                .isEqualTo(1);
    }

    record Counted(String name, int tries) {}

    @Test
    void whatHasNoVersionHasAnETagThatChangesWithAllThatIsShownOfIt() {
        String etag = new Preconditions().answer(new Counted("a", 1)).getHeaderString("ETag");

        assertThat(etag).matches("\"[A-Za-z0-9_-]{43}\"");
        assertThat(ifNoneMatch(etag).answer(new Counted("a", 1)).getStatus()).isEqualTo(304);
        assertThat(ifNoneMatch(etag).answer(new Counted("a", 1)).getHeaderString("ETag"))
                .isEqualTo(etag);
        assertThat(ifNoneMatch(etag).answer(new Counted("a", 2)).getStatus()).isEqualTo(200);
        assertThat(ifNoneMatch(etag).answer(new Counted("b", 1)).getEntity()).isEqualTo(new Counted("b", 1));
        assertRefuses(412, "PRECONDITION_FAILED", () -> ifMatch(etag).answer(new Counted("a", 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "3", "nonsense", ""})
    void aReadIsAnsweredInFullWhateverElseTheClientHas(String field) {
        assertThat(ifNoneMatch(field).answer(3, VIEW).getStatus()).isEqualTo(200);
    }

    @Test
    void aReadOfAVersionThatIsGoneFails() {
        assertThat(ifMatch("\"3\"").answer(3, VIEW).getStatus()).isEqualTo(200);
        assertRefuses(412, "PRECONDITION_FAILED", () -> ifMatch("\"2\"").answer(3, VIEW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "\"1\", \"3\"", "*"})
    void aChangeOfWhatTheClientHasSeenPasses(String field) {
        ifMatch(field).require(3);
        ifMatch(field).verify(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"3\"", "\"33\""})
    void aChangeOfAnotherVersionFails(String field) {
        assertRefuses(412, "PRECONDITION_FAILED", () -> ifMatch(field).require(3));
        assertRefuses(412, "PRECONDITION_FAILED", () -> ifMatch(field).verify(3));
    }

    @Test
    void aChangeThatCouldUndoAnotherNeedsAPrecondition() {
        assertRefuses(428, "PRECONDITION_REQUIRED", () -> new Preconditions().require(3));
        assertRefuses(428, "PRECONDITION_REQUIRED", () -> ifNoneMatch("\"2\"").require(3));
        new Preconditions().verify(3);
    }

    @Test
    void aChangeOfWhatMustNotBeThereFails() {
        assertRefuses(412, "PRECONDITION_FAILED", () -> ifNoneMatch("*").verify(3));
        assertRefuses(412, "PRECONDITION_FAILED", () -> new Preconditions(List.of("*"), List.of("W/\"3\"")).require(3));
        ifNoneMatch("\"2\"").verify(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "", "\"3", "*,*"})
    void aPreconditionThatIsNoneIsRefusedByItsName(String field) {
        assertThatThrownBy(() -> ifMatch(field).require(3))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().errors())
                                .extracting(FieldError::field)
                                .containsExactly("If-Match"));
    }

    private static void assertRefuses(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(status);
            assertThat(refused.problem().code()).isEqualTo(code);
        });
    }
}
