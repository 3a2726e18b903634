/**
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a creating request that is sent again gets the answer of
 * the first. {@link io.gatehouse.kernel.idempotency.IdempotencyFilter} claims the key before the resource method runs,
 * in a transaction of its own; {@link io.gatehouse.kernel.idempotency.Idempotency#keep} stores the answer in the
 * transaction of the effect, on condition that the claim still holds. So there is an effect exactly when there is an
 * answer, also after a crash: what a crash leaves is a claim without an effect, which ends with its lease. An answer
 * that has a secret is kept in an {@link io.gatehouse.kernel.idempotency.AnswerSeal}.
 */
@NullMarked
package io.gatehouse.kernel.idempotency;

import org.jspecify.annotations.NullMarked;
