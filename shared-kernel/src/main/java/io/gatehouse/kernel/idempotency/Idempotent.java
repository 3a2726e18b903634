package io.gatehouse.kernel.idempotency;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource method whose clients may send an Idempotency-Key. It passes its answer through {@link Idempotency#keep}. The
 * filter of these methods has it, too, as JAX-RS wants it.
 */
@NameBinding
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {
    /** So many characters has a key that opens a secret, at least: 128 random bits have 22 in base64, a UUID has 36. */
    int UNGUESSABLE = 22;

    /**
     * Whether the answer has a secret that is kept nowhere in the clear. Then it is kept sealed, under the key itself,
     * which must have at least {@value #UNGUESSABLE} characters; and nobody on the way may store it.
     */
    boolean secret() default false;
}
