package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Problems;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The Idempotency-Key of the current request, if it has one. */
@RequestScoped
public class Idempotency {
    private static final Logger LOG = Logger.getLogger(Idempotency.class.getName());

    @Inject
    IdempotencyKeys keys;

    @Inject
    JsonWebToken token;

    private Claim.@Nullable Ours claim;
    private @Nullable AnswerSeal seal;
    private boolean kept;

    /**
     * Remembers an answer for repetitions of the request, in the current transaction: that of the effect. Call it last
     * in it, with the answer to be given. Without a key it does nothing.
     *
     * @return the same answer
     * @throws ProblemException with 409, which rolls the effect back, when the request took so long that a repetition
     *     of it is being fulfilled instead
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Response keep(Response answer) {
        if (claim != null) {
            KeptAnswer plain = KeptAnswer.of(answer);
            if (!keys.keep(claim, seal == null ? plain : plain.withBody(seal::seal))) {
                throw new ProblemException(inFlight());
            }
            kept = true;
        }
        return answer;
    }

    /**
     * The answer of an earlier request, or null: then this one is to be fulfilled.
     *
     * @param header all lines of the Idempotency-Key, at least one
     * @param secret whether the answer has a secret
     */
    @Nullable
    Response begin(String address, List<String> header, byte[] body, boolean secret) {
        String caller = Objects.requireNonNullElse(token.getSubject(), "");
        IdempotencyKey key = IdempotencyKey.of(header, secret);
        seal = secret ? new AnswerSeal(caller, address, key) : null;
        Claim found = keys.claim(KeyedRequest.of(caller, address, key, body));
        if (found instanceof Claim.Ours ours) {
            claim = ours;
            return null;
        }
        if (found instanceof Claim.Fulfilled fulfilled) {
            KeptAnswer answer = fulfilled.answer();
            return (seal == null ? answer : answer.withBody(seal::open)).again();
        }
        throw new ProblemException(
                found instanceof Claim.InFlight
                        ? inFlight()
                        : Problem.of(
                                422,
                                "IDEMPOTENCY_KEY_REUSED",
                                "The Idempotency-Key was used for a request with another body."));
    }

    /** A request that is refused, or failed, is not remembered: it may be sent again, with the same key. */
    void end(int status) {
        if (claim == null || (kept && status < 400)) {
            return;
        }
        if (status < 400) {
            LOG.severe("A request with an Idempotency-Key was fulfilled, and its answer was not kept.");
        }
        release(claim);
    }

    /** What the request was answered stands, also when the database went away meanwhile: the claim ends with its lease. */
    private void release(Claim.Ours given) {
        try {
            keys.release(given);
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    away,
                    () -> "An Idempotency-Key could not be given up; it can be used again in half a minute.");
        }
    }

    private static Problem inFlight() {
        return Problem.of(409, Problems.IN_FLIGHT, "A request with this Idempotency-Key is being worked on.");
    }
}
