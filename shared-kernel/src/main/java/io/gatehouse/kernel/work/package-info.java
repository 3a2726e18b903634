/**
 * Work that is done besides requests and events: {@link io.gatehouse.kernel.work.Worker} has the thread and goes on
 * whatever happens, {@link io.gatehouse.kernel.work.Chore} is what is due every so often,
 * {@link io.gatehouse.kernel.work.OneByOne} what is done with each of several. {@link io.gatehouse.kernel.work.Housekeeping}
 * does chores for as long as a service is deployed.
 */
@NullMarked
package io.gatehouse.kernel.work;

import org.jspecify.annotations.NullMarked;
