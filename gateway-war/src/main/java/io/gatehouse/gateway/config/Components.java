package io.gatehouse.gateway.config;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** What records are made of, for those who treat all of them alike. */
public final class Components {
    private Components() {}

    /** The value of one component. */
    public static @Nullable Object of(Record record, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            // The record itself may be private to its package.
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    /** By convention the first component. */
    static String id(Record record) {
        return String.valueOf(of(record, record.getClass().getRecordComponents()[0]));
    }
}
