/**
 * What happened to each aggregate, who did it, and in which order. {@link io.gatehouse.kernel.audit.AuditTrail} only ever
 * appends; {@link io.gatehouse.kernel.audit.Personal} marks what it never keeps.
 */
@NullMarked
package io.gatehouse.kernel.audit;

import org.jspecify.annotations.NullMarked;
