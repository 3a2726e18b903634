/**
 * The live feed: who has a stream open gets each own notification when it comes. {@link
 * io.gatehouse.notifications.feed.Feed} gives notifications their numbers in the order in which they became visible, the
 * one {@link io.gatehouse.notifications.feed.FeedPoller} of an instance reads on from its last number and hands out to
 * {@link io.gatehouse.notifications.feed.Streams}, and each {@link io.gatehouse.notifications.feed.EventStream} writes
 * when its client takes something, without a thread of its own.
 */
@NullMarked
package io.gatehouse.notifications.feed;

import org.jspecify.annotations.NullMarked;
