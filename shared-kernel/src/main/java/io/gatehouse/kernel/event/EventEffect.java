package io.gatehouse.kernel.event;

/**
 * What events of other services do to this one: a bean of the service. All of its effects are asked about each event, in
 * one transaction; an effect passes over types that it does not know.
 */
public interface EventEffect {
    /** Takes effect in the current transaction; an exception lets the event be delivered again. */
    void of(CloudEvent event);
}
