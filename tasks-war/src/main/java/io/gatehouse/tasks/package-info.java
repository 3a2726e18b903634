/**
 * Tasks: what users have to do. {@link io.gatehouse.tasks.TasksResource} is the API, {@link io.gatehouse.tasks.Task} the
 * aggregate, {@link io.gatehouse.tasks.Tasks} all of them.
 */
@NullMarked
package io.gatehouse.tasks;

import org.jspecify.annotations.NullMarked;
