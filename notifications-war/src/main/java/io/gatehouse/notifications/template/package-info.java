/**
 * Templates: what an event says to its user, in each language and on each channel. {@link
 * io.gatehouse.notifications.template.TemplatesResource} is the API of administrators, {@link
 * io.gatehouse.notifications.template.Templates} finds the words for an {@link
 * io.gatehouse.notifications.template.Occasion}.
 */
@NullMarked
package io.gatehouse.notifications.template;

import org.jspecify.annotations.NullMarked;
