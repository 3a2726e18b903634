/** Versioned schema migrations, applied before Hibernate validates the schema. */
@NullMarked
package io.gatehouse.kernel.persistence;

import org.jspecify.annotations.NullMarked;
