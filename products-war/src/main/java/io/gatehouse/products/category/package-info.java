/**
 * Categories: the names by which a shop sorts its products, the same for everybody. {@link
 * io.gatehouse.products.category.CategoriesResource} is the API; a product names a category by its id.
 */
@NullMarked
package io.gatehouse.products.category;

import org.jspecify.annotations.NullMarked;
