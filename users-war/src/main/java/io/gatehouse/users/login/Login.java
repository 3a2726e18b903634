package io.gatehouse.users.login;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.Users;
import io.gatehouse.users.lockout.Attempt;
import io.gatehouse.users.lockout.ClientAddress;
import io.gatehouse.users.lockout.LockedOutException;
import io.gatehouse.users.login.Admission.Admitted;
import io.gatehouse.users.session.AccessTokens;
import io.gatehouse.users.session.Renewal;
import io.gatehouse.users.session.Subject;
import io.gatehouse.users.session.TokenAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a password becomes tokens, and a refresh token new ones. Whether a user exists, is disabled or has another password
 * makes no difference to the answer, nor to the work: each login costs one hash.
 */
@ApplicationScoped
public class Login {
    @Inject
    Users users;

    @Inject
    PasswordCheck check;

    @Inject
    Admission admission;

    @Inject
    Logout logout;

    @Inject
    AccessTokens accessTokens;

    /**
     * Tokens for whoever knows the password; a 401 for everybody else.
     *
     * @throws LockedOutException when too many logins with this name have failed
     */
    public TokenAnswer withPassword(Credentials given, ClientAddress from) {
        Optional<User> named = given.among(users);
        Attempt attempt = check.begin(given.name(), from, named.map(User::id).orElse(null));
        @Nullable String hash = named.map(User::passwordHash).orElse(null);
        Optional<Admitted> admitted = check.isRight(given.password(), hash, attempt)
                ? named.filter(User::mayLogIn)
                        .flatMap(user -> admit(user.id(), given, Objects.requireNonNull(hash), attempt))
                : Optional.empty();
        if (admitted.isEmpty()) {
            check.failed(attempt);
        }
        return admitted.map(this::answer).orElseThrow(Login::refused);
    }

    /** New tokens for a refresh token that is good; it is spent. One that was spent before ends its session. */
    public Optional<TokenAnswer> withRefreshToken(String refreshToken) {
        Optional<Admitted> admitted = admission.renew(refreshToken);
        if (admitted.isEmpty()) {
            // In a transaction of its own, which locks the user first; a renewal does not lock the user at all.
            logout.endIfReused(refreshToken);
        }
        return admitted.map(this::answer);
    }

    /**
     * Changes the password of a user and ends all of their sessions; the answer begins a new one.
     *
     * @throws LockedOutException when the current password was wrong too often
     */
    public TokenAnswer changePassword(UUID userId, PasswordChange wanted, ClientAddress from) {
        User user = users.find(userId).orElseThrow(() -> ProblemException.notFound("The user"));
        wanted.requireAnotherPassword(user.username());
        String hash = user.passwordHash();
        Attempt attempt = requirePassword(userId, hash, wanted.currentPassword(), from);
        String newHash = check.hash(wanted.newPassword(), attempt);
        Admitted changed = changed(userId, hash, attempt, newHash)
                .or(() -> renewed(userId, hash, wanted.currentPassword(), attempt)
                        .flatMap(renewed -> changed(userId, renewed, attempt, newHash)))
                .orElseThrow(() -> wrongPassword(attempt));
        check.succeeded();
        return answer(changed);
    }

    /**
     * Deletes a user who shows their password.
     *
     * @param precondition is told the version and may refuse it
     * @throws LockedOutException when the password was wrong too often
     */
    public void delete(UUID userId, Deletion wanted, ClientAddress from, LongConsumer precondition) {
        User user = users.find(userId).orElseThrow(() -> ProblemException.notFound("The user"));
        String hash = user.passwordHash();
        Attempt attempt = requirePassword(userId, hash, wanted.currentPassword(), from);
        boolean deleted = deleted(userId, hash, attempt, precondition)
                || renewed(userId, hash, wanted.currentPassword(), attempt)
                        .filter(renewed -> deleted(userId, renewed, attempt, precondition))
                        .isPresent();
        if (!deleted) {
            throw wrongPassword(attempt);
        }
        check.succeeded();
    }

    private Optional<Admitted> changed(UUID userId, String verified, Attempt attempt, String newHash) {
        return check.withdrawnOnFailure(attempt, () -> admission.changePassword(userId, verified, attempt, newHash));
    }

    private boolean deleted(UUID userId, String verified, Attempt attempt, LongConsumer precondition) {
        return check.withdrawnOnFailure(attempt, () -> admission.delete(userId, verified, attempt, precondition));
    }

    private Attempt requirePassword(UUID userId, String hash, String given, ClientAddress from) {
        Attempt attempt = check.begin(userId.toString(), from, userId);
        if (!check.isRight(given, hash, attempt)) {
            throw wrongPassword(attempt);
        }
        return attempt;
    }

    private Optional<Admitted> admit(UUID userId, Credentials given, String hash, Attempt attempt) {
        Optional<Admitted> admitted = admitted(userId, hash, attempt, () -> check.better(given.password(), hash))
                .or(() -> renewed(userId, hash, given.password(), attempt)
                        .flatMap(renewed -> admitted(userId, renewed, attempt, () -> null)));
        admitted.ifPresent(any -> check.succeeded());
        return admitted;
    }

    private Optional<Admitted> admitted(
            UUID userId, String verified, Attempt attempt, Supplier<@Nullable String> better) {
        return check.withdrawnOnFailure(attempt, () -> admission.admit(userId, verified, attempt, better.get()));
    }

    /** The hash that another login has given the same password meanwhile; empty when it is another password. */
    private Optional<String> renewed(UUID userId, String before, String password, Attempt attempt) {
        return check.withdrawnOnFailure(attempt, () -> users.find(userId))
                .map(User::passwordHash)
                .filter(now -> !now.equals(before) && check.isRight(password, now, attempt));
    }

    private TokenAnswer answer(Admitted admitted) {
        User user = admitted.user();
        Renewal renewal = admitted.renewal();
        Subject subject = new Subject.User(user.id(), user.username(), user.roles(), renewal.sessionId());
        return TokenAnswer.ofUser(accessTokens.issue(subject), renewal.refreshToken());
    }

    private static ProblemException refused() {
        return new ProblemException(Problem.of(401, "INVALID_CREDENTIALS", "The name or the password is wrong."));
    }

    /** Also when it was right a moment ago. */
    private ProblemException wrongPassword(Attempt attempt) {
        check.failed(attempt);
        return ProblemException.field(403, "WRONG_PASSWORD", "currentPassword", Rule.MATCHING, "is wrong");
    }
}
