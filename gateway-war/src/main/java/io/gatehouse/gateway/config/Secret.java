package io.gatehouse.gateway.config;

/** A value that no log, difference or answer may show; whoever needs it asks for it by name. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
