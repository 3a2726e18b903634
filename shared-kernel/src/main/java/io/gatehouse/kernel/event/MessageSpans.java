package io.gatehouse.kernel.event;

import io.gatehouse.kernel.trace.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Spans of messages, as OpenTelemetry's semantic conventions for messaging name them: one each time an event is sent,
 * continuing what caused it, and one for each that takes effect, continuing that. There are none while MicroProfile
 * Telemetry is switched off: nobody would record them, and who continues one looks for it in vain.
 */
@ApplicationScoped
public class MessageSpans {
    private static final String SEND = "send";
    private static final String PROCESS = "process";

    @Inject
    Tracer tracer;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    @Inject
    @ConfigProperty(name = "otel.sdk.disabled", defaultValue = "true")
    boolean off;

    /** Begins to send an event; whoever sends it ends the span, which is not valid when there is none. */
    public Span send(OutboxEntry event) {
        if (off) {
            return Span.getInvalid();
        }
        return begin(SEND, event.topic(), event.eventId(), type(event))
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(Trace.parent(event.traceParent()))
                .startSpan();
    }

    /** Null for what is none that can be read: it is sent all the same, and whoever gets it says so. */
    private static @Nullable String type(OutboxEntry event) {
        try {
            return CloudEvent.parse(event.document()).type();
        } catch (IllegalArgumentException noEvent) {
            return null;
        }
    }

    /** Notes a failure at the spans of what it kept from being sent. */
    public void failed(Iterable<Span> sent, Exception why) {
        sent.forEach(span -> failed(span, why));
    }

    /** Notes a failure at the span of what is being processed. */
    void failed(Exception why) {
        if (!off) {
            failed(Span.current(), why);
        }
    }

    /**
     * Does what an event causes. It continues the position of the message, be the sender who it may, else that of the
     * event, which is where the event was caused.
     *
     * @param delivery null when no message brought it
     */
    void process(CloudEvent event, @Nullable Delivery delivery, Runnable work) {
        String sent = delivery == null ? null : delivery.traceParent();
        String position = Trace.isPosition(sent) ? sent : event.traceParent();
        if (off) {
            Trace.within(position, work);
            return;
        }
        Span span = processing(event, delivery, Trace.parent(position)).startSpan();
        try {
            Trace.within(
                    Trace.at(span),
                    () -> Context.current().with(span).wrap(work).run());
        } catch (RuntimeException failed) {
            failed(span, failed);
            throw failed;
        } finally {
            span.end();
        }
    }

    private SpanBuilder processing(CloudEvent event, @Nullable Delivery delivery, Context parent) {
        SpanBuilder span = begin(PROCESS, delivery == null ? "" : delivery.address(), event.id(), event.type())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent);
        if (delivery != null) {
            span.setAttribute("messaging.message.id", delivery.messageId())
                    .setAttribute("messaging.destination.subscription.name", service + "." + delivery.address());
        }
        SpanContext cause = position(Trace.parent(event.traceParent()));
        // Whoever passed the event on may have begun a trace of their own.
        return cause.isValid() && !cause.getTraceId().equals(position(parent).getTraceId())
                ? span.addLink(cause)
                : span;
    }

    private static SpanContext position(Context context) {
        return Span.fromContext(context).getSpanContext();
    }

    private SpanBuilder begin(String operation, String destination, UUID id, @Nullable String type) {
        SpanBuilder span = tracer.spanBuilder(destination.isEmpty() ? operation : operation + " " + destination)
                .setAttribute("messaging.system", "jms")
                .setAttribute("messaging.operation.name", operation)
                .setAttribute("messaging.operation.type", operation)
                .setAttribute("cloudevents.event_id", id.toString());
        if (type != null) {
            span.setAttribute("cloudevents.event_type", type);
        }
        return destination.isEmpty() ? span : span.setAttribute("messaging.destination.name", destination);
    }

    private static void failed(Span span, Exception why) {
        span.setStatus(StatusCode.ERROR)
                .setAttribute("error.type", why.getClass().getName());
    }
}
