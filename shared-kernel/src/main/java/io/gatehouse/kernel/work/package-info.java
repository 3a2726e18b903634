/**
 * Work that is done besides requests and events: {@link io.gatehouse.kernel.work.Worker} has the thread and goes on
 * whatever happens, {@link io.gatehouse.kernel.work.Chore} is what is due every so often.
 */
@NullMarked
package io.gatehouse.kernel.work;

import org.jspecify.annotations.NullMarked;
