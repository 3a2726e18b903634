/**
 * Categories: the names by which users sort their tasks, each user their own. {@link
 * io.gatehouse.tasks.category.CategoriesResource} is the API; a task names a category by its id.
 */
@NullMarked
package io.gatehouse.tasks.category;

import org.jspecify.annotations.NullMarked;
